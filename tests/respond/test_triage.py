"""Anger, reach and waiting each move a comment up; nothing unknown is taken for nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.respond.triage import answering, order, priorities

NAN = float("nan")
SHARE = st.floats(0, 1)
COUNT = st.floats(0, 1e6)


def one(a: float, r: float, w: float) -> float:
    return float(priorities(np.array([a]), np.array([r]), np.array([w]))[0])


def test_the_worked_numbers_come_out() -> None:
    assert one(0.9, 31, 3) == pytest.approx(82.8)
    assert one(0.1, 0, 63) == pytest.approx(9.8)


@given(SHARE, COUNT, COUNT, st.floats(1e-3, 1))
def test_more_of_any_of_the_three_is_more_urgent(a: float, r: float, w: float, more: float) -> None:
    base = one(a, r, w)
    assert one(a + more, r, w) > base
    assert one(a, r + 1 + r * more, w) > base
    assert one(a, r, w + 1 + w * more) > base
    assert base >= 1


def test_unknown_anger_or_reach_counts_as_the_middle_of_the_known() -> None:
    anger, reach = np.array([0.1, 0.8, 0.9, NAN]), np.array([0.0, 7, 100, NAN])
    found = priorities(anger, reach, np.full(4, 1.0))
    assert found[3] == pytest.approx(one(0.8, 7, 1))
    assert found[3] > found[0]


def test_where_nothing_is_known_only_waiting_tells() -> None:
    unknown = np.array([NAN, NAN])
    found = priorities(unknown, unknown, np.array([1.0, 5.0]))
    assert found[1] > found[0] > 0


def test_who_has_no_answer_comes_before_all_others() -> None:
    rows: Any = order(np.array([9.0, 1.0, 5.0, 5.0]), np.array([True, False, False, False]))
    assert rows.tolist() == [2, 3, 1, 0]


def test_waiting_since_nobody_knows_when_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="known time"):
        one(0.5, 1, NAN)


def test_a_comment_from_the_future_has_waited_no_time() -> None:
    assert one(0.5, 1, -3) == one(0.5, 1, 0)


def test_the_unanswered_share_has_an_interval_and_the_time_is_a_median_of_all() -> None:
    hours = np.array([1.0, 2, 3, 50, NAN])
    found = answering(hours, np.array([True, True, False, False, True]))
    assert (found.n, found.unanswered) == (5, 2)
    assert found.share is not None and found.share[0] == pytest.approx(0.4)
    assert found.share[1] < 0.4 < found.share[2]
    assert found.hours is not None and found.hours.median == 2
    assert answering(np.array([]), np.array([], dtype=bool)).share is None


def test_answers_at_unknown_times_only_say_that_there_were_answers() -> None:
    found = answering(np.array([NAN, NAN]), np.array([True, True]))
    assert (found.unanswered, found.hours) == (0, None)
