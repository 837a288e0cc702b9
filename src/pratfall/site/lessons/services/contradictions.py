"""Two lessons that cannot both be followed: marked, shown side by side, settled in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from pratfall.errors import Refused
from pratfall.site.lessons.models import Contradiction, Lesson
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services.keeping import storable

from .lessons import LONGEST
from .no_person import refuse_names


def mark(*, one: Lesson, other: Lesson, actor: User, why: str, now: datetime) -> Contradiction:
    """They contradict each other, in either order; marked twice is once.

    Raises Refused for a lesson and itself, and for one of another organisation.
    """
    organisation = one.organisation
    require(actor, organisation, Role.EDITOR)
    if one.pk == other.pk or one.organisation_id != other.organisation_id:
        raise Refused("lesson_contradicts_itself")
    why = storable(why).strip()[:LONGEST]
    refuse_names(organisation, (why,), no_person=True)
    older, newer = sorted((one, other), key=lambda lesson: lesson.pk)
    with transaction.atomic():
        made, fresh = Contradiction.objects.get_or_create(
            one=older, other=newer, defaults={"why": why, "by": actor, "at": now}
        )
        if fresh:
            after = {"lessons": [older.pk, newer.pk]}
            record(actor=actor, organisation=organisation, act="lesson_contradiction", subject=made, after=after)
    return made


def settle(*, contradiction: Contradiction, actor: User, seen: int, words: str, now: datetime) -> None:
    """When which of them holds, or why they do not contradict each other after all. May be worded anew.

    Raises Refused without words; Conflict where somebody has just settled it.
    """
    organisation = contradiction.one.organisation
    require(actor, organisation, Role.EDITOR)
    words = storable(words).strip()
    if not words:
        raise Refused("lesson_settle_words")
    if len(words) > LONGEST:
        raise Refused("lesson_line_long", line="settled", n=len(words), most=LONGEST)
    refuse_names(organisation, (words,), no_person=True)
    with transaction.atomic():
        change(contradiction, version=seen, settled=words, settled_by=actor, settled_at=now)
        record(actor=actor, organisation=organisation, act="lesson_settled", subject=contradiction)


def between(organisation: Organisation, lessons: Iterable[Lesson]) -> list[Contradiction]:
    """Those any of `lessons` stands in, open ones first, with both sides."""
    numbers = [lesson.pk for lesson in lessons]
    found = Contradiction.objects.filter(one__organisation=organisation).filter(
        Q(one__in=numbers) | Q(other__in=numbers)
    )
    return sorted(found.select_related("one", "other"), key=lambda row: (row.settled_at is not None, row.pk))
