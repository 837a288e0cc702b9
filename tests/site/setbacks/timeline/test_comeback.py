"""The way back on the timeline."""

from __future__ import annotations

from pratfall.reviews.render.speech import speech
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Comeback, Setback, StoryDraft
from pratfall.site.setbacks.timeline import comeback, timeline
from tests.site.setbacks.conftest import NOW


def test_a_measurement_and_a_published_story_stand_there(setback: Setback) -> None:
    Comeback.objects.create(setback=setback, measured={"as_of": "2026-11-20"}, at=NOW)
    draft = StoryDraft.objects.create(setback=setback, by=setback.opened_by, at=NOW)
    assert [item.kind for item in comeback.items(setback)] == ["comeback_measured"]
    StoryDraft.objects.filter(pk=draft.pk).update(published_at=NOW)
    measured, published = comeback.items(setback)
    said = speech("en").say(f"timeline.{measured.kind}", **measured.facts)
    assert said == "The way back was measured, from what was known on 20 November 2026."
    assert published.kind == "story_published" and published.at == NOW


def test_guests_see_the_story_and_not_our_numbers(setback: Setback) -> None:
    Comeback.objects.create(setback=setback, measured={"as_of": "2026-11-20"}, at=NOW)
    assert timeline(setback, role=Role.GUEST, of=["comeback"]) == []
