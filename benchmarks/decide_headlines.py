"""Daily looks at real headline tests: exposures saved on losing packages against stops of the one that would have won.

A test's packages get their impressions evenly over LOOKS looks; their clicks fall at random among them. A package that
is stopped is never seen again, its numbers stay as they were. The winner is the package with the best rate of the whole
test. Each rule is a curve over its knob; compared where it stops the winner in one test in twenty.

    ends_first          this project: P(ends first) < bar sqrt(left)
    peeking             stopped as soon as a z-test against the leader is below alpha, uncorrected
    fixed_horizon       one z-test, at the look that serves it best
    expected_loss       each package stopped when E max(rate - leader's, 0) / leader's is below a bar, flat Beta priors
    expected_loss_whole the test ends when that holds for all of them: the form in which tools ship it
    halving             successive halving: the worse half stops at every round
"""

from __future__ import annotations

import csv
import gzip
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.special import ndtr, ndtri

from pratfall.stats.ends_first import chances_to_end_first, may_stop

DATA = Path(os.environ.get("PRATFALL_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
FILE = DATA / "upworthy" / "packages_before_2014w27.csv.gz"
LOOKS = 20
ARRIVALS = 6
FALSE_STOPS = 0.05
CHOSEN_BEFORE = 201414  # weeks before were used to choose the rule and its knob, these and later ones only to judge


@dataclass(frozen=True)
class Tests:
    """Padded to the largest number of packages: exposures m (T, K), 0 for none; clicks by each look (looks, T, K)."""

    m: np.ndarray
    clicks: np.ndarray
    week: np.ndarray

    @property
    def winner(self) -> np.ndarray:
        return np.where(self.m > 0, self.clicks[-1] / np.maximum(self.m, 1), -1.0).argmax(axis=1)

    def of(self, chosen: np.ndarray) -> Tests:
        return Tests(self.m[chosen], self.clicks[:, chosen], self.week[chosen])


Stopper = Callable[[int, np.ndarray, np.ndarray, np.ndarray, np.ndarray], np.ndarray]


def read(path: Path, rng: np.random.Generator) -> Tests:
    packages: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            numbers = (int(row["impressions"]), int(row["clicks"]), int(row["test_week"]))
            packages[row["clickability_test_id"]].append(numbers)
    tests = [rows for rows in packages.values() if len(rows) > 1]
    shape = (len(tests), max(map(len, tests)))
    m, c = np.zeros(shape), np.zeros(shape, dtype=int)
    for i, rows in enumerate(tests):
        m[i, : len(rows)], c[i, : len(rows)] = [r[0] for r in rows], [r[1] for r in rows]
    # Every test ARRIVALS times, its clicks in another order: what is left is the doubt about the tests themselves.
    m, c = np.tile(m, (ARRIVALS, 1)), np.tile(c, (ARRIVALS, 1))
    daily = rng.multinomial(c, np.full(LOOKS, 1.0 / LOOKS))
    weeks = np.tile([rows[0][2] for rows in tests], ARRIVALS)
    return Tests(m, np.moveaxis(daily.cumsum(axis=-1), -1, 0), weeks)


def played(tests: Tests, stops: Stopper) -> tuple[float, float]:
    """(share of the losing packages' exposures saved, share of tests whose winner was stopped)."""
    running = tests.m > 0
    stopped_at = np.full(tests.m.shape, LOOKS)
    c, n = np.zeros(tests.m.shape), np.zeros(tests.m.shape)
    for look in range(1, LOOKS):
        c = np.where(running, tests.clicks[look - 1], c)
        n = np.where(running, tests.m * look / LOOKS, n)
        gone = stops(look, c, n, tests.m, running) & running
        gone[np.arange(len(gone)), _leader(c, n, running)] = False  # the last one goes on
        stopped_at[gone] = look
        running &= ~gone
    rows = np.arange(len(tests.m))
    loses = tests.m > 0
    loses[rows, tests.winner] = False
    saved = float((tests.m * (1.0 - stopped_at / LOOKS) * loses).sum() / (tests.m * loses).sum())
    return saved, float((stopped_at[rows, tests.winner] < LOOKS).mean())


def _leader(c: np.ndarray, n: np.ndarray, running: np.ndarray) -> np.ndarray:
    return np.where(running, (c + 1e-9) / np.maximum(n, 1.0), -1.0).argmax(axis=1)


def ends_first(bar: float) -> Stopper:
    def stops(look: int, c: np.ndarray, n: np.ndarray, m: np.ndarray, running: np.ndarray) -> np.ndarray:
        return may_stop(chances_to_end_first(c, n, m), n, m, bar=bar)

    return stops


def _z(c: np.ndarray, n: np.ndarray, running: np.ndarray) -> np.ndarray:
    """Of the leader over each package."""
    rows, lead = np.arange(len(c)), _leader(c, n, running)
    n = np.maximum(n, 1.0)
    best_c, best_n = c[rows, lead][:, None], n[rows, lead][:, None]
    pooled = (c + best_c) / (n + best_n)
    se = np.sqrt(np.maximum(pooled * (1 - pooled) * (1 / n + 1 / best_n), 1e-15))
    return (best_c / best_n - c / n) / se


def peeking(alpha: float) -> Stopper:
    bar = -ndtri(alpha / 2.0)
    return lambda look, c, n, m, running: _z(c, n, running) > bar


def fixed_horizon(at: int) -> Callable[[float], Stopper]:
    def with_alpha(alpha: float) -> Stopper:
        bar = -ndtri(alpha / 2.0)
        return lambda look, c, n, m, running: (_z(c, n, running) > bar) & (look == at)

    return with_alpha


def _loss(c: np.ndarray, n: np.ndarray, running: np.ndarray) -> np.ndarray:
    rows, lead = np.arange(len(c)), _leader(c, n, running)
    mean = (c + 1.0) / (n + 2.0)
    variance = mean * (1.0 - mean) / (n + 3.0)
    best, spread = mean[rows, lead][:, None], np.sqrt(variance + variance[rows, lead][:, None])
    d = (mean - best) / spread
    return np.asarray(spread * (np.exp(-d * d / 2.0) / np.sqrt(2.0 * np.pi) + d * ndtr(d)) / best)


def expected_loss(bar: float) -> Stopper:
    return lambda look, c, n, m, running: _loss(c, n, running) < bar


def expected_loss_whole(bar: float) -> Stopper:
    def stops(look: int, c: np.ndarray, n: np.ndarray, m: np.ndarray, running: np.ndarray) -> np.ndarray:
        loss = np.where(running, _loss(c, n, running), 0.0)
        loss[np.arange(len(c)), _leader(c, n, running)] = 0.0
        return np.broadcast_to((loss.max(axis=1) < bar)[:, None], c.shape)

    return stops


def halving(rounds: Sequence[int]) -> Stopper:
    def stops(look: int, c: np.ndarray, n: np.ndarray, m: np.ndarray, running: np.ndarray) -> np.ndarray:
        if look not in rounds:
            return np.zeros(c.shape, dtype=bool)
        rate = np.where(running, c / np.maximum(n, 1.0), -1.0)
        rank = (-rate).argsort(axis=1).argsort(axis=1)
        return np.asarray(rank >= np.ceil(running.sum(axis=1) / 2.0)[:, None])

    return stops


def curves(quick: bool) -> dict[str, list[Stopper]]:
    """Every rule with its knob turned; fixed horizon and halving may choose their looks too."""
    steps = 6 if quick else 12
    alphas = np.geomspace(1e-5, 0.3, 2 * steps)
    bars = np.geomspace(1e-6, 0.1, 2 * steps)
    starts = range(1, LOOKS, 3) if quick else range(1, LOOKS)
    rounds = [[s + i * step for i in range(k)] for s in starts for step in (2, 4, 6) for k in (1, 2, 3)]
    return {
        "ends_first": [ends_first(bar) for bar in np.geomspace(0.005, 0.1, steps)],
        "peeking": [peeking(alpha) for alpha in alphas],
        "fixed_horizon": [fixed_horizon(at)(alpha) for at in starts for alpha in np.geomspace(1e-3, 0.8, steps)],
        "expected_loss": [expected_loss(bar) for bar in bars],
        "expected_loss_whole": [expected_loss_whole(bar) for bar in bars],
        "halving": [halving(given) for given in rounds],
    }


def saved_at(points: Sequence[tuple[float, float]], false_stops: float = FALSE_STOPS) -> float:
    """Of the upper envelope of (saved, false stops), straight between its points; from no rule at all at (0, 0)."""
    ordered = sorted([(0.0, 0.0), *points], key=lambda point: (point[1], point[0]))
    best = np.maximum.accumulate([point[0] for point in ordered])
    return float(np.interp(false_stops, [point[1] for point in ordered], best))
