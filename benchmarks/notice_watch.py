"""Watching hundreds of accounts: what is told over a year, how much of it is false, how soon, and how fast a look is.

    python -m benchmarks.notice_watch          everything (some twenty minutes on one core)
    python -m benchmarks.notice_watch speed    one part: rules, streams or speed

`rules`: years of alarms as rates, under the product's rule and under others. `streams`: years of hourly counts of 400
accounts in quiet worlds, with storms planted, through the scores themselves. docs/methods/online_discovery.md.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from pratfall.reviews.watch import store as stores
from pratfall.reviews.watch.binning import Heard, Source
from pratfall.reviews.watch.watcher import Watcher
from pratfall.stats.backlash import backlash_scores
from tests.calibration import watched_streams, watched_years
from tests.calibration.watched_years import Outcome, Rule, outcome, year

ACCOUNTS = 400
FEW = 40  # for ADDIS, which takes every second day for a discovery and grows with their square
WORLDS = {
    "nothing true": {"storms": 0},
    "nothing true, shared shocks, echoes": {"storms": 0, "shared": 0.5, "echo": 0.3},
    "10 storms": {"storms": 10},
    "100 storms": {"storms": 100},
    "100 storms, shared shocks, echoes": {"storms": 100, "shared": 0.5, "echo": 0.3},
}


def own_rules() -> Mapping[str, tuple[Rule, int]]:
    """Rules and how many years of each world they are tried on."""
    return {
        "the product's: a year's allowance": (watched_years.yearly_allowance, 200),
        "p < 0.05 per account and day": (watched_years.every_alarm, 20),
        "Bonferroni over the year": (watched_years.bonferroni, 200),
        "Benjamini-Hochberg each day": (watched_years.hochberg_each_day, 20),
    }


def published_rules() -> Mapping[str, tuple[Rule, int]]:
    """As the library online-fdr has them, with its usual settings; the decay of LORD's memory is a year."""
    from online_fdr.p_values.investing import Addis, LORDMemoryDecay, LordPlusPlus, Saffron

    a_year = watched_years.DAYS * ACCOUNTS
    one = watched_years.one_by_one
    return {
        "LORD++": (one(lambda: LordPlusPlus(0.10, 0.05)), 5),
        "SAFFRON": (one(lambda: Saffron(0.10, 0.05, 0.5)), 5),
        "ADDIS": (one(lambda: Addis(0.10, 0.05, 0.25, 0.5)), 3),
        "LORD with a fading memory": (one(lambda: LORDMemoryDecay(0.10, delta=1 - 1 / a_year, eta=1.0)), 5),
    }


def rules() -> None:
    for world, how in WORLDS.items():
        print(world)
        for name, (rule, years) in {**own_rules(), **published_rules()}.items():
            accounts = FEW if name == "ADDIS" else ACCOUNTS
            mine = how | {"storms": round(how["storms"] * accounts / ACCOUNTS)}
            tried = [year(np.random.default_rng(seed), streams=accounts, **mine) for seed in range(years)]  # type: ignore[arg-type]
            show(name, [outcome(y, rule(y)) for y in tried], accounts)


def show(name: str, found: list[Outcome], accounts: int = ACCOUNTS) -> None:
    n = len(found)
    share = np.array([o.false_share for o in found])
    false = np.array([o.false for o in found]) / accounts
    storms, told = sum(o.storms for o in found), sum(o.true for o in found)
    delays = [o.delay_hours for o in found if o.true]
    power = f"{told / storms:4.0%} of storms told, {np.mean(delays):4.1f} h after the first alarm" if told else ""
    error = share.std() / np.sqrt(n)
    shown = f"false an account-year {false.mean():7.4f}   false share {share.mean():.3f} +- {error:.3f}"
    print(f"  {name:40s} {shown}   {power}", flush=True)


def streams() -> None:
    for name in watched_streams.WORLDS:
        for storms in (0, 100):
            found = [watched_streams.a_year(seed, name, accounts=ACCOUNTS, storms=storms) for seed in range(2)]
            show(f"hourly, {name}, {storms} storms", [o for _, o in found])
            sure = sum(j.sure for j, _ in found)
            shown = sum(j.false_noticed for j, _ in found)
            print(f"    false `sure` an account-year: {sure / ACCOUNTS / len(found):.5f}")
            print(f"    false ones shown at all, a month of watching: {shown / 12 / len(found):.2f}", flush=True)
            if storms:
                watched_streams.show_sizes(name)


def speed() -> None:
    """One look at one new hour of 400 accounts, saved and all, beside scoring the same hour in one batch."""
    rng = np.random.default_rng(0)
    counts = rng.poisson(5, (ACCOUNTS, 24 * 30)).astype(float)
    sources = [Source("x", f"account{i}", "comments", 60) for i in range(ACCOUNTS)]
    with tempfile.TemporaryDirectory() as folder, stores.opened(Path(folder)) as store:
        watcher = Watcher(store)
        with store.look():
            watcher.take(Heard(s, 0, tuple(row)) for s, row in zip(sources, counts.tolist(), strict=True))
        looks = []
        for hour in range(24):
            heard = [Heard(s, 720 + hour, (float(rng.poisson(5)),)) for s in sources]
            looks.append(seconds(lambda heard=heard: look(store, watcher, heard)))  # type: ignore[misc]
        started = seconds(lambda: Watcher(store))
    batch = seconds(lambda: backlash_scores(counts, season=24)) / counts.shape[1]
    print(f"one look at {ACCOUNTS} accounts: {np.median(looks):.3f} s (longest of 24: {max(looks):.3f} s)")
    print(f"the same hour as its part of a month scored in one batch: {batch:.5f} s, {np.median(looks) / batch:.0f} x")
    print(f"start with the saved state: {started:.3f} s")


def look(store: stores.Store, watcher: Watcher, heard: list[Heard]) -> None:
    with store.look():
        watcher.take(heard)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(parts: list[str] | None = None) -> None:
    every: Mapping[str, Callable[[], None]] = {"rules": rules, "streams": streams, "speed": speed}
    for name, part in every.items():
        if not parts or name in parts:
            part()


if __name__ == "__main__":
    main(sys.argv[1:])
