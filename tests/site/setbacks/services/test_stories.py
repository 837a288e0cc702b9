"""Drafted once, finished by people, published whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, StoryDraft
from pratfall.site.setbacks.services import stories

from ..conftest import NOW

DONE = {"article_en": "What happened.", "article_fr": "Ce qui s’est passé.", "script_en": "[to fill in: x]"}


@pytest.fixture
def story(setback: Setback, owner: Membership, home: Path) -> StoryDraft:
    return stories.begin(setback=setback, actor=owner.user, now=NOW)


def test_beginning_twice_is_one_story_and_overwrites_nothing(story: StoryDraft, owner: Membership) -> None:
    stories.edit(story=story, actor=owner.user, seen=1, texts={"article_en": "Mine"})
    again = stories.begin(setback=story.setback, actor=owner.user, now=NOW)
    assert again.pk == story.pk and again.article_en == "Mine" and again.article_fr
    assert stories.fresh(story.setback)["article_en"] != "Mine"


def test_gaps_keep_it_from_being_published(story: StoryDraft, owner: Membership) -> None:
    assert stories.open_gaps(story)
    with pytest.raises(Refused, match="story_has_gaps"):
        stories.publish(story=story, actor=owner.user, seen=1, now=NOW)
    stories.edit(story=story, actor=owner.user, seen=1, texts={**DONE, "article_fr": " "})
    with pytest.raises(Refused, match="story_one_language"):
        stories.publish(story=story, actor=owner.user, seen=2, now=NOW)


def test_a_finished_article_is_published_and_may_be_taken_back(story: StoryDraft, owner: Membership) -> None:
    stories.edit(story=story, actor=owner.user, seen=1, texts=DONE)
    stories.publish(story=story, actor=owner.user, seen=2, now=NOW)
    assert StoryDraft.objects.get().published_at == NOW
    with pytest.raises(Refused, match="story_is_out"):
        stories.edit(story=story, actor=owner.user, seen=3, texts={"article_en": "Other"})
    with pytest.raises(Refused, match="story_is_out"):
        stories.publish(story=story, actor=owner.user, seen=3, now=NOW)
    stories.take_back(story=story, actor=owner.user, seen=3, now=NOW)
    assert StoryDraft.objects.get().published_at is None
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"story_drafted", "story_edited", "story_published", "story_taken_back"} <= acts


def test_two_people_at_once_lose_nothing(story: StoryDraft, owner: Membership) -> None:
    other = StoryDraft.objects.get()
    stories.edit(story=story, actor=owner.user, seen=1, texts={"article_en": "Mine"})
    with pytest.raises(Conflict) as conflict:
        stories.edit(story=other, actor=owner.user, seen=1, texts={"article_en": "Yours"})
    assert conflict.value.theirs["article_en"] == "Mine" and conflict.value.yours["article_en"] == "Yours"
    with pytest.raises(Conflict):
        stories.publish(story=other, actor=owner.user, seen=1, now=NOW)


def test_who_may_not_publish_is_refused_and_drills_have_no_story(
    story: StoryDraft, owner: Membership, join: Callable[..., Membership], make_setback: Callable[..., Setback]
) -> None:
    stories.edit(story=story, actor=join(Role.EDITOR).user, seen=1, texts=DONE)
    with pytest.raises(Refused, match="not_allowed_here"):
        stories.publish(story=story, actor=join(Role.EDITOR, "second").user, seen=2, now=NOW)
    with pytest.raises(Refused, match="not_allowed_here"):
        stories.edit(story=story, actor=join(Role.ANALYST).user, seen=2, texts=DONE)
    with pytest.raises(Refused, match="drill_stays_inside"):
        stories.begin(setback=make_setback(drill=True), actor=owner.user, now=NOW)


def test_a_text_longer_than_anybody_reads_is_refused(story: StoryDraft, owner: Membership) -> None:
    with pytest.raises(Refused, match="story_too_long"):
        stories.edit(story=story, actor=owner.user, seen=1, texts={"article_en": "\N{PILE OF POO}" * 20_001})
