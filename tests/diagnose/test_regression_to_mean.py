"""A usual that was a lucky stretch."""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.diagnose.case import Explanation, Missing
from pratfall.diagnose.regression_to_mean import FEWEST_SIDE, PLAUSIBLE, explain
from tests.diagnose.accounts import case, days_apart

WIGGLE = np.tile([0.2, -0.2], 40)


def asked(older: float, stretch: float, now: float) -> list[Explanation | Missing]:
    level = np.repeat([older, stretch, now], [30, 20, 20]) + WIGGLE[:70]
    return list(explain(case(days_apart(70, 1.0), 50, y=level)))


def test_the_part_of_luck_is_what_the_stretch_stood_above_the_older_posts_in_the_usual() -> None:
    (told,) = asked(1.0, 2.0, 1.0)
    assert isinstance(told, Explanation) and told.offset is not None
    error = 20 / 50 * np.sqrt(50 * 0.04 / 48 * (1 / 30 + 1 / 20))
    drawn = PLAUSIBLE**2 / (PLAUSIBLE**2 + error**2)
    assert told.offset.value == pytest.approx(-0.4 * drawn)
    assert told.offset.error == pytest.approx(np.sqrt(drawn) * error)
    assert told.facts["stretch"] == pytest.approx(np.e)


def test_what_follows_the_change_says_nothing_about_the_luck_before() -> None:
    (low,), (lower,) = asked(1.0, 2.0, 1.0), asked(1.0, 2.0, 0.0)
    assert isinstance(low, Explanation) and isinstance(lower, Explanation)
    assert low.offset is not None and lower.offset is not None
    assert low.offset.value == pytest.approx(lower.offset.value)


def test_a_level_that_had_been_falling_all_along_owes_nothing_to_luck() -> None:
    assert asked(3.0, 2.0, 1.0) == []


def test_a_rise_from_an_unlucky_stretch_is_told_too() -> None:
    (told,) = asked(2.0, 1.0, 2.0)
    assert isinstance(told, Explanation) and told.offset is not None and told.offset.value > 0.0


def test_too_few_posts_before_say_what_to_collect() -> None:
    made = case(days_apart(40, 1.0), 2 * FEWEST_SIDE - 1)
    (found,) = explain(made)
    assert isinstance(found, Missing) and found.collect == "older_posts"
