"""The story: drafted once from the record, finished by people, and published whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from pratfall.errors import Conflict, Refused
from pratfall.respond.story import gaps
from pratfall.reviews.render.speech import LANGUAGES
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from .. import storytelling
from ..models import Setback, StoryDraft
from ..rights import require
from .keeping import storable
from .publishing import refresh

TEXTS = tuple(f"{kind}_{lang}" for kind in ("article", "script") for lang in LANGUAGES)
LONGEST = 20_000  # characters of a text


def begin(*, setback: Setback, actor: User, now: datetime) -> StoryDraft:
    """The draft, in both languages; the one there is where somebody began before. Raises Refused."""
    require(actor, setback.organisation, Role.EDITOR)
    if setback.drill:
        raise Refused("drill_stays_inside")
    try:
        with transaction.atomic():
            made = StoryDraft.objects.create(setback=setback, by=actor, at=now, **fresh(setback))
            _told(made, actor, "story_drafted")
    except IntegrityError:
        return StoryDraft.objects.get(setback=setback)
    return made


def fresh(setback: Setback) -> dict[str, str]:
    """What the record says now, by the name of each text; nothing is kept."""
    texts = {}
    for lang in LANGUAGES:
        texts[f"article_{lang}"], texts[f"script_{lang}"] = storytelling.drafted(setback, lang)
    return texts


def edit(*, story: StoryDraft, actor: User, seen: int, texts: Mapping[str, str]) -> None:
    """The texts as they are from now on; those not given stay. One that is out has to be taken back first.

    Raises Refused, and Conflict with both texts where it moved since `seen`.
    """
    require(actor, story.setback.organisation, Role.EDITOR)
    if story.published_at is not None:
        raise Refused("story_is_out")
    values = {name: _possible(texts[name]) for name in TEXTS if name in texts}
    with transaction.atomic():
        change(story, version=seen, **values)
        _told(story, actor, "story_edited")


def publish(*, story: StoryDraft, actor: User, seen: int, now: datetime) -> None:
    """From now on the public page shows the article. Refused while a gap, or a language, is missing; Conflict."""
    require(actor, story.setback.organisation, Role.MANAGER)
    if story.setback.drill:
        raise Refused("drill_stays_inside")
    with transaction.atomic():
        here = StoryDraft.objects.select_for_update().get(pk=story.pk)
        if here.version != seen:
            raise Conflict("changed_meanwhile", theirs={"version": here.version}, yours={})
        _publishable(here)
        change(story, version=seen, published_at=now)
        _told(story, actor, "story_published")
        refresh(story.setback, now)


def take_back(*, story: StoryDraft, actor: User, seen: int, now: datetime) -> None:
    """No longer on the public page; the texts stay. Raises Refused and Conflict."""
    require(actor, story.setback.organisation, Role.MANAGER)
    with transaction.atomic():
        change(story, version=seen, published_at=None)
        _told(story, actor, "story_taken_back")
        refresh(story.setback, now)


def open_gaps(story: StoryDraft) -> dict[str, tuple[str, ...]]:
    """Gaps that are left, by the text they stand in."""
    found = {name: gaps(getattr(story, name)) for name in TEXTS}
    return {name: left for name, left in found.items() if left}


def _publishable(story: StoryDraft) -> None:
    if story.published_at is not None:
        raise Refused("story_is_out")
    left = sum(len(open_gaps(story).get(f"article_{lang}", ())) for lang in LANGUAGES)
    if left:
        raise Refused("story_has_gaps", n=left)
    if not all(getattr(story, f"article_{lang}").strip() for lang in LANGUAGES):
        raise Refused("story_one_language")


def _possible(text: str) -> str:
    text = storable(text).replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise Refused("story_too_long", most=LONGEST)
    return text


def _told(story: StoryDraft, actor: User, act: str) -> None:
    sizes = {name: len(getattr(story, name)) for name in TEXTS}
    record(actor=actor, organisation=story.setback.organisation, act=act, subject=story, after=sizes)
