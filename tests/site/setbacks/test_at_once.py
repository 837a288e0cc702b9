"""Two people act in the room at the same moment: nothing is lost, nothing doubled. Run on PostgreSQL by
tests/site/test_postgresql.py; on SQLite by test_on_sqlite.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction

from pratfall.errors import Conflict
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import ProofKind, PublicPage, Setback, Step, Transition, Voice
from pratfall.site.setbacks.services import (
    clocks,
    debriefs,
    freezing,
    notes,
    opening,
    preventions,
    publishing,
    reminders,
    states,
    steps,
    thoughts,
    voices,
)
from tests.site.people.test_at_once import at_once

from .conftest import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("home"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="run on PostgreSQL by tests/site/test_postgresql.py"),
]


def fresh(setback: Setback) -> Setback:
    return Setback.objects.get(pk=setback.pk)


@pytest.mark.parametrize("time", range(5))
def test_two_who_close_it_close_it_once(
    setback: Setback, owner: Membership, join: Callable[..., Membership], time: int
) -> None:
    people = (owner, join(Role.MANAGER))
    told = at_once(
        *(
            lambda who=who: states.move(  # type: ignore[misc]
                setback=fresh(setback), actor=who.user, to="closed", seen=1, now=NOW, why="Done.", sign=True
            )
            for who in people
        )
    )
    assert sorted(map(bool, told)) == [False, True]
    assert (
        Transition.objects.filter(setback=setback).count()
        == AuditEntry.objects.filter(act="setback_moved").count()
        == 1
    )


@pytest.mark.parametrize("time", range(5))
def test_one_closes_and_the_other_moves_on(setback: Setback, owner: Membership, time: int) -> None:
    told = at_once(
        *(
            lambda to=to: states.move(  # type: ignore[misc]
                setback=fresh(setback), actor=owner.user, to=to, seen=1, now=NOW, why="Why.", sign=True
            )
            for to in ("closed", "acknowledged")
        )
    )
    lost = [error for error in told if error]
    assert len(lost) == 1 and isinstance(lost[0], Conflict)
    assert lost[0].theirs["state"] == fresh(setback).state == Transition.objects.get(setback=setback).after


@pytest.mark.parametrize("time", range(5))
def test_the_first_word_said_by_two_at_once_acknowledges_once(setback: Setback, owner: Membership, time: int) -> None:
    def say(minutes: int) -> None:
        with transaction.atomic():
            at = NOW - timedelta(minutes=minutes)
            clocks.said_something(setback=fresh(setback), actor=owner.user, at=at, next_word_at=None, now=NOW)

    assert at_once(lambda: say(5), lambda: say(9)) == [None, None]
    assert Transition.objects.filter(setback=setback).count() == 1
    assert fresh(setback).first_word_at == NOW - timedelta(minutes=9)


@pytest.mark.parametrize("time", range(5))
def test_the_same_button_pressed_by_two_makes_one(setback: Setback, owner: Membership, time: int) -> None:
    steps.lay(setback, "wrong_post", NOW)
    step = setback.steps.all()[0]

    def from_finding() -> None:
        opening.open_from_finding(
            organisation=owner.organisation,
            actor=owner.user,
            finding="backlash-1",
            code="backlash",
            title="A backlash",
            about=[],
            facts={},
            basis={},
            began_at=NOW,
            now=NOW,
        )

    def by_hand() -> None:
        opening.open_by_hand(
            organisation=owner.organisation, actor=owner.user, what="A wrong post", began_at=NOW, now=NOW
        )

    def add() -> None:
        steps.add(setback=fresh(setback), actor=owner.user, title="Call", part="lead", due_at=None, now=NOW)

    def off() -> None:
        reminders.switch_off(setback=fresh(setback), actor=owner.user, clock="first_word", why="By letter", now=NOW)

    def tick() -> None:
        steps.tick(step=Step.objects.get(pk=step.pk), actor=owner.user, seen=1, now=NOW)

    for act in (from_finding, by_hand, add, off, tick):
        at_once(act, act, act)
    assert Setback.objects.filter(finding="backlash-1").count() == 1
    assert Setback.objects.filter(what="A wrong post").count() == 1
    assert setback.steps.filter(title="Call").count() == 1
    assert setback.reminders.count() == 1
    assert AuditEntry.objects.filter(act="setback_step_done").count() == 1


@pytest.mark.parametrize("time", range(3))
def test_evidence_frozen_by_two_at_once_is_one_freeze(setback: Setback, owner: Membership, time: int) -> None:
    told = at_once(*(lambda: freezing.freeze(setback=fresh(setback), actor=owner.user, now=NOW) for _ in range(2)))
    assert not any(told)
    assert setback.freezes.count() == AuditEntry.objects.filter(act="setback_frozen").count() == 1
    assert freezing.verify(setback.freezes.get()).intact


@pytest.mark.parametrize("time", range(3))
def test_a_note_sent_twice_at_once_is_one(setback: Setback, owner: Membership, time: int) -> None:
    def write() -> None:
        notes.add(
            setback=fresh(setback), actor=owner.user, text="The printer called.", happened_at=NOW, zone="UTC", now=NOW
        )

    assert not any(at_once(write, write))
    assert setback.notes.count() == 1


@pytest.mark.parametrize("time", range(3))
def test_an_update_published_by_two_at_once_is_out_once(
    public_page: PublicPage, owner: Membership, join: Callable[..., Membership], time: int
) -> None:
    at_once(
        *(
            lambda who=who: publishing.publish(  # type: ignore[misc]
                setback=fresh(public_page.setback),
                actor=who.user,
                text_en="We took it down.",
                text_fr="Nous l’avons retirée.",
                state="acknowledged",
                now=NOW,
            )
            for who in (owner, join(Role.MANAGER))
        )
    )
    assert public_page.setback.updates.count() == Transition.objects.filter(setback=public_page.setback).count() == 1
    assert AuditEntry.objects.filter(act="update_published").count() == 1


@pytest.mark.parametrize("time", range(3))
def test_a_promise_and_a_thought_sent_twice_at_once_are_one(setback: Setback, owner: Membership, time: int) -> None:
    voice = voices.join(debrief=debriefs.begin(setback=setback, actor=owner.user, now=NOW), user=owner.user, now=NOW)
    action = preventions.Action(words="Look twice", kind=ProofKind.CHECK, check_words="Somebody looked")

    def promise() -> None:
        preventions.promise(setback=fresh(setback), actor=owner.user, action=action, now=NOW)

    def write() -> None:
        thoughts.write(voice=Voice.objects.get(pk=voice.pk), kind="cause", text="It was late.", now=NOW)

    assert not any(at_once(promise, promise)) and not any(at_once(write, write))
    assert setback.preventions.count() == voice.thoughts.count() == 1
