"""Repairs of habits stand on the Monday page from a week before their day until they are done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pratfall.site.lessons.services import repairs
from pratfall.site.lessons.services.repairs import Task
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, repairs_due
from tests.site.lessons.habit_months import KEY, months
from tests.site.reports.conftest import NOW


def test_a_repair_needs_its_owner_until_it_is_done(look: Callable[..., Look], owner: Membership) -> None:
    due = NOW.date() + timedelta(days=20)
    given: Any = {"organisation": owner.organisation, "actor": owner.user, "key": KEY, "now": NOW}
    never = months(mended=NOW.date() + timedelta(days=999))
    row = repairs.accept(task=Task(words="Four first.", owner=owner.user, due=due), history=never, **given)
    assert list(repairs_due.needs(look(now=NOW))) == []
    (need,) = repairs_due.needs(look(now=NOW + timedelta(days=40)))
    assert (need.title, need.since, need.urgent) == ("Four first.", due, False)
    assert need.href == f"/learn/habits/#repair-{row.pk}" and "Olive Owner" in need.sentence
    repairs.done(repair=row, actor=owner.user, seen=1, now=NOW)
    assert list(repairs_due.needs(look(now=NOW + timedelta(days=40)))) == []
