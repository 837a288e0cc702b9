"""What was promised and is overdue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pratfall.site.campaigns.models import Action, Decision
from pratfall.site.campaigns.services import decisions
from pratfall.site.campaigns.services.decisions import Task
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, actions_due
from tests.site.reports.conftest import NOW


def test_a_promise_is_overdue_the_day_after_and_until_it_is_ticked_off(
    look: Callable[..., Look], decided: Callable[..., Decision], owner: Membership
) -> None:
    due = (NOW + timedelta(days=3)).date()
    decided(tasks=[Task("Write for each network", owner.user, due), Task("Some day")])
    assert list(actions_due.needs(look(now=NOW + timedelta(days=3)))) == []
    late = NOW + timedelta(days=4)
    (row,) = actions_due.needs(look(now=late))
    assert row.title == "Write for each network" and "Olive Owner" in row.sentence
    action = Action.objects.get(due=due)
    decisions.finish(action=action, actor=owner.user, seen=1, now=late, done=True)
    assert list(actions_due.needs(look(now=late))) == []
