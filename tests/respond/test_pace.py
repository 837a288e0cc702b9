"""When words are due: the evidence's numbers, and a team's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pratfall.respond.pace import MINUTES, first_word_due, next_word_due

BEGAN = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(("late_minutes", "due_minutes"), [(0, 60), (20, 60), (30, 60), (45, 75), (600, 630)])
def test_the_first_word_is_due_in_an_hour_and_never_in_less_than_half_of_one(
    late_minutes: int, due_minutes: int
) -> None:
    opened = BEGAN + timedelta(minutes=late_minutes)
    assert first_word_due(began_at=BEGAN, opened_at=opened) == BEGAN + timedelta(minutes=due_minutes)


def minutes_until_next(hours: float, severity: int, own: int | None = None, *, recovering: bool = False) -> float:
    said = BEGAN + timedelta(hours=hours)
    due = next_word_due(said_at=said, first_word_at=BEGAN, severity=severity, own_minutes=own, recovering=recovering)
    return (due - said) / timedelta(minutes=1)


@pytest.mark.parametrize(
    ("hours", "severity", "minutes"),
    [(0, 2, 60), (1.9, 4, 30), (2, 4, 240), (23.9, 3, 240), (24, 3, 1440), (0, 1, 60), (3, 1, 1440)],
)
def test_words_come_often_for_two_hours_then_every_four_then_daily(hours: float, severity: int, minutes: int) -> None:
    assert minutes_until_next(hours, severity) == minutes


def test_the_pace_of_the_first_two_hours_stays_within_the_evidence_and_grows_with_severity() -> None:
    busy = [MINUTES[level][0] for level in sorted(MINUTES)]
    assert busy == sorted(busy, reverse=True) and min(busy) >= 30 and max(busy) <= 60


def test_a_teams_own_pace_and_the_way_back_go_before_it() -> None:
    assert minutes_until_next(0, 4, own=90) == 90
    assert minutes_until_next(30, 4, recovering=True) == 7 * 24 * 60
    assert minutes_until_next(30, 4, own=90, recovering=True) == 90
