"""A request to remove what somebody wrote waits for nobody's Monday."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports.needs import Look, Need, removals_asked
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import removals
from pratfall.site.setbacks.services.appending import Draft, append
from tests.site.reports.conftest import NOW


def test_a_request_is_urgent_until_it_is_decided_and_done(
    look: Callable[..., Look], owner: Membership, join: Callable[..., Membership]
) -> None:
    setback = Setback.objects.create(
        organisation=owner.organisation, title="The picture", began_at=NOW, opened_at=NOW, first_word_due_at=NOW
    )
    with transaction.atomic():
        append(setback=setback, drafts=[Draft(kind="seen", platform="x", ref="c1")], now=NOW)
    rows: Callable[[], list[Need]] = lambda: list(removals_asked.needs(look(now=NOW)))  # noqa: E731
    assert rows() == []
    given: dict[str, Any] = {"platform": "x", "ref": "c1", "reason": "threat", "why": "It is", "hide_only": True}
    removal = removals.ask(setback=setback, actor=join(Role.EDITOR).user, now=NOW, **given)
    (row,) = rows()
    assert row.urgent and "Threat" in row.title and "The picture" in row.sentence
    assert row.href == f"/setbacks/{setback.pk}/ledger/#removals"
    removals.answer(removal=removal, actor=owner.user, approve=True, why="", seen=1, now=NOW)
    assert rows()[0].keys != row.keys
    removals.done(removal=removal, actor=owner.user, seen=2, now=NOW)
    assert rows() == []
