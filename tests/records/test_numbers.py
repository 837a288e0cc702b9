"""Numbers that contradict themselves cannot be made."""

from __future__ import annotations

from datetime import date

import pytest

from pratfall.records.numbers import Estimate, Unit, Window


def test_an_estimate_lies_inside_its_interval() -> None:
    assert Estimate(0.5, 0.4, 0.7, Unit.RATIO).level == 0.95
    with pytest.raises(ValueError, match="outside its interval"):
        Estimate(0.5, 0.6, 0.7, Unit.RATIO)


@pytest.mark.parametrize("level", [0.0, 1.2, 95])
def test_a_confidence_level_is_a_share(level: float) -> None:
    with pytest.raises(ValueError, match="confidence level"):
        Estimate(0.5, 0.4, 0.7, Unit.RATIO, level)


def test_a_number_that_is_not_one_is_no_estimate() -> None:
    with pytest.raises(ValueError, match="outside its interval"):
        Estimate(float("nan"), 0.4, 0.7, Unit.RATIO)


def test_a_window_counts_both_ends_and_never_runs_backwards() -> None:
    assert Window(date(2026, 1, 1), date(2026, 1, 1)).days == 1
    assert Window(date(2026, 1, 1), date(2026, 1, 31)).days == 31
    assert Window(date(2026, 1, 1), date(2026, 1, 31)).shared_days(Window(date(2026, 1, 31), date(2026, 2, 9))) == 1
    assert Window(date(2026, 1, 1), date(2026, 1, 30)).shared_days(Window(date(2026, 1, 31), date(2026, 2, 9))) == 0
    with pytest.raises(ValueError, match="before it starts"):
        Window(date(2026, 1, 2), date(2026, 1, 1))
