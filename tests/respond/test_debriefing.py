"""When a debrief is due, and when it may be closed."""

from __future__ import annotations

from datetime import date

import pytest

from pratfall.respond.debriefing import due_day, may_close


@pytest.mark.parametrize(
    ("ended", "severity", "due"),
    [
        (date(2026, 11, 20), 3, date(2026, 11, 23)),  # a Friday: three days, weekend or not
        (date(2026, 11, 20), 4, date(2026, 11, 23)),
        (date(2026, 11, 20), 2, date(2026, 11, 27)),  # five working days
        (date(2026, 11, 21), 1, date(2026, 11, 27)),  # from a Saturday
        (date(2026, 11, 16), 2, date(2026, 11, 23)),
    ],
)
def test_a_debrief_is_due_soon_after_the_end(ended: date, severity: int, due: date) -> None:
    assert due_day(ended, severity) == due


def test_it_closes_with_an_outside_voice_or_a_reason() -> None:
    assert may_close(outside_heard=1, why="")
    assert may_close(outside_heard=0, why="everybody outside declined")
    assert not may_close(outside_heard=0, why="  ")
