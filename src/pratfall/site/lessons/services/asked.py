"""What asks for a lesson: whatever has ended and taught nothing yet. One lesson answers, or the reason for none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Min, Q

from pratfall.errors import Refused
from pratfall.respond.lifecycle import State as Stage
from pratfall.site.campaigns.models import Campaign, Decision, Idea, IdeaState
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
    answered = set(NoLesson.objects.filter(organisation=organisation).values_list("origin", "number"))
    every = (*_setbacks(organisation), *_decisions(organisation, now), *_ideas(organisation), *_campaigns(organisation))
    waiting = [one for one in every if (one.origin.value, one.number) not in answered]
    return tuple(sorted(waiting, key=lambda one: (one.ended_at, one.origin, one.number), reverse=True))


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


def _setbacks(organisation: Organisation) -> Iterator[Asked]:
    closed = Setback.objects.filter(organisation=organisation, drill=False, state=Stage.CLOSED.value, lessons=None)
    for number, title, at in closed.exclude(closed_at=None).values_list("pk", "title", "closed_at"):
        yield _asked(Origin.SETBACK, number, title, at)


def _decisions(organisation: Organisation, now: datetime) -> Iterator[Asked]:
    mine = Decision.objects.filter(
        organisation=organisation, lessons=None, withdrawal=None, superseded_by=None, campaign=None, idea=None
    )
    ripe = mine.annotate(looked=Min("revisits__at")).filter(Q(looked__isnull=False) | Q(at__lte=now - DECISION_RIPE))
    for number, title, at, looked in ripe.values_list("pk", "title", "at", "looked"):
        yield _asked(Origin.DECISION, number, title, min(looked or at + DECISION_RIPE, at + DECISION_RIPE))


def _ideas(organisation: Organisation) -> Iterator[Asked]:
    ended = Idea.objects.filter(organisation=organisation, state=IdeaState.ENDED, lessons=None)
    for number, name, at in ended.exclude(ended_at=None).values_list("pk", "name", "ended_at"):
        yield _asked(Origin.IDEA, number, name, at)


def _campaigns(organisation: Organisation) -> Iterator[Asked]:
    ended = Campaign.objects.filter(organisation=organisation, state__in=OVER, lessons=None)
    for number, name, at in ended.exclude(ended_at=None).values_list("pk", "name", "ended_at"):
        yield _asked(Origin.CAMPAIGN, number, name, at)


def _asked(origin: Origin, number: int, title: str, at: datetime | None) -> Asked:
    if at is None:
        raise ValueError("what has not ended asks for nothing")
    return Asked(origin, number, title, at, href_of(origin, number))
