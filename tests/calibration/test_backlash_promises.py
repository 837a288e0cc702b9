"""What backlash promises about quiet and about storms, on small seeded samples with their Monte-Carlo limits.

`benchmarks/notice_backlash.py` measures the same at full size and on real backgrounds; docs/methods/backlash.md and
docs/methods/alarm_rate.md show its numbers. Levels and widths here lie between those of the table.
"""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.alarm_rate import DAYS_PER_MONTH, alarm_rate, default_alarm, settled_days
from pratfall.stats.backlash import backlash_alarms, backlash_scores
from tests.calibration.quiet_counts import WORLDS


def alarms_by_world(bins_per_day: int, per_day: float, bar: float, young_bar: float = 1.0) -> tuple[np.ndarray, float]:
    """New alarms of settled streams in every quiet world, and the months of each; with `young_bar`, of all."""
    split, series = settled_days(bins_per_day), 8
    days = 3 * split
    rng = np.random.default_rng((991, bins_per_day))
    level = per_day / bins_per_day
    counts = np.concatenate([world(rng, level, bins_per_day, series, days) for world in WORLDS.values()])
    bars = np.full(counts.shape, bar)
    bars[:, : split * bins_per_day] = young_bar
    alarms = backlash_alarms(counts, bars, bins_per_day) > 0
    return alarms.reshape(len(WORLDS), -1).sum(axis=1), series * (days - split * (young_bar == 1.0)) / DAYS_PER_MONTH


@pytest.mark.parametrize(("bins_per_day", "per_day"), [(288, 60.0), (144, 5.0), (24, 0.43), (24, 300.0), (2, 20.0)])
def test_quiet_brands_are_alarmed_at_most_once_a_month(bins_per_day: int, per_day: float) -> None:
    """From the first day on."""
    level = per_day / bins_per_day
    young = default_alarm(level, bins_per_day=bins_per_day)
    settled = default_alarm(level, bins_per_day=bins_per_day, age_days=settled_days(bins_per_day))
    alarms, months = alarms_by_world(bins_per_day, per_day, settled, young)
    assert alarms.max() / months <= 1.0 + 3 * np.sqrt(1.0 / months), dict(zip(WORLDS, alarms, strict=True))


@pytest.mark.parametrize("bar", [0.25, 0.33])
def test_the_rate_that_is_told_is_that_of_the_worst_world(bar: float) -> None:
    told = float(alarm_rate(bar, level=30 / 24, bins_per_day=24, age_days=60.0))
    alarms, months = alarms_by_world(24, 30.0, bar)
    assert alarms.max() / months <= told + 3 * np.sqrt(told / months)
    assert alarms.max() / months >= told / 3


@pytest.mark.parametrize(("bins_per_day", "per_day", "least"), [(288, 20.0, 0.5), (288, 500.0, 0.5), (24, 20.0, 0.5)])
def test_sudden_storms_of_two_typical_days_are_mostly_told(bins_per_day: int, per_day: float, least: float) -> None:
    """Half of each comes within an hour."""
    rng, series, days = np.random.default_rng(5), 20, 22
    counts = WORLDS["noisy hours"](rng, per_day / bins_per_day, bins_per_day, series, days)
    onset = 21 * bins_per_day + bins_per_day // 3
    for row in counts:
        at = rng.weibull(0.7, round(2 * per_day)) / np.log(2) ** (1 / 0.7) / 24  # days
        np.add.at(row, onset + (at[at < 0.6] * bins_per_day).astype(int), 1.0)
    bar = default_alarm(per_day / bins_per_day, bins_per_day=bins_per_day)
    found = (backlash_alarms(counts, [bar] * series, bins_per_day)[:, onset:] > 0).any(axis=1)
    assert found.mean() >= least, found.mean()


def test_scores_of_every_bin_width_use_the_past_alone() -> None:
    for bins_per_day in (1440, 96, 24, 6, 1):
        counts = WORLDS["own posts"](np.random.default_rng(3), 2.0, bins_per_day, 2, max(3, 900 // bins_per_day))
        cut = counts.shape[1] * 3 // 4
        early = backlash_scores(counts[:, :cut], season=bins_per_day)
        assert early == pytest.approx(backlash_scores(counts, season=bins_per_day)[:, :cut], abs=0)
