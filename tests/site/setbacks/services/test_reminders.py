"""Reminders: put off, switched off, on again; with a reason, once, and never forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.respond.clocks import Standing
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.setbacks.models import Reminder, Setback
from pratfall.site.setbacks.services import clocks, reminders

from ..conftest import NOW

LATER = NOW + timedelta(hours=3)


def given(setback: Setback, owner: Membership, **more: Any) -> dict[str, Any]:
    return {"setback": setback, "actor": owner.user, "clock": "first_word", "now": NOW, **more}


def standing(setback: Setback) -> Standing:
    clock, *_ = clocks.clocks_of(setback, clocks.newest(setback.reminders.all()))
    return clock.standing(NOW)


def test_the_newest_holds_and_all_are_kept(setback: Setback, owner: Membership) -> None:
    assert standing(setback) is Standing.LATE
    reminders.put_off(**given(setback, owner, until=LATER, why="Board first"))
    assert standing(setback) is Standing.ASLEEP
    reminders.switch_off(**given(setback, owner, why="By letter"))
    assert standing(setback) is Standing.OFF
    reminders.switch_on(**given(setback, owner))
    assert standing(setback) is Standing.LATE
    assert [row.why for row in Reminder.objects.order_by("pk")] == ["Board first", "By letter", ""]
    assert AuditEntry.objects.filter(act="setback_reminder").count() == 3


def test_pressed_twice_is_pressed_once(setback: Setback, owner: Membership) -> None:
    for _ in range(2):
        reminders.switch_off(**given(setback, owner, why="By letter"))
    assert Reminder.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"until": LATER, "why": "  "}, "reminder_needs_reason"),
        ({"until": NOW, "why": "Why"}, "clock_time_wrong"),
        ({"until": NOW + timedelta(days=90), "why": "Why"}, "clock_time_wrong"),
        ({"until": LATER, "why": "Why", "clock": "step:1; DROP"}, "clock_unknown"),
        ({"until": LATER, "why": "Why", "clock": "lunch"}, "clock_unknown"),
    ],
)
def test_what_makes_no_sense_is_refused(setback: Setback, owner: Membership, more: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        reminders.put_off(**given(setback, owner, **more))
    assert refused.value.code == code and not Reminder.objects.exists()
