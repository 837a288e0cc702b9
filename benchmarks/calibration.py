"""The promises of `sure` and `likely` at full size. Prints the tables of docs/verdicts.md.

    python -m benchmarks.calibration            everything (about 20 minutes on one core)
    python -m benchmarks.calibration rates      one part: rates, nothing, shuffled, mixture, found, intervals, networks

Real data are read from ../shared/data (or PRATFALL_TEST_DATA); the part that needs them says so where they are absent.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.parts import run
from tests.calibration import trials
from tests.calibration.one_real_account import read

REAL = Path(os.environ.get("PRATFALL_TEST_DATA", "../shared/data")) / "x_exports_ropensci"


def rates() -> None:
    """Share of unchanged years whose smallest p-value is below p, over p: 1 would be exact, less is cautious."""
    print("kind, values a year, direction: share of years with p <= 0.2, 0.05, 0.01, over that p")
    rng = np.random.default_rng(1)
    for kind in trials.KINDS:
        for per_year in (12, 24, 50, 100, 400):
            for down in (True, False):
                p = -np.expm1(-trials.smallest_rates(kind, per_year, 2000, rng, down=down))
                shares = "  ".join(f"{(p <= limit).mean() / limit:.2f}" for limit in (0.2, 0.05, 0.01))
                print(f"  {kind:18} {per_year:4d} {'down' if down else 'up':4}  {shares}", flush=True)


def nothing() -> None:
    for kind in trials.KINDS:
        for per_week in (0.4, 1.0, 4.0):
            _print_alarms(f"{kind}, {per_week} a week", trials.nothing_changed(kind, range(60), per_week=per_week))


def shuffled() -> None:
    if not REAL.is_dir():
        print(f"  skipped: {REAL} is not there")
        return
    _print_alarms("real account, 200 shuffles", trials.shuffled(read(REAL), range(200)))


def mixture() -> None:
    shares = np.array([trials.false_share_of_mixture(seed) for seed in range(100, 180)])
    error = shares[:, 0].std() / np.sqrt(len(shares))
    print(
        f"  false share {shares[:, 0].mean():.3f} +- {error:.3f}, found {shares[:, 1].mean():.2f}, worlds {len(shares)}"
    )


def found() -> None:
    for days_before in (1095, 730):
        for ratio in (0.3, 0.5, 0.7):
            posts = np.array([trials.posts_until_found(s, days_before=days_before, ratio=ratio) for s in range(60)])
            quartiles = " ".join(f"{q:.0f}" for q in np.quantile(posts, [0.25, 0.5, 0.75], method="lower"))
            print(
                f"  x {ratio}, {days_before / 7:.0f} posts before: quartiles {quartiles} posts, "
                f"within 20 / 33 / 60: {' '.join(f'{(posts <= n).mean():.2f}' for n in (20, 33, 60))}",
                flush=True,
            )


def intervals() -> None:
    for after in (30, 45, 70, 100):
        ends = [e for s in range(80) if (e := trials.interval_of_the_fallen(s, after=after)) is not None]
        missed = sum(not low <= 0.5 <= high for low, high in ends)
        print(f"  {after} posts after: told {len(ends)} of 80, interval misses the truth {missed}", flush=True)


def networks() -> None:
    for label, factors in (("all six -40 %", [0.6] * 6), ("one of six -60 %", [0.4, *[1.0] * 5])):
        told = [{(v.code, v.subject) for v in trials.told_of_networks(s, factors)} for s in range(40)]
        named = sum(("network_fell", "x") in t for t in told)
        blamed = sum(any(s.startswith("x/") for _, s in t) for t in told)
        others = sum(any(s.startswith(("x/1", "x/2", "x/3", "x/4", "x/5", "youtube")) for _, s in t) for t in told)
        print(f"  {label}: network named {named}/40, an account of it {blamed}/40, a bystander {others}/40", flush=True)


def _print_alarms(what: str, alarms: trials.Alarms) -> None:
    sure = alarms.sure / alarms.years
    print(
        f"  {what}: {alarms.years} account-years, false sure a year {sure:.3f} "
        f"+- {np.sqrt(max(alarms.sure, 1)) / alarms.years:.3f}, "
        f"years with any false verdict {alarms.years_with_any / alarms.years:.3f}",
        flush=True,
    )


PARTS: tuple[Callable[[], None], ...] = (rates, nothing, shuffled, mixture, found, intervals, networks)


if __name__ == "__main__":
    run(PARTS, sys.argv[1:])
