"""Every habit month by month: the same numbers as an audit of that day, and today's as in the review."""

from __future__ import annotations

from datetime import date, timedelta

from pratfall.habits import habits
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Estimate
from pratfall.records.scene import Scene
from pratfall.reviews.habit_history import QUARTER_DAYS, habit_history, month_ends
from pratfall.reviews.hindsight import as_it_was
from tests.small_scenes import NOW, post, scene

TODAY = NOW.date()
PLEA = "Please donate today, every euro counts for pond number"
NEWS = "The frogs of the old pond were seen this morning, says day number"


def turned(on: date, *, days: int = 420) -> Scene:
    """A post a day: only appeals until `on`, none since."""
    first = TODAY - timedelta(days=days)
    every = [first + timedelta(days=k) for k in range(days)]
    return scene([post(day, text=f"{PLEA if day <= on else NEWS} {k}", lang="en") for k, day in enumerate(every)])


def share(readings: tuple[HabitReading, ...], code: str = "pitch_heavy") -> float:
    found = next(reading for reading in readings if reading.code == code)
    assert isinstance(found.estimate, Estimate)
    return found.estimate.value


def test_a_year_of_month_ends_ends_before_this_month() -> None:
    assert month_ends(date(2026, 3, 31), 3) == [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)]


def test_a_habit_that_was_mended_is_seen_to_fall_month_by_month() -> None:
    months = habit_history(turned(date(2026, 5, 31)))
    assert [then.on for then in months[-3:]] == [date(2026, 9, 30), date(2026, 10, 31), TODAY]
    by_day = {then.on: share(then.lately) for then in months}
    assert by_day[date(2026, 5, 31)] == 1.0
    assert by_day[date(2026, 9, 30)] == 0.0
    whole = {then.on: share(then.readings) for then in months}
    assert whole[date(2026, 9, 30)] > by_day[date(2026, 9, 30)]


def test_the_last_is_what_the_review_of_today_reads() -> None:
    made = turned(date(2026, 5, 31))
    last = habit_history(made)[-1]
    audited = {(f.code, f.status, f.estimate) for habit in habits() for f in habit.audit(made) if f.code != "evergreen"}
    assert {(r.code, r.status, r.estimate) for r in last.readings if r.status} == audited
    assert audited


def test_a_month_is_what_an_audit_of_its_last_day_reads() -> None:
    made, day = turned(date(2026, 5, 31)), date(2026, 8, 31)
    then = next(then for then in habit_history(made) if then.on == day)
    assert [r for r in then.readings if r.status] == [
        reading
        for habit in habits()
        for reading in habit.readings(as_it_was(made, day))
        if reading.status and reading.code != "evergreen"
    ]


def test_the_number_of_lately_looks_at_a_quarter_and_at_no_facts() -> None:
    for then in habit_history(turned(date(2026, 5, 31)), months=2):
        assert all(reading.window.days <= QUARTER_DAYS for reading in then.lately)
        assert not {"abandoned", "no_conversions"} & {reading.code for reading in then.lately}
        assert {"abandoned", "no_conversions"} <= {reading.code for reading in then.readings}


def test_months_before_the_first_post_are_left_out_and_nothing_comes_of_nothing() -> None:
    assert [then.on for then in habit_history(turned(TODAY, days=60))] == [date(2026, 9, 30), date(2026, 10, 31), TODAY]
    assert habit_history(scene()) == ()
