from __future__ import annotations

from itertools import pairwise
from math import inf

import numpy as np
import pytest
from scipy.stats import chi2

from pratfall.stats import rare_alarms
from pratfall.stats.backlash import return_periods
from pratfall.stats.rare_alarms import AGES, LEVELS, RATES, STEEPEST, WIDTHS, yearly_rate
from tests.calibration.quiet_counts import WORLDS


def score(period: float) -> float:
    return period / (period + 5)


def twin(s: float, level: float, bins_per_day: int, days: float) -> float:
    """The table read with numpy, one cell at a time."""
    m = 5 * s / (1 - s)
    age = int(np.clip(np.searchsorted(AGES, days, side="right") - 1, 0, len(AGES) - 2))
    finer = min((w for w in WIDTHS if w >= bins_per_day), default=WIDTHS[-1])
    coarser = max((w for w in WIDTHS if w <= bins_per_day), default=WIDTHS[0])
    above = min(int(np.searchsorted(LEVELS, level)), len(LEVELS) - 1)
    found = []
    for w in {finer, coarser}:
        for i in {max(above - 1, 0), above}:
            row = np.array(rare_alarms._PERIODS[w][i][age])
            kept = np.isfinite(row)
            x, y = np.log(row[kept]), np.log(np.array(RATES)[kept])
            if not len(x) or np.log(m) < x[0]:
                found.append(inf)
            elif np.log(m) < x[-1]:
                k = int(np.searchsorted(x, np.log(m), side="right")) - 1
                found.append(float(np.exp(y[k] + (y[k + 1] - y[k]) * (np.log(m) - x[k]) / (x[k + 1] - x[k]))))
            else:
                j = max(len(x) - 3, 0)
                steep = min((y[j] - y[-1]) / (x[-1] - x[j]), STEEPEST)
                found.append(float(np.exp(y[-1] - steep * (np.log(m) - x[-1]))))
    return max(found)


@pytest.mark.parametrize("bins_per_day", [1, 4, 24, 96, 288])
def test_it_is_the_table_read_slowly(bins_per_day: int) -> None:
    rng = np.random.default_rng(bins_per_day)
    for _ in range(200):
        s, level, days = score(10 ** rng.uniform(0.2, 2.5)), 10 ** rng.uniform(-1, 3), rng.uniform(7, 400)
        expected = twin(s, level, bins_per_day, days)
        assert yearly_rate(s, level=level, bins_per_day=bins_per_day, days=days) == pytest.approx(expected, rel=1e-6)


def test_a_higher_score_is_never_more_frequent() -> None:
    for days in (10, 40, 200):
        rates = [yearly_rate(score(m), level=5.0, bins_per_day=24, days=days) for m in np.geomspace(1, 1000, 300)]
        assert all(a >= b for a, b in pairwise(rates))


def test_nothing_is_known_of_a_new_stream_or_of_bins_too_fine() -> None:
    assert yearly_rate(0.99, level=5.0, bins_per_day=24, days=6.9) == inf
    assert yearly_rate(0.99, level=0.01, bins_per_day=24, days=100) == inf
    assert yearly_rate(0.0, level=5.0, bins_per_day=24, days=100) == inf


@pytest.mark.parametrize(("world", "level"), [("own posts", 1.0), ("noisy hours", 10.0), ("drifting", 0.3)])
def test_quiet_streams_do_not_go_so_far_more_often_than_it_says(world: str, level: float) -> None:
    """150 streams of 112 days, other seeds than the table's: 9 years after the 90th day, 43 in all."""
    counts = WORLDS[world](np.random.default_rng(77), level, 24, 150, 112)
    periods = return_periods(counts, 24)
    years, reached = 0.0, dict.fromkeys((12.0, 4.0, 1.3), 0)
    for start, end in pairwise((7, 28, 90, 112)):
        part = periods[:, start * 24 : end * 24]
        years += part.size / 24 / 365
        for rate in reached:
            bar = next(m for m in np.geomspace(1, 100, 2000) if rate_at(m, level, start) <= rate)
            reached[rate] += sum(episodes(row, bar) for row in part)
    for rate, n in reached.items():
        assert n <= chi2.ppf(0.9995, 2 * rate * years + 2) / 2, (rate, n, years)


def rate_at(m: float, level: float, days: float) -> float:
    return yearly_rate(score(m), level=level, bins_per_day=24, days=days)


def episodes(periods: np.ndarray, bar: float) -> int:
    """How often the bar is reached a day or more after it was last."""
    hits = np.flatnonzero(periods >= bar)
    return int(len(hits) > 0) + int((np.diff(hits) > 24).sum())
