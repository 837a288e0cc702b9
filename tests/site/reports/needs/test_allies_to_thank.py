"""People to thank."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, allies_to_thank
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import allies
from tests.site.reports.conftest import NOW


def setback(owner: Membership, **more: Any) -> Setback:
    return Setback.objects.create(
        organisation=owner.organisation,
        title="The wrong picture",
        began_at=NOW,
        opened_at=NOW,
        first_word_due_at=NOW,
        **more,
    )


def test_who_was_asked_stands_on_monday_until_thanked(look: Callable[..., Look], owner: Membership) -> None:
    where = setback(owner)
    ally = allies.add(setback=where, actor=owner.user, name="The hospital", now=NOW)
    assert list(allies_to_thank.needs(look())) == []
    allies.asked(ally=ally, actor=owner.user, seen=1, now=NOW)
    (row,) = allies_to_thank.needs(look(now=NOW + timedelta(days=90)))
    assert row.href == f"{where.path}allies/" and "Asked for help: 1" in row.sentence
    assert row.lines[0].text == "The hospital" and not row.urgent
    allies.thanked(ally=ally, actor=owner.user, seen=2, how="", now=NOW)
    assert list(allies_to_thank.needs(look())) == []


def test_drills_and_other_organisations_are_nobodys_work(
    look: Callable[..., Look], owner: Membership, charlie: Membership
) -> None:
    for where, actor in ((setback(owner, drill=True), owner), (setback(charlie), charlie)):
        ally = allies.add(setback=where, actor=actor.user, name="A", now=NOW)
        allies.asked(ally=ally, actor=actor.user, seen=1, now=NOW)
    assert list(allies_to_thank.needs(look())) == []
