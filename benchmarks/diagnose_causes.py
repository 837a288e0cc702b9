"""Why a level changed: how often the causes told are right, and whether their shares hold the truth.

    ./run bench diagnose_causes            everything (some ten minutes on one core)
    ./run bench diagnose_causes planted    one part: planted, few, real, speed

    planted   changes made by tests/calibration/changed_posts.py, seeds that made no choice of the method
    few       the same with 40 posts before and 20 after
    real      posts of the real account of ../shared/data (or PRATFALL_TEST_DATA), their numbers dealt anew among them
    speed     seconds of one explanation, by how many posts there are

All families are asked each time. `false`: a cause is told that was not there. `found`: the planted one is told.
`first`: it stands first. `cover`: its share's 95 % interval holds its true share of the change that was seen (slices:
where they are told, since a suspect elsewhere has another share); `others`: that of causes that were not there holds 0.
Every change also has a part nobody could explain.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.parts import run
from pratfall.diagnose import diagnosis, explained
from pratfall.records.numbers import Estimate
from tests.calibration.changed_posts import CAUSES, Made, known_of, make, of_real_posts
from tests.calibration.one_real_account import read

DATA = Path(os.environ.get("PRATFALL_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")

FIRST_SEED = 100_000
WORLDS = 400
NEVER_PLANTED = "chance"  # of a change that was truly made nothing is chance
SLICES = "slices"


@dataclass(frozen=True)
class Outcome:
    """`told`: causes of the sum, first first. `covers`: by cause, whether the interval of its share holds the truth."""

    truth: dict[str, float]
    told: tuple[str, ...]
    covers: dict[str, bool]
    error: float | None  # of the planted cause's share


def outcomes(cause: str, seeds: Iterable[int], *, before: int = 90, after: int = 50) -> list[Outcome]:
    return [outcome(make(cause, seed, before=before, after=after), cause) for seed in seeds]


def outcome(made: Made, cause: str = "") -> Outcome:
    weighed = explained(made.case)
    change = weighed.decomposition.change
    found = diagnosis(weighed)
    told = tuple(c.code for c in found.causes if c.told and not c.beside)
    known = {c.code: c.share for c in found.causes if isinstance(c.share, Estimate) and not c.beside}
    truth = {code: part / change for code, part in made.truth.items()}
    covers = {
        code: share.low - 1e-9 <= truth.get(code, 0.0) <= share.high + 1e-9
        for code, share in known.items()
        if code != NEVER_PLANTED and (code != SLICES or code in told)
    }
    error = known[cause].value - truth[cause] if cause in known and cause in truth else None
    return Outcome(truth, told, covers, error)


def planted() -> None:
    _table(WORLDS, before=90, after=50)


def few() -> None:
    _table(WORLDS, before=40, after=20)


def _table(worlds: int, *, before: int, after: int) -> None:
    for cause in CAUSES:
        seen = outcomes(cause, range(FIRST_SEED, FIRST_SEED + worlds), before=before, after=after)
        wrong = np.mean([bool(set(one.told) - set(one.truth)) for one in seen])
        others = np.mean([inside for one in seen for code, inside in one.covers.items() if code not in one.truth])
        line = f"  {cause:20} false {wrong:.3f}   others {others:.3f}"
        if any(one.truth for one in seen):
            right = np.mean([cause in one.told for one in seen])
            first = np.mean([one.told[:1] == (cause,) for one in seen])
            covered = [one.covers[cause] for one in seen if cause in one.covers]
            errors = [one.error for one in seen if one.error is not None]
            line += f"   found {right:.2f}   first {first:.2f}   cover {np.mean(covered):.3f} of {len(covered)}"
            line += f"   bias {np.median(errors):+.2f}"
        print(line, flush=True)


def real() -> None:
    known = known_of(read(DATA / "x_exports_ropensci"))
    seen = [outcome(of_real_posts(known, FIRST_SEED + seed)) for seed in range(WORLDS)]
    wrong = np.mean([bool(one.told) for one in seen])
    held = np.mean([inside for one in seen for inside in one.covers.values()])
    print(f"  numbers dealt anew   false {wrong:.3f}   others {held:.3f}", flush=True)


def speed() -> None:
    for n in (60, 140, 400, 1000):
        made = [make("none", seed, before=2 * n // 3, after=n // 3) for seed in range(5)]
        begun = time.process_time()
        for one in made:
            explained(one.case)
        print(f"  {n:5} posts  {(time.process_time() - begun) / len(made):.3f} s", flush=True)


if __name__ == "__main__":
    run((planted, few, real, speed), sys.argv[1:])
