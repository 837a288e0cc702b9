"""Promised actions are chased after closing: time runs a quarter of a year, and nobody is let off by a filter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pratfall.site.outgoing import prevention_chase, services
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Prevention, ProofKind, Setback
from pratfall.site.setbacks.services import preventions
from pratfall.site.setbacks.services.preventions import Action
from tests.site.outgoing.conftest import Post
from tests.site.setbacks.promised import LOOK_TWICE

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
DUE = NOW.date() + timedelta(days=30)
pytestmark = pytest.mark.usefixtures("home")
SHOWN = Action(words="Write it down", kind=ProofKind.SHOWN)


def closed(member: Membership, **more: object) -> Setback:
    """Over since today; what was promised is not."""
    values = {"began_at": NOW, "opened_at": NOW, "first_word_due_at": NOW, "state": "closed", "closed_at": NOW}
    return Setback.objects.create(organisation=member.organisation, title="The wrong picture", **{**values, **more})


def promised(setback: Setback, member: Membership, action: Action = LOOK_TWICE) -> Prevention:
    return preventions.promise(setback=setback, actor=member.user, action=action, now=NOW)


def run(days: range) -> dict[int, int]:
    """The worker's hours of each day after closing, and how many messages left."""
    sent = {}
    for day in days:
        hours = [prevention_chase.prevention_round(NOW + timedelta(days=day, hours=hour)) for hour in (-4, 0, 1, 12)]
        assert hours[0] == 0, "nobody is woken at night"
        sent[day] = sum(hours)
    return sent


def test_ninety_days_after_closing_every_open_action_is_still_chased(
    post: Post, owner: Membership, join: Callable[..., Membership]
) -> None:
    setback, ina = closed(owner), join(Role.EDITOR, "ina")
    for action in (LOOK_TWICE, SHOWN):
        promised(setback, owner, replace(action, owner=ina.user, due=DUE))
    sent = run(range(91))
    days = [day for day, n in sent.items() if n]
    assert days == [23, 30, 37, 44, 51, 58, 65, 72, 79, 86] and set(sent.values()) == {0, 2}
    assert {mail["To"] for mail in post.mails} == {ina.user.email}
    text = post.mails[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert post.mails[-1]["Subject"].startswith("Promised: ")
    assert "8\u00a0weeks late" in text and "/prevention/#action-" in text


def test_what_is_proved_or_given_up_is_chased_no_more(post: Post, owner: Membership) -> None:
    setback = closed(owner)
    shown = promised(setback, owner, replace(SHOWN, owner=owner.user, due=DUE))
    dropped = promised(setback, owner, replace(LOOK_TWICE, owner=owner.user, due=DUE))
    assert run(range(23, 24)) == {23: 2}
    preventions.give_up(prevention=dropped, actor=owner.user, why="no use", seen=1, now=NOW)
    Prevention.objects.filter(pk=shown.pk).update(proved_at=NOW)
    assert set(run(range(24, 91)).values()) == {0}


def test_a_worker_that_slept_on_the_day_tells_it_later_and_once(post: Post, owner: Membership) -> None:
    promised(closed(owner), owner, replace(LOOK_TWICE, owner=owner.user, due=DUE))
    assert run(range(33, 36)) == {33: 1, 34: 0, 35: 0}


def test_nobody_hears_of_another_organisations_promises_nor_of_a_drills(
    post: Post, owner: Membership, charlie: Membership
) -> None:
    promised(closed(owner, drill=True), owner, replace(LOOK_TWICE, owner=owner.user, due=DUE))
    promised(closed(charlie), charlie, replace(LOOK_TWICE, owner=charlie.user, due=DUE))
    assert run(range(30, 31)) == {30: 1}
    assert {mail["To"] for mail in post.mails} == {charlie.user.email}


def test_who_wants_to_hear_nothing_at_once_finds_it_on_monday(post: Post, owner: Membership) -> None:
    promised(closed(owner), owner, replace(LOOK_TWICE, owner=owner.user, due=DUE))
    services.stop(membership=owner, wish="at_once")
    assert run(range(30, 31)) == {30: 0}


def test_it_is_said_in_the_owners_language(post: Post, owner: Membership) -> None:
    owner.user.language = "fr"
    owner.user.save()
    promised(closed(owner), owner, replace(LOOK_TWICE, owner=owner.user, due=DUE))
    run(range(30, 31))
    assert post.mails[0]["Subject"] == "Promis : Look twice"
