"""When the way back was measured, and when the story was told."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, StoryDraft

from . import Item

CODE = "comeback"


def items(setback: Setback) -> Iterator[Item]:
    for row in setback.comebacks.select_related("by"):
        yield Item(
            at=row.at,
            kind="comeback_measured",
            facts={"day": row.measured["as_of"]},
            who=row.by,
            origin="team" if row.by else "pratfall",
            href=f"{setback.path}comeback/",
            least=Role.ANALYST,
            key=f"comeback:{row.pk}",
        )
    for story in StoryDraft.objects.filter(setback=setback).exclude(published_at=None):
        if story.published_at is not None:
            href, key = f"{setback.path}story/", f"story:{story.pk}"
            yield Item(at=story.published_at, kind="story_published", origin="team", href=href, key=key)
