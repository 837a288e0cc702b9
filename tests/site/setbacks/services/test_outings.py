"""What was said, where, and when: once for the same words, and never before they were approved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.respond.lifecycle import State
from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.debrief_view import known_to_all
from pratfall.site.setbacks.models import Outing, Setback, Statement
from pratfall.site.setbacks.services import outings, statements
from pratfall.site.setbacks.timeline import timeline
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.services.test_statements import SOON, approve, made

LATER = NOW + timedelta(minutes=20)


@pytest.fixture
def statement(setback: Setback, owner: Membership) -> Statement:
    return made(setback, owner)


def said(statement: Statement, by: Membership, **more: Any) -> Outing:
    values = {"place": "x", "language": "en", "address": "https://x.com/lantern/1", "said_at": LATER, "now": LATER}
    return outings.said(statement=statement, actor=by.user, **{**values, **more})


def test_the_first_word_stops_its_clock_and_starts_the_next(statement: Statement, owner: Membership) -> None:
    approve(statement, owner)
    said(statement, owner)
    setback = Setback.objects.get(pk=statement.setback_id)
    assert (setback.first_word_at, setback.next_update_due_at) == (LATER, SOON)
    assert setback.state == State.ACKNOWLEDGED
    assert AuditEntry.objects.get(act="statement_said").after["place"] == "x"


def test_pressed_twice_it_was_said_once(statement: Statement, owner: Membership) -> None:
    approve(statement, owner)
    first = said(statement, owner)
    assert said(statement, owner) == first
    assert AuditEntry.objects.filter(act="statement_said").count() == 1


def test_each_place_and_language_is_an_outing_of_its_own(statement: Statement, owner: Membership) -> None:
    approve(statement, owner)
    said(statement, owner)
    said(statement, owner, language="fr")
    said(statement, owner, place="press", address="")
    assert statement.outings.count() == 3


def test_what_nobody_approved_was_not_said(statement: Statement, owner: Membership) -> None:
    with pytest.raises(Refused, match="statement_not_approved"):
        said(statement, owner)
    approve(statement, owner)
    statements.edit(statement=statement, actor=owner.user, text_en="x", text_fr="y", seen=1, now=NOW)
    with pytest.raises(Refused, match="statement_not_approved"):
        said(statement, owner)
    assert not Outing.objects.exists()


def test_in_a_drill_nothing_was_said_in_public(make_setback: Callable[..., Setback], owner: Membership) -> None:
    statement = made(make_setback(drill=True), owner)
    approve(statement, owner)
    with pytest.raises(Refused, match="drill_stays_inside"):
        said(statement, owner)
    said(statement, owner, address="")
    setback = Setback.objects.get(pk=statement.setback_id)
    assert setback.first_word_at == LATER, "the minutes of a drill count"
    assert not AuditEntry.objects.filter(act="statement_said").exists(), "programs that listen would publish it"
    assert AuditEntry.objects.get(act="drill_statement_said").after["place"] == "x"
    kinds = [item.kind for item in timeline(setback)]
    assert "drill_statement_said" in kinds and "statement_said" not in kinds and "act" not in kinds
    known = known_to_all(setback, speech("en"))
    assert speech("en").say("debrief.statement") not in [one.said for one in known]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://x", "x.com/1", "data:text/html,x", "https://", "https://x/" + "a" * 600]
)
def test_an_address_that_is_none_is_refused(statement: Statement, owner: Membership, address: str) -> None:
    approve(statement, owner)
    with pytest.raises(Refused, match="outing_address_wrong"):
        said(statement, owner, address=address)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"place": "myspace"}, "not_allowed_here"),
        ({"language": "de"}, "not_allowed_here"),
        ({"said_at": LATER + timedelta(hours=1)}, "outing_still_to_come"),
        ({"said_at": NOW - timedelta(hours=1)}, "outing_before_drafted"),
    ],
)
def test_a_place_a_language_or_a_time_that_cannot_be_is_refused(
    statement: Statement, owner: Membership, more: dict[str, Any], code: str
) -> None:
    approve(statement, owner)
    with pytest.raises(Refused, match=code):
        said(statement, owner, **more)


def test_an_analyst_and_charlie_say_nothing(
    statement: Statement, owner: Membership, join: Callable[..., Membership], charlie: Membership
) -> None:
    approve(statement, owner)
    for somebody in (join(Role.ANALYST), charlie):
        with pytest.raises(Refused, match="not_allowed_here"):
            said(statement, somebody)


def test_what_is_out_cannot_be_withdrawn(statement: Statement, owner: Membership) -> None:
    approve(statement, owner)
    said(statement, owner)
    with pytest.raises(Refused, match="statement_is_out"):
        statements.withdraw(statement=statement, actor=owner.user, seen=1, now=LATER)
