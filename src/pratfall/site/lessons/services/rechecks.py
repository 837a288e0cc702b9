"""Is it still true? Asked on its day, answered in one step; every answer stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from pratfall.errors import Refused
from pratfall.site.lessons.models import Answer, Lesson, Recheck
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services.keeping import storable

from .lessons import LONGEST, checked_day, standing
from .no_person import refuse_names

NEXT_DAYS = {Answer.HOLDS: 360, Answer.PARTLY: 90, Answer.NO_LONGER: 90, Answer.CANNOT_TELL: 90}


def recheck(
    *,
    lesson: Lesson,
    actor: User,
    answer: str,
    seen: int,
    now: datetime,
    why: str = "",
    recheck_on: date | None = None,
    retire: bool = False,
) -> Recheck:
    """`recheck_on`: None for the usual wait of that answer. `retire`: with "no longer", it comes by itself no more.

    Raises Refused for no answer, for one without a reason (only "holds" needs none), a day that is over, a retired
    lesson; Conflict where it moved since `seen`.
    """
    organisation = lesson.organisation
    require(actor, organisation, Role.EDITOR)
    if answer not in Answer.values:
        raise Refused("lesson_recheck_answer")
    if lesson.retired_at is not None:
        raise Refused("lesson_retired")
    said, why = Answer(answer), storable(why).strip()[:LONGEST]
    if not why and said is not Answer.HOLDS:
        raise Refused("lesson_recheck_why")
    refuse_names(organisation, (why,), no_person=True)
    usual = now.date() + timedelta(days=NEXT_DAYS[said])
    day = usual if recheck_on is None else checked_day(recheck_on, now)
    gone = {"retired_at": now, "retired_by": actor, "retired_why": why} if retire and said is Answer.NO_LONGER else {}
    with transaction.atomic():
        change(lesson, version=seen, recheck_on=day, **gone)
        made = Recheck.objects.create(lesson=lesson, answer=said, why=why, recheck_on=day, by=actor, at=now)
        after = {"answer": said.value, "recheck_on": day.isoformat(), "retired": bool(gone)}
        record(actor=actor, organisation=organisation, act="lesson_rechecked", subject=lesson, after=after)
    return made


def due(organisation: Organisation, today: date) -> QuerySet[Lesson]:
    """Standing lessons whose day to ask again has come, the longest overdue first."""
    return standing(organisation).filter(recheck_on__lte=today).order_by("recheck_on", "pk")
