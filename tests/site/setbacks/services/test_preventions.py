"""Promised actions: written, changed by two, shown by one and confirmed by another, given up with a signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.site.people.models import AuditEntry, Membership, User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Prevention, ProofKind, Setback
from pratfall.site.setbacks.services import preventions
from pratfall.site.setbacks.services.preventions import Action
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.promised import HOURS, LOOK_TWICE, promise

SHOWN = Action(words="Write the rule down", kind=ProofKind.SHOWN, due=date(2026, 12, 1))


@pytest.fixture
def editor(join: Callable[..., Membership]) -> User:
    return join(Role.EDITOR).user


def test_a_promise_is_kept_as_written(setback: Setback, owner: Membership) -> None:
    made = promise(
        setback, owner.user, replace(LOOK_TWICE, owner=owner.user, matches={"words": ["oven"], "labels": []})
    )
    stored = Prevention.objects.get()
    assert (stored.check_words, stored.matches, stored.owner) == (
        LOOK_TWICE.check_words,
        {"words": ["oven"]},
        owner.user,
    )
    told = AuditEntry.objects.get(act="prevention_promised").after
    assert told["owner"] == owner.user.pk and "twice" not in str(told)
    assert made == stored


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (replace(LOOK_TWICE, words=" "), "prevention_unnamed"),
        (replace(LOOK_TWICE, check_words=""), "prevention_needs_check"),
        (Action(words="x", kind=ProofKind.NUMBER), "prevention_needs_number"),
        (Action(words="x", kind=ProofKind.NUMBER, number=replace(HOURS, bar=90.0)), "prevention_number_there"),
    ],
)
def test_what_cannot_fail_or_says_nothing_is_no_promise(
    setback: Setback, owner: Membership, action: Action, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        promise(setback, owner.user, action)
    assert not Prevention.objects.exists()


def test_the_same_form_sent_twice_promises_once(setback: Setback, owner: Membership) -> None:
    first, again = promise(setback, owner.user), promise(setback, owner.user)
    assert first == again and AuditEntry.objects.filter(act="prevention_promised").count() == 1
    assert promise(setback, owner.user, replace(LOOK_TWICE, check_words="Somebody asked")) != first
    later = NOW + preventions.TWICE_WITHIN * 2
    assert preventions.promise(setback=setback, actor=owner.user, action=LOOK_TWICE, now=later) != first


def test_a_stranger_owns_nothing(setback: Setback, owner: Membership, charlie: Membership) -> None:
    with pytest.raises(Refused, match="assigned_to_stranger"):
        promise(setback, owner.user, replace(LOOK_TWICE, owner=charlie.user))


def test_the_second_of_two_editors_is_told_and_loses_nothing(setback: Setback, owner: Membership) -> None:
    made = promise(setback, owner.user)
    other = Prevention.objects.get()
    preventions.revise(
        prevention=made, actor=owner.user, action=replace(LOOK_TWICE, words="Look three times"), seen=1, now=NOW
    )
    with pytest.raises(Conflict) as caught:
        preventions.revise(prevention=other, actor=owner.user, action=replace(LOOK_TWICE, words="Ask"), seen=1, now=NOW)
    assert (caught.value.theirs["words"], caught.value.yours["words"]) == ("Look three times", "Ask")


def test_another_bar_does_not_move_where_a_number_started(setback: Setback, owner: Membership) -> None:
    made = promise(setback, owner.user, Action(words="Answer", kind=ProofKind.NUMBER, number=HOURS))
    easier = replace(HOURS, bar=36.0, start={"value": 50.0})
    action = Action(words="Answer", kind=ProofKind.NUMBER, number=easier)
    preventions.revise(prevention=made, actor=owner.user, action=action, seen=1, now=NOW)
    stored = Prevention.objects.get().number
    assert stored is not None and stored["at_most"] == 36 and stored["from"]["value"] == 60
    entry = AuditEntry.objects.get(act="prevention_revised")
    assert (entry.before["number"]["at_most"], entry.after["number"]["at_most"]) == (24, 36)


def test_what_one_shows_another_confirms(setback: Setback, owner: Membership, editor: User) -> None:
    made = promise(setback, owner.user, SHOWN)
    with pytest.raises(Refused, match="prevention_shows_nothing"):
        preventions.confirm(prevention=made, actor=editor, seen=1, now=NOW)
    preventions.show(prevention=made, actor=owner.user, text="It hangs in the kitchen.", address="", seen=1, now=NOW)
    with pytest.raises(Refused, match="prevention_confirm_own"):
        preventions.confirm(prevention=made, actor=owner.user, seen=2, now=NOW)
    preventions.confirm(prevention=made, actor=editor, seen=2, now=NOW)
    stored = Prevention.objects.get()
    assert stored.proved_by == editor and stored.proof is not None
    assert (stored.proof["by"], stored.proof["confirmed_by"]) == (owner.user.pk, editor.pk)
    with pytest.raises(Refused, match="prevention_proved_already"):
        preventions.revise(prevention=stored, actor=owner.user, action=SHOWN, seen=3, now=NOW)


def test_what_does_not_convince_goes_back_with_a_reason(setback: Setback, owner: Membership, editor: User) -> None:
    made = promise(setback, owner.user, SHOWN)
    preventions.show(prevention=made, actor=owner.user, text="", address="https://example.org", seen=1, now=NOW)
    with pytest.raises(Refused, match="prevention_back_needs_reason"):
        preventions.send_back(prevention=made, actor=editor, why=" ", seen=2, now=NOW)
    preventions.send_back(prevention=made, actor=editor, why="The page is empty.", seen=2, now=NOW)
    with pytest.raises(Refused, match="prevention_shows_nothing"):
        preventions.confirm(prevention=made, actor=editor, seen=3, now=NOW)
    preventions.show(prevention=made, actor=owner.user, text="Now it is not.", address="", seen=3, now=NOW)
    preventions.confirm(prevention=made, actor=editor, seen=4, now=NOW)


def test_a_number_is_not_proved_by_showing_something(setback: Setback, owner: Membership) -> None:
    made = promise(setback, owner.user, Action(words="Answer", kind=ProofKind.NUMBER, number=HOURS))
    with pytest.raises(Refused, match="prevention_not_shown"):
        preventions.show(prevention=made, actor=owner.user, text="look", address="", seen=1, now=NOW)


def test_giving_up_takes_a_managers_signature_and_can_be_undone(
    setback: Setback, owner: Membership, editor: User
) -> None:
    made = promise(setback, owner.user)
    with pytest.raises(Refused, match="not_allowed_here"):
        preventions.give_up(prevention=made, actor=editor, why="too much", seen=1, now=NOW)
    with pytest.raises(Refused, match="prevention_needs_reason"):
        preventions.give_up(prevention=made, actor=owner.user, why=" ", seen=1, now=NOW)
    preventions.give_up(prevention=made, actor=owner.user, why="We post no pictures any more.", seen=1, now=NOW)
    assert not preventions.open_of(setback.organisation).exists()
    preventions.take_up(prevention=made, actor=owner.user, seen=2)
    assert preventions.open_of(setback.organisation).get() == made


def test_open_ones_stay_open_after_their_setback_is_closed(
    make_setback: Callable[..., Setback], owner: Membership, charlie: Membership
) -> None:
    closed = make_setback(state="closed", closed_at=NOW - timedelta(days=90))
    made = promise(closed, owner.user)
    promise(make_setback(drill=True), owner.user)
    promise(make_setback(organisation=charlie.organisation), charlie.user)
    assert list(preventions.open_of(owner.organisation)) == [made]
