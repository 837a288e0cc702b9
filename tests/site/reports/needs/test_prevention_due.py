"""Promised actions stand on the Monday page from a week before their day until they are proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, prevention_due
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import preventions
from tests.site.reports.conftest import NOW
from tests.site.setbacks.promised import LOOK_TWICE


def test_a_promise_of_a_closed_setback_needs_its_owner(look: Callable[..., Look], owner: Membership) -> None:
    values = {"began_at": NOW, "opened_at": NOW, "first_word_due_at": NOW, "state": "closed", "closed_at": NOW}
    setback = Setback.objects.create(organisation=owner.organisation, title="The wrong picture", **values)
    due = NOW.date() + timedelta(days=20)
    action = replace(LOOK_TWICE, owner=owner.user, due=due)
    row = preventions.promise(setback=setback, actor=owner.user, action=action, now=NOW)
    assert list(prevention_due.needs(look(now=NOW))) == []
    (need,) = prevention_due.needs(look(now=NOW + timedelta(days=20 + 70)))
    assert need.title == "Look twice" and not need.urgent and need.since == due
    assert need.sentence.startswith("Olive Owner, due 11 December 2026, 10\u00a0weeks late")
    assert need.href == f"/setbacks/{setback.pk}/prevention/#action-{row.pk}"
    preventions.give_up(prevention=row, actor=owner.user, why="no use", seen=1, now=NOW)
    assert list(prevention_due.needs(look(now=NOW + timedelta(days=90)))) == []
