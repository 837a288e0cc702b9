"""What asks for a lesson: whatever has ended and taught nothing yet. One lesson answers, or the reason for none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import (
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from pratfall.errors import Refused
from pratfall.respond.lifecycle import State as Stage
from pratfall.site.campaigns.models import Campaign, Decision, Idea, IdeaState, Revisit
from pratfall.site.campaigns.models.plans import OVER
from pratfall.site.lessons.models import NoLesson, Origin
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services.keeping import storable

from .lessons import LONGEST
from .no_person import refuse_names
from .subjects import href_of, subject_of

ORIGINS = (Origin.SETBACK, Origin.DECISION, Origin.IDEA, Origin.CAMPAIGN)
DECISION_RIPE = timedelta(days=90)  # a decision nobody looked at again


@dataclass(frozen=True)
class Asked:
    """`number`: of its row; `href`: its page, below the organisation's address."""

    origin: Origin
    number: int
    title: str
    ended_at: datetime
    href: str


def asked(organisation: Organisation, now: datetime) -> tuple[Asked, ...]:
    """Closed setbacks that are no drills, decisions looked at again or DECISION_RIPE old, ended tests and campaigns:
    those without a lesson and without a reason for none, newest ending first.

    A decision about a campaign or test does not ask beside it: both end once.
    """
    waiting = (_setbacks(organisation), _decisions(organisation, now), _ideas(organisation), _campaigns(organisation))
    first, *others = (
        found.exclude(_answered(organisation, origin)).values_list("origin", "pk", "name_", "ended_")
        for origin, found in zip(ORIGINS, waiting, strict=True)
    )
    found = [_asked(*row) for row in first.union(*others, all=True)]
    return tuple(sorted(found, key=lambda one: (one.ended_at, one.origin, one.number), reverse=True))


def answer_none(
    *, organisation: Organisation, actor: User, origin: Origin, number: int, why: str, now: datetime
) -> NoLesson:
    """No lesson here, because: it asks no more. A lesson may still be written.

    Raises Refused without a reason, for what is not there, and where somebody has answered already.
    """
    require(actor, organisation, Role.EDITOR)
    why = storable(why).strip()
    if not why:
        raise Refused("lesson_none_why")
    if len(why) > LONGEST:
        raise Refused("lesson_line_long", line="why", n=len(why), most=LONGEST)
    if subject_of(organisation, origin, number) is None:
        raise Refused("lesson_of_nothing")
    refuse_names(organisation, (why,), no_person=True)
    try:
        with transaction.atomic():
            made = NoLesson.objects.create(
                organisation=organisation, origin=origin, number=number, why=why, by=actor, at=now
            )
            after = {"origin": origin.value, "number": number}
            record(actor=actor, organisation=organisation, act="lesson_none", subject=made, after=after)
    except IntegrityError as error:
        raise Refused("lesson_none_there") from error
    return made


def _setbacks(organisation: Organisation) -> QuerySet[Any]:
    closed = Setback.objects.filter(organisation=organisation, drill=False, state=Stage.CLOSED.value, lessons=None)
    return _named(closed.exclude(closed_at=None), Origin.SETBACK, "title", F("closed_at"))


def _decisions(organisation: Organisation, now: datetime) -> QuerySet[Any]:
    mine = Decision.objects.filter(
        organisation=organisation, lessons=None, withdrawal=None, superseded_by=None, campaign=None, idea=None
    )
    revisits = Revisit.objects.filter(decision=OuterRef("pk")).order_by("at").values("at")[:1]
    looked = mine.annotate(looked=Subquery(revisits))
    ripe = looked.filter(Q(looked__isnull=False) | Q(at__lte=now - DECISION_RIPE))
    old = ExpressionWrapper(F("at") + DECISION_RIPE, output_field=DateTimeField())
    return _named(ripe, Origin.DECISION, "title", Coalesce("looked", old))


def _ideas(organisation: Organisation) -> QuerySet[Any]:
    ended = Idea.objects.filter(organisation=organisation, state=IdeaState.ENDED, lessons=None)
    return _named(ended.exclude(ended_at=None), Origin.IDEA, "name", F("ended_at"))


def _campaigns(organisation: Organisation) -> QuerySet[Any]:
    ended = Campaign.objects.filter(organisation=organisation, state__in=OVER, lessons=None)
    return _named(ended.exclude(ended_at=None), Origin.CAMPAIGN, "name", F("ended_at"))


def _named(found: QuerySet[Any], origin: Origin, name: str, ended: Combinable) -> QuerySet[Any]:
    """The same four columns of each kind, so that one question asks for all."""
    kind = Value(origin.value, output_field=TextField())
    return found.annotate(origin=kind, name_=Cast(name, TextField()), ended_=ended)


def _answered(organisation: Organisation, origin: Origin) -> Exists:
    return Exists(NoLesson.objects.filter(organisation=organisation, origin=origin, number=OuterRef("pk")))


def _asked(origin: str, number: int, title: str, at: datetime) -> Asked:
    kind = Origin(origin)
    return Asked(kind, number, title, at, href_of(kind, number))
