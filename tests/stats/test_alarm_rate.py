"""How often quiet counts alarm: the table read cautiously, and nothing claimed beyond it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.stats import alarm_rate as rule
from pratfall.stats.alarm_rate import alarm_rate, default_alarm, return_days


def _slow_twin(score: float, per_day: float, bins_per_day: int, settled: bool) -> float:
    """The largest of the neighbours' rates, each read off its row by hand."""
    rates = []
    for width in rule.WIDTHS:
        below = [w for w in rule.WIDTHS if w <= bins_per_day]
        above = [w for w in rule.WIDTHS if w >= bins_per_day]
        if width not in (max(below, default=rule.WIDTHS[0]), min(above, default=rule.WIDTHS[-1])):
            continue
        for i, level in enumerate(rule.LEVELS_PER_DAY):
            under = max((x for x in rule.LEVELS_PER_DAY if x < per_day), default=rule.LEVELS_PER_DAY[0])
            over = min((x for x in rule.LEVELS_PER_DAY if x >= per_day), default=rule.LEVELS_PER_DAY[-1])
            if level in (under, over):
                rates.append(float(np.exp(np.interp(score, rule._SCORES[width, settled][i], np.log(rule.RATES)))))
    return max(rates)


@given(
    st.floats(0, 0.999),
    st.floats(0.01, 1e6),
    st.sampled_from([1, 2, 24, 48, 288, 1440, 2880]),
    st.sampled_from([None, 10.0, 400.0]),
)
def test_it_equals_its_slow_twin(score: float, per_day: float, bins_per_day: int, age: float | None) -> None:
    got = alarm_rate(score, level=per_day / bins_per_day, bins_per_day=bins_per_day, age_days=age)
    assert got == pytest.approx(_slow_twin(score, per_day / bins_per_day * bins_per_day, bins_per_day, age == 400.0))


@given(st.floats(0.001, 1e5), st.sampled_from([1, 6, 24, 144, 288, 1440]))
def test_the_default_alarm_comes_at_most_once_a_month_and_no_smaller_score_would_do(level: float, width: int) -> None:
    alarm = default_alarm(level, bins_per_day=width)
    assert alarm_rate(alarm, level=level, bins_per_day=width) <= 1 + 1e-9
    assert alarm_rate(alarm - 0.005, level=level, bins_per_day=width) > 1


@pytest.mark.parametrize("width", rule.WIDTHS)
def test_a_settled_stream_alarms_no_more_often_than_a_new_one(width: int) -> None:
    """But for the noise of the simulation."""
    old = 2.0 * rule.settled_days(width)
    for per_day in rule.LEVELS_PER_DAY:
        level = per_day / width
        young, settled = (default_alarm(level, bins_per_day=width, age_days=age) for age in (None, old))
        assert settled <= young + 0.05


def test_a_higher_score_is_never_commoner() -> None:
    scores = np.linspace(0, 1, 200)
    for level in (0.01, 1.0, 80.0):
        assert (np.diff(alarm_rate(scores, level=level, bins_per_day=288)) <= 0).all()


def test_a_row_of_the_table_never_falls_so_that_it_can_be_read_backwards() -> None:
    assert set(rule._SCORES) == {(width, age) for width in rule.WIDTHS for age in (False, True)}
    for width, rows in rule._SCORES.items():
        assert len(rows) == len(rule.LEVELS_PER_DAY), width
        assert all(len(row) == len(rule.RATES) and list(row) == sorted(row) for row in rows), width


def test_no_return_period_goes_beyond_what_was_simulated_or_lived() -> None:
    longest = rule.DAYS_PER_MONTH / rule.RATES[-1]
    assert return_days(0.999, level=10, bins_per_day=288) <= longest + 1e-9
    assert return_days(0.999, level=10, bins_per_day=288, history_days=90.0) == 90.0


def test_an_unknown_level_has_no_rate() -> None:
    assert np.isnan(alarm_rate([0.3, 0.4], level=np.nan, bins_per_day=288)).all()


def test_bins_of_more_than_a_day_are_refused() -> None:
    with pytest.raises(ValueError, match="more than a day"):
        alarm_rate(0.3, level=1.0, bins_per_day=0)


def test_a_stricter_alarm_is_a_higher_one_and_one_never_simulated_is_never() -> None:
    bars = [default_alarm(0.5, bins_per_day=288, per_month=rate) for rate in (2.0, 1.0, 0.7, 0.5, 0.25)]
    assert bars == sorted(bars)
    assert bars[2] == bars[3]
    assert default_alarm(0.5, bins_per_day=288, per_month=0.001) == 1.0
