"""Steps nobody has done by their time: one row per setback, and not urgent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, steps_late
from pratfall.site.setbacks.services import opening, steps
from tests.site.reports.conftest import NOW


def test_late_steps_of_one_setback_are_one_row_until_they_are_done(
    look: Callable[..., Look], owner: Membership
) -> None:
    setback = opening.open_by_hand(
        organisation=owner.organisation, actor=owner.user, what="A wrong post", began_at=NOW, now=NOW
    )
    assert list(steps_late.needs(look(now=NOW + timedelta(minutes=9)))) == []
    late = NOW + timedelta(minutes=16)
    (row,) = steps_late.needs(look(now=late))
    assert not row.urgent and row.title == "2 steps are late: A wrong post"
    assert row.sentence.startswith("Pause everything") and "Olive Owner" in row.sentence
    assert len(row.lines) == 1 and row.href == setback.path
    for step in setback.steps.all()[:2]:
        steps.tick(step=step, actor=owner.user, seen=step.version, now=late)
    assert list(steps_late.needs(look(now=late))) == []
