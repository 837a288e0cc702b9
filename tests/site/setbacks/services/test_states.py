"""The lifecycle: by the table, version-checked, never closed over something open without a signature."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.respond.lifecycle import TRANSITIONS, State
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, Transition
from pratfall.site.setbacks.services import states, steps
from pratfall.site.setbacks.services.states import move

from ..conftest import NOW

pytestmark = pytest.mark.usefixtures("home")


def test_every_step_of_the_table_can_be_gone_and_no_other(
    make_setback: Callable[..., Setback], owner: Membership
) -> None:
    for before, after in [(a, b) for a in State for b in State]:
        setback = make_setback(state=before.value)
        asked = {"setback": setback, "actor": owner.user, "to": after.value, "seen": 1, "now": NOW}
        if after in TRANSITIONS[before]:
            move(**asked, why="Because.", sign=True)  # type: ignore[arg-type]
            assert setback.state == after and Transition.objects.filter(setback=setback).count() == 1
        else:
            with pytest.raises(Refused):
                move(**asked, why="Because.", sign=True)  # type: ignore[arg-type]
            assert not Transition.objects.filter(setback=setback).exists()


def test_closing_is_refused_while_something_is_open(setback: Setback, owner: Membership) -> None:
    with pytest.raises(Refused) as refused:
        move(setback=setback, actor=owner.user, to="closed", seen=1, now=NOW)
    assert refused.value.code == "setback_still_open" and refused.value.facts["n"] == 3
    with pytest.raises(Refused) as refused:
        move(setback=setback, actor=owner.user, to="closed", seen=1, now=NOW, sign=True, why="  ")
    assert refused.value.code == "setback_close_needs_reason"
    assert not Transition.objects.exists()


def test_somebody_signs_and_what_was_open_is_kept(setback: Setback, owner: Membership) -> None:
    made = move(setback=setback, actor=owner.user, to="closed", seen=1, now=NOW, sign=True, why="A false alarm.")
    setback.refresh_from_db()
    assert made.left_open == ["first_word", "debrief_none", "prevention"]
    assert (setback.closed_at, setback.next_update_due_at) == (NOW, None)
    assert AuditEntry.objects.get(act="setback_moved").after["left_open"] == made.left_open


def test_closing_takes_a_manager_and_so_does_reopening(
    make_setback: Callable[..., Setback], join: Callable[..., Membership], charlie: Membership
) -> None:
    editor, manager = join(Role.EDITOR), join(Role.MANAGER)
    open_one, closed_one = make_setback(), make_setback(state="closed", closed_at=NOW)
    for person, code in ((editor.user, "setback_manager_closes"), (charlie.user, "not_allowed_here")):
        for setback, to in ((open_one, "closed"), (closed_one, "reopened")):
            with pytest.raises(Refused) as refused:
                move(setback=setback, actor=person, to=to, seen=1, now=NOW, sign=True, why="Why.")
            assert refused.value.code == code
    move(setback=closed_one, actor=manager.user, to="reopened", seen=1, now=NOW)
    assert closed_one.closed_at is None and closed_one.next_update_due_at == NOW + timedelta(hours=1)


def test_of_two_who_move_it_one_is_told_and_nothing_is_doubled(setback: Setback, owner: Membership) -> None:
    other = Setback.objects.get(pk=setback.pk)
    move(setback=setback, actor=owner.user, to="acknowledged", seen=1, now=NOW)
    with pytest.raises(Conflict) as conflict:
        move(setback=other, actor=owner.user, to="acknowledged", seen=1, now=NOW)
    assert conflict.value.theirs["state"] == "acknowledged"
    assert Transition.objects.filter(setback=setback).count() == 1


def test_steps_that_wait_for_a_state_are_due_once_it_is_reached(setback: Setback, owner: Membership) -> None:
    steps.lay(setback, "crisis_in_public", NOW)
    later = NOW + timedelta(hours=1)
    move(setback=setback, actor=owner.user, to="acknowledged", seen=1, now=later)
    assert setback.steps.get(key="crisis_in_public:explain").due_at == later + timedelta(minutes=1440)
    assert setback.steps.get(key="crisis_in_public:debrief").due_at is None


def test_while_people_come_back_a_word_a_week_is_enough(
    make_setback: Callable[..., Setback], owner: Membership
) -> None:
    setback = make_setback(state="fixing", first_word_at=NOW)
    move(setback=setback, actor=owner.user, to="recovering", seen=1, now=NOW)
    assert setback.next_update_due_at == NOW + timedelta(days=7)


def test_a_state_that_does_not_exist_is_refused(setback: Setback, owner: Membership) -> None:
    with pytest.raises(Refused):
        move(setback=setback, actor=owner.user, to="<script>", seen=1, now=NOW)
    assert states.WHY > 500
