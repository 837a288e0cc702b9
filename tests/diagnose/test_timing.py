from __future__ import annotations

import numpy as np
import pytest

from pratfall.diagnose import timing
from pratfall.diagnose.case import Explanation
from tests.diagnose.accounts import HOUR, case, days_apart


def moved_to_night(share: int) -> np.ndarray:
    """Posts at ten in the morning; from post 60 on, `share` of ten go out at two at night."""
    at = days_apart(120, 2.0)
    late = (np.arange(120) >= 60) & (np.arange(120) % 10 < share)
    return at + np.where(late, 16, 0) * HOUR


def test_posts_at_other_hours_are_a_column_per_window() -> None:
    [found] = timing.explain(case(moved_to_night(7), 60))
    assert isinstance(found, Explanation)
    assert found.facts["what"] == "hours"
    assert found.facts["moved"] == pytest.approx(0.7)
    assert (found.facts["usual"], found.facts["now"]) == ("h3", "h0")
    assert found.columns is not None
    assert found.columns.shape[1] == len(found.prior_sd)
    assert set(found.columns.sum(axis=1)) == {2.0}  # one window, one weekday


def test_posts_on_other_weekdays_are_named_by_the_day() -> None:
    weekly = days_apart(80, 7.0)
    later = weekly + np.where(np.arange(80) >= 40, 72, 0) * HOUR
    [found] = timing.explain(case(later, 40))
    assert isinstance(found, Explanation)
    assert found.facts["what"] == "weekdays"
    assert (found.facts["usual"], found.facts["now"]) == ("d6", "d2")  # 1 June 2025 is a Sunday


def test_what_hardly_moved_is_not_asked_about() -> None:
    assert list(timing.explain(case(moved_to_night(1), 60))) == []
    assert list(timing.explain(case(days_apart(120, 1.0), 60))) == []


def test_a_post_known_by_its_day_alone_has_no_hour() -> None:
    weekly = days_apart(80, 7.0) + np.where(np.arange(80) >= 40, 72, 0) * HOUR
    [found] = timing.explain(case(weekly, 40, each=lambda i: {"has_time": False}))
    assert isinstance(found, Explanation)
    assert found.columns is not None
    assert set(found.columns.sum(axis=1)) == {1.0}
    assert list(timing.explain(case(moved_to_night(7), 60, each=lambda i: {"has_time": False}))) == []
