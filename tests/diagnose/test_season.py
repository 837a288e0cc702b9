"""Waves of the year, once there are two years."""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.diagnose.case import Explanation, Missing
from pratfall.diagnose.season import explain
from tests.diagnose.accounts import case, days_apart


def asked(n: int, days: float, split: int) -> Explanation | Missing:
    (found,) = explain(case(days_apart(n, days), split))
    return found


def test_two_years_of_posts_give_waves_that_come_back_every_year() -> None:
    told = asked(250, 3.0, 200)
    assert isinstance(told, Explanation) and told.columns is not None
    year = round(365.25 / 3)
    assert told.columns[:year] == pytest.approx(told.columns[year : 2 * year], abs=0.05)
    assert np.abs(told.columns).max() <= 1.0


@pytest.mark.parametrize(("n", "split"), [(120, 60), (250, 100)], ids=["one-year", "less-than-a-year-before"])
def test_less_than_two_years_or_one_before_the_change_is_too_little(n: int, split: int) -> None:
    found = asked(n, 3.0, split)
    assert isinstance(found, Missing) and found.collect == "two_years"
