"""Allies on the timeline."""

from __future__ import annotations

from pratfall.reviews.render.speech import speech
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Ally, Setback
from pratfall.site.setbacks.timeline import allies, timeline
from tests.site.setbacks.conftest import NOW


def test_that_somebody_was_asked_stands_there_and_never_who(setback: Setback) -> None:
    Ally.objects.create(
        setback=setback,
        name="Dr Ody",
        added_by=setback.opened_by,
        added_at=NOW,
        asked_by=setback.opened_by,
        asked_at=NOW,
        said="I will write to them.",
        said_at=NOW,
        thanked_by=setback.opened_by,
        thanked_at=NOW,
    )
    told = list(allies.items(setback))
    assert [item.kind for item in told] == ["ally_asked", "ally_answered", "ally_thanked"]
    assert not any("Ody" in speech("en").say(f"timeline.{item.kind}", **item.facts) for item in told)
    assert timeline(setback, role=Role.GUEST, of=["allies"]) == []


def test_who_is_only_on_the_list_is_nothing_that_happened(setback: Setback) -> None:
    Ally.objects.create(setback=setback, name="A", added_by=setback.opened_by, added_at=NOW)
    assert list(allies.items(setback)) == []
