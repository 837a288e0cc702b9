"""What is late, whose it is, and what makes one lateness another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.lateness import steps_late, words_late
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import clocks, holders, opening, reminders, steps

from .conftest import NOW


def test_a_late_word_belongs_to_the_voice_and_another_time_is_another_lateness(
    home: Path, setback: Setback, owner: Membership
) -> None:
    holders.everything(setback, owner.user, NOW)
    (late,) = words_late(owner.organisation, NOW)
    assert (late.part, late.holder) == ("voice", owner.user)
    reminders.put_off(
        setback=setback, actor=owner.user, clock="first_word", until=NOW + timedelta(hours=1), why="Why", now=NOW
    )
    (again,) = words_late(owner.organisation, NOW + timedelta(hours=1))
    due = NOW + timedelta(hours=2)
    clocks.set_due(setback=setback, actor=owner.user, clock="first_word", due_at=due, seen=1, now=NOW)
    (third,) = words_late(owner.organisation, NOW + timedelta(hours=3))
    assert len({late.key, again.key, third.key}) == 3


def test_steps_are_late_until_done_left_out_or_put_off(home: Path, setback: Setback, owner: Membership) -> None:
    steps.lay(setback, "wrong_post", NOW)
    late = NOW + timedelta(minutes=16)
    first, second, third = (one.step for one in steps_late(owner.organisation, late))
    assert first and second and third
    who = {"actor": owner.user, "now": late}
    steps.tick(step=first, seen=1, **who)
    steps.leave_out(step=second, seen=1, **who)
    reminders.switch_off(setback=setback, clock=f"step:{third.pk}", why="Why", **who)
    assert list(steps_late(owner.organisation, late)) == []


def test_drills_what_is_over_and_other_organisations_are_left_out(
    home: Path, make_setback: Callable[..., Setback], owner: Membership, charlie: Membership
) -> None:
    make_setback(drill=True)
    make_setback(state="closed", closed_at=NOW)
    assert list(words_late(owner.organisation, NOW)) == []
    assert list(words_late(charlie.organisation, NOW)) == []


def test_what_is_asked_of_the_database_does_not_grow(home: Path, owner: Membership) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(words_late(owner.organisation, NOW + timedelta(hours=2)))
            list(steps_late(owner.organisation, NOW + timedelta(hours=2)))
        return len(captured)

    given = {"organisation": owner.organisation, "actor": owner.user, "began_at": NOW, "now": NOW}
    opening.open_by_hand(what="One", **given)  # type: ignore[arg-type]
    few = asked()
    for number in range(10):
        opening.open_by_hand(what=f"Another {number}", **given)  # type: ignore[arg-type]
    assert asked() == few <= 12
