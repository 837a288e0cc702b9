from __future__ import annotations

import numpy as np
import pytest

from pratfall.diagnose.measures import FeedOf, codes, could_matter, counted_before, filled, moved, windows_and_weekdays
from pratfall.stats.change_decomposition import BEFORE, BETWEEN
from tests.diagnose.accounts import case, days_apart
from tests.small_scenes import post, scene

NAN = np.nan


def counted_slowly(seconds: np.ndarray, group: np.ndarray, days: float) -> list[int]:
    """The obvious twin: every pair."""
    return [
        sum(group[j] == group[i] and 0 < seconds[i] - seconds[j] <= days * 86_400 for j in range(len(seconds)))
        for i in range(len(seconds))
    ]


@pytest.mark.parametrize("seed", range(5))
def test_posts_before_are_counted_as_by_comparing_every_pair(seed: int) -> None:
    rng = np.random.default_rng(seed)
    seconds = np.sort(rng.integers(1_700_000_000, 1_700_000_000 + 40 * 86_400, 200))
    group = rng.integers(0, 6, 200)
    assert counted_before(seconds, group, 7.0).tolist() == counted_slowly(seconds, group, 7.0)


def test_nothing_is_counted_before_nothing() -> None:
    assert counted_before(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), 7.0).tolist() == []


def test_a_feed_holds_own_posts_of_its_account_only() -> None:
    made = scene(
        [
            post("2026-01-01"),
            post("2026-01-02", relation="reply"),
            post("2026-01-03", relation="quote"),
            post("2026-01-01", account=1),
        ]
    )
    assert made.once(FeedOf(0)).rows.tolist() == [0, 2]
    assert made.once(FeedOf(1)).rows.tolist() == [3]


def test_a_hole_takes_the_mean_of_its_period_so_that_it_moves_nothing() -> None:
    at = case(days_apart(6, 1), 3)
    column = np.array([1.0, 3.0, NAN, 5.0, NAN, 7.0])
    full = filled(at, column)
    assert full is not None
    assert full.tolist() == [1.0, 3.0, 2.0, 5.0, 6.0, 7.0]
    assert moved(at, full[:, None]).tolist() == [4.0]


def test_a_period_of_holes_makes_a_column_useless_unless_it_is_neither_side() -> None:
    at = case(days_apart(6, 1), 3)
    assert filled(at, np.array([NAN, NAN, NAN, 1.0, 1.0, 1.0])) is None
    assert filled(at, np.array([1.0, 1.0, 1.0, NAN, NAN, NAN])) is None
    at.period[:] = [BEFORE, BEFORE, BETWEEN, 2, 2, 2]
    full = filled(at, np.array([0.0, 0.0, NAN, 1.0, 1.0, 1.0]))
    assert full is not None
    assert full[2] == pytest.approx(0.6)


def test_what_did_not_move_could_not_matter() -> None:
    at = case(days_apart(4, 1), 2)
    flat, shifted = np.ones((4, 1)), np.array([[0.0], [0.0], [1.0], [1.0]])
    assert not could_matter(at, flat, (0.5,))
    assert could_matter(at, shifted, (0.5,))
    assert not could_matter(at, shifted, (0.02,))
    assert could_matter(at, shifted, (0.02,), (0.5,))


def test_equal_words_get_equal_numbers() -> None:
    assert codes(np.array(["a", "b", "a", ""], dtype=object)).tolist() == [0, 1, 0, 2]


def test_a_moment_has_its_window_of_three_hours_and_its_weekday_from_monday() -> None:
    moments = np.array(["2026-11-16T00:10", "2026-11-21T23:59", "1969-12-28T06:00"], dtype="datetime64[s]")
    window, weekday = windows_and_weekdays(moments)
    assert window.tolist() == [0, 7, 2]
    assert weekday.tolist() == [0, 5, 6]
