"""The fix, step by step, as everybody may read it: promised, and ticked when it is done."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pratfall.errors import Refused
from pratfall.reviews.render.plain import plain
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from ..models import FixStep, Setback
from ..rights import require
from .publishing import refresh

LONGEST = 300
MOST = 50


def add(*, setback: Setback, actor: User, words_en: str, words_fr: str, now: datetime) -> FixStep:
    """A step at the end; the same words twice are one step. Raises Refused."""
    require(actor, setback.organisation, Role.MANAGER)
    words = _words(words_en, words_fr)
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        there = list(FixStep.objects.filter(setback=setback))
        if any((step.words_en, step.words_fr) == (words["words_en"], words["words_fr"]) for step in there):
            raise Refused("fix_step_there_already")
        if len(there) >= MOST:
            raise Refused("fix_steps_too_many", most=MOST)
        place = max((step.place for step in there), default=0) + 1
        step = FixStep.objects.create(setback=setback, place=place, by=actor, at=now, **words)
        _told(step, actor, "fix_step_added", now)
    return step


def reword(*, step: FixStep, actor: User, words_en: str, words_fr: str, seen: int, now: datetime) -> None:
    """Raises Refused, and Conflict where it moved since `seen`."""
    require(actor, step.setback.organisation, Role.MANAGER)
    words = _words(words_en, words_fr)
    with transaction.atomic():
        change(step, version=seen, **words)
        _told(step, actor, "fix_step_reworded", now)


def tick(*, step: FixStep, actor: User, done: bool, seen: int, now: datetime) -> None:
    """Done, or not after all. Raises Refused, and Conflict where it moved since `seen`."""
    require(actor, step.setback.organisation, Role.EDITOR)
    with transaction.atomic():
        change(step, version=seen, done_at=now if done else None)
        _told(step, actor, "fix_step_done" if done else "fix_step_undone", now)


def remove(*, step: FixStep, actor: User, seen: int, now: datetime) -> None:
    """A step nobody has promised in public yet: once an update is out, it is reworded or ticked. Raises Refused."""
    require(actor, step.setback.organisation, Role.MANAGER)
    if step.setback.updates.exists():
        raise Refused("fix_step_is_public")
    with transaction.atomic():
        change(step, version=seen)
        _told(step, actor, "fix_step_removed", now)
        step.delete()


def _words(words_en: str, words_fr: str) -> dict[str, str]:
    words = {"words_en": plain(words_en), "words_fr": plain(words_fr)}
    if not all(words.values()):
        raise Refused("update_both_languages")
    longest = max(len(text) for text in words.values())
    if longest > LONGEST:
        raise Refused("update_too_long", most=LONGEST, given=longest)
    return words


def _told(step: FixStep, actor: User, act: str, now: datetime) -> None:
    after = {"step": step.pk, "place": step.place}
    record(actor=actor, organisation=step.setback.organisation, act=act, subject=step.setback, after=after)
    refresh(step.setback, now)
