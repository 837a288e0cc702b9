"""Nothing people wrote goes without a reason, a why and a second person, and the ledger keeps all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.site.people.models import AuditEntry, Membership, User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.heard import heard
from pratfall.site.setbacks.models import LedgerEntry, Removal, Setback
from pratfall.site.setbacks.services import ledger, removals
from pratfall.site.setbacks.services.appending import broken
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.hearing import about_it, export, said


@pytest.fixture
def running(home: Path, setback: Setback) -> Setback:
    own = said("a1", "We are sorry", 9, author_is_owner=True)
    export(setback.organisation, "one", [said("c1", "You are liars"), said("c2", "I know where you live"), own])
    ledger.collect(setback=about_it(setback), now=NOW)
    return setback


@pytest.fixture
def asker(join: Callable[..., Membership]) -> User:
    return join(Role.EDITOR, "asker").user


def ask(setback: Setback, actor: User, **more: Any) -> Removal:
    values = {"platform": "x", "ref": "c2", "reason": "threat", "why": "“I know where you live”", "hide_only": True}
    return removals.ask(setback=setback, actor=actor, now=NOW, **{**values, **more})


def decide(removal: Removal, actor: User, approve: bool = True, **more: Any) -> None:
    values = {"why": "It is", "seen": removal.version, "now": NOW, **more}
    removals.answer(removal=removal, actor=actor, approve=approve, **values)


def test_asked_approved_and_done_stand_in_the_ledger(running: Setback, asker: User, owner: Membership) -> None:
    removal = ask(running, asker)
    assert heard(running)["x", "c2"].removal == "asked"
    decide(removal, owner.user)
    assert ledger.counts(running).removed == {}
    removals.done(removal=removal, actor=asker, seen=removal.version, now=NOW)
    kinds = LedgerEntry.objects.filter(setback=running, ref="c2").values_list("kind", flat=True)
    assert list(kinds)[-3:] == ["removal_asked", "removal_approved", "removed"]
    assert ledger.counts(running).removed == {"threat": 1}
    assert broken(running) is None
    assert "where you live" not in str(list(AuditEntry.objects.values())) + str(list(LedgerEntry.objects.values()))


def test_whoever_asked_cannot_agree_and_may_take_it_back(running: Setback, owner: Membership) -> None:
    removal = ask(running, owner.user)
    with pytest.raises(Refused, match="removal_needs_second"):
        decide(removal, owner.user)
    decide(removal, owner.user, approve=False, why="A mistake of mine")
    assert heard(running)["x", "c2"].removal == "refused"
    assert ask(running, owner.user).pk != removal.pk


def test_nothing_is_removed_that_nobody_agreed_to(running: Setback, asker: User, owner: Membership) -> None:
    removal = ask(running, asker)
    with pytest.raises(Refused, match="removal_not_approved"):
        removals.done(removal=removal, actor=asker, seen=1, now=NOW)
    decide(removal, owner.user, approve=False)
    with pytest.raises(Refused, match="removal_not_approved"):
        removals.done(removal=removal, actor=asker, seen=removal.version, now=NOW)
    assert ledger.counts(running).refused == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"reason": "they are rude"}, "removal_no_reason"),
        ({"why": "  "}, "removal_needs_why"),
        ({"ref": "nobody"}, "comment_unknown"),
        ({"ref": "a1"}, "comment_unknown"),
    ],
)
def test_a_request_without_reason_or_object_is_refused(
    running: Setback, asker: User, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        ask(running, asker, **more)
    assert not Removal.objects.exists()


def test_one_request_at_a_time_and_none_after_it_was_agreed_to(
    running: Setback, asker: User, owner: Membership
) -> None:
    removal = ask(running, asker)
    with pytest.raises(Refused, match="removal_asked_already"):
        ask(running, owner.user)
    decide(removal, owner.user)
    with pytest.raises(Refused, match="removal_approved_already"):
        ask(running, owner.user)
    with pytest.raises(Refused, match="removal_answered_already"):
        decide(removal, owner.user)


def test_a_refusal_needs_a_why_and_two_who_decide_at_once_are_one(
    running: Setback, asker: User, owner: Membership, join: Callable[..., Membership]
) -> None:
    ask(running, asker)
    mine, theirs = Removal.objects.get(), Removal.objects.get()
    with pytest.raises(Refused, match="removal_refusal_needs_why"):
        decide(mine, owner.user, approve=False, why="")
    decide(mine, owner.user, approve=False)
    with pytest.raises(Conflict):
        decide(theirs, join(Role.MANAGER).user)
    assert LedgerEntry.objects.filter(kind__startswith="removal_").count() == 2


def test_who_may_only_look_can_neither_ask_nor_decide(
    running: Setback, asker: User, join: Callable[..., Membership], charlie: Membership
) -> None:
    removal = ask(running, asker)
    for user in (join(Role.ANALYST).user, charlie.user):
        with pytest.raises(Refused, match="not_allowed_here"):
            ask(running, user, ref="c1")
        with pytest.raises(Refused, match="not_allowed_here"):
            decide(removal, user)
        with pytest.raises(Refused, match="not_allowed_here"):
            removals.done(removal=removal, actor=user, seen=1, now=NOW)
