"""A late word stands on the Monday page as something that cannot wait, until it is said or put off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports.needs import Look, clocks_late
from pratfall.site.setbacks.services import clocks, holders, opening, reminders
from tests.site.reports.conftest import NOW


def test_a_late_word_is_urgent_and_names_who_has_it(
    look: Callable[..., Look], owner: Membership, join: Callable[..., Membership]
) -> None:
    setback = opening.open_by_hand(
        organisation=owner.organisation, actor=owner.user, what="A wrong post", began_at=NOW, now=NOW
    )
    holders.hand_over(
        setback=setback, actor=owner.user, part="voice", to=join(Role.EDITOR, "vera").user, note="", now=NOW
    )
    assert list(clocks_late.needs(look(now=NOW + timedelta(minutes=59)))) == []
    late = NOW + timedelta(minutes=75)
    (row,) = clocks_late.needs(look(now=late))
    assert row.urgent and row.href == setback.path
    assert row.title == "Say the first word: A wrong post"
    assert row.sentence == "Late by 15\u00a0minutes. It is with Vera." or "15" in row.sentence
    with transaction.atomic():
        clocks.said_something(setback=setback, actor=owner.user, at=late, next_word_at=None, now=late)
    assert list(clocks_late.needs(look(now=late))) == []
    (row,) = clocks_late.needs(look(now=late + timedelta(hours=2)))
    assert row.title == "Say the next word: A wrong post"


def test_what_was_put_off_or_is_a_drill_wakes_nobody(look: Callable[..., Look], owner: Membership) -> None:
    given = {"organisation": owner.organisation, "actor": owner.user, "began_at": NOW, "now": NOW}
    setback = opening.open_by_hand(what="A wrong post", **given)  # type: ignore[arg-type]
    opening.open_by_hand(what="A drill", drill=True, **given)  # type: ignore[arg-type]
    late = NOW + timedelta(hours=2)
    reminders.put_off(
        setback=setback, actor=owner.user, clock="first_word", until=late + timedelta(hours=1), why="Asleep", now=late
    )
    assert list(clocks_late.needs(look(now=late))) == []
    assert len(list(clocks_late.needs(look(now=late + timedelta(hours=2))))) == 1
    reminders.switch_off(setback=setback, actor=owner.user, clock="first_word", why="By letter", now=late)
    assert list(clocks_late.needs(look(now=late + timedelta(days=9)))) == []
