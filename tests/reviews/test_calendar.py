"""The feed calendar says of each day what is known of it."""

from __future__ import annotations

from datetime import date

from pratfall.records.charts import DayState
from pratfall.records.scene import Covered
from pratfall.reviews.calendar import SHOWN_DAYS, feed_calendar
from tests.small_scenes import post, scene


def states(**given: object) -> dict[date, DayState]:
    chart = feed_calendar(scene(**given), 0)  # type: ignore[arg-type]
    first = chart.start.toordinal()
    return {date.fromordinal(first + i): state for i, state in enumerate(chart.days)}


def test_covered_days_without_posts_differ_from_days_nobody_exported() -> None:
    found = states(
        posts=[post("2026-11-03")],
        coverage=[Covered(0, "posts", date(2026, 11, 1), date(2026, 11, 5))],
    )
    assert found[date(2026, 11, 1)] is DayState.EMPTY
    assert found[date(2026, 11, 3)] is DayState.COVERED
    assert found[date(2026, 11, 6)] is DayState.GAP
    assert max(found) == date(2026, 11, 21)


def test_a_partial_day_is_told_apart() -> None:
    found = states(days=[(0, "views", "2026-11-10", 5.0, False), (0, "views", "2026-11-11", 1.0, True)])
    assert found[date(2026, 11, 10)] is DayState.COVERED
    assert found[date(2026, 11, 11)] is DayState.PARTIAL


def test_it_starts_with_the_first_known_day_and_goes_back_two_years_at_most() -> None:
    assert min(states(posts=[post("2026-11-03")])) == date(2026, 11, 3)
    assert len(states(posts=[post("2019-01-01")])) == SHOWN_DAYS


def test_an_account_nobody_knows_anything_about_has_one_empty_day() -> None:
    assert list(states().values()) == [DayState.GAP]
