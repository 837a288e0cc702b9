"""How a clock stands, and how often a late one is chased."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.respond.clocks import Clock, Standing, chases

DUE = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(minutes: float) -> datetime:
    return DUE + minutes * MINUTE


@pytest.mark.parametrize(
    ("clock", "minutes", "standing"),
    [
        (Clock("first_word", DUE), -1, Standing.RUNNING),
        (Clock("first_word", DUE), 0, Standing.RUNNING),
        (Clock("first_word", DUE), 1, Standing.LATE),
        (Clock("first_word", None), 1, Standing.RUNNING),
        (Clock("first_word", DUE, done_at=DUE), 100, Standing.MET),
        (Clock("first_word", DUE, done_at=at(1)), 100, Standing.MET_LATE),
        (Clock("first_word", DUE, asleep_until=at(60)), 59, Standing.ASLEEP),
        (Clock("first_word", DUE, asleep_until=at(60)), 60, Standing.LATE),
        (Clock("first_word", DUE, off=True), 1000, Standing.OFF),
        (Clock("first_word", DUE, done_at=DUE, off=True), 1000, Standing.MET),
    ],
)
def test_a_clock_says_how_it_stands(clock: Clock, minutes: float, standing: Standing) -> None:
    assert clock.standing(at(minutes)) is standing


@pytest.mark.parametrize(
    ("minutes", "times"), [(0, 0), (1, 1), (14, 1), (15, 2), (60, 3), (240, 4), (1440, 5), (2880, 6), (90 * 1440, 94)]
)
def test_a_late_clock_is_chased_after_growing_pauses_and_then_daily(minutes: float, times: int) -> None:
    assert chases(Clock("first_word", DUE), at(minutes)) == times


def test_one_that_was_put_off_begins_again_when_its_time_has_come() -> None:
    clock = Clock("first_word", DUE, asleep_until=at(240))
    assert [chases(clock, at(minutes)) for minutes in (10, 239, 240, 256)] == [0, 0, 1, 2]


@given(st.integers(0, 200 * 1440), st.integers(0, 200 * 1440))
def test_messages_are_never_taken_back_while_time_goes_on(one: int, other: int) -> None:
    clock = Clock("next_update", DUE)
    early, late = sorted((one, other))
    assert chases(clock, at(early)) <= chases(clock, at(late))


def test_lateness_is_never_negative() -> None:
    assert Clock("first_word", DUE).late_by(at(-5)) == timedelta()
    assert Clock("first_word", None).late_by(at(5)) == timedelta()
    assert Clock("first_word", DUE).late_by(at(5)) == 5 * MINUTE
