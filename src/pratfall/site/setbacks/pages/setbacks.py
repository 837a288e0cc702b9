"""Every setback of the organisation: open ones first with their clocks, then how the others ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse

from pratfall.reviews.render.speech import Speech
from pratfall.site.frame import framed
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import Grant
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.comeback_words import newest_lines
from pratfall.site.setbacks.door import SHARED
from pratfall.site.setbacks.framing import strip
from pratfall.site.setbacks.models import Setback, Transition
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.saying import ClockShown

CLOSED_SHOWN = 200


@dataclass(frozen=True)
class Row:
    setback: Setback
    level: str
    state: str
    clocks: list[ClockShown]
    ended: str
    comeback: str  # what was measured last of the way back; "" where nothing was


@needs(Role.GUEST)
def page(request: OrganisationRequest) -> HttpResponse:
    words, now = words_of(request), datetime.now(UTC)
    seen = _seen_by(request)
    running = seen.filter(closed_at=None).prefetch_related("reminders").order_by("-severity", "-opened_at")
    over = seen.exclude(closed_at=None).prefetch_related(_last()).order_by("-closed_at")[:CLOSED_SHOWN]
    return framed(
        request,
        "setbacks.html",
        running=rows(running, words, now),
        over=rows(over, words, now),
        may_open=request.membership.may(Role.EDITOR),
        guest=not request.membership.may(Role.ANALYST),
    )


def _seen_by(request: OrganisationRequest) -> QuerySet[Setback]:
    """Members see all, guests what was shared with them. Drills have a page of their own."""
    every = Setback.objects.filter(organisation=request.organisation, drill=False)
    if request.membership.may(Role.ANALYST):
        return every
    shared = Grant.objects.filter(membership=request.membership, kind=SHARED)
    return every.filter(pk__in=shared.values("subject_id"))


def _last() -> Prefetch:
    return Prefetch("transitions", Transition.objects.filter(after="closed").order_by("-pk"), to_attr="closings")


def rows(asked: Iterable[Setback], words: Speech, now: datetime) -> list[Row]:
    setbacks = list(asked)
    comebacks = newest_lines(setbacks, words)
    return [
        Row(
            setback,
            words.say(f"setback.severity.{setback.severity}"),
            words.say(f"setback.state.{setback.state}"),
            strip(setback, words, now)[1:],
            _ended(setback, words) if setback.over else "",
            comebacks.get(setback.pk, ""),
        )
        for setback in setbacks
    ]


def _ended(setback: Setback, words: Speech) -> str:
    """When, and with what left open."""
    last: Transition | None = next(iter(getattr(setback, "closings", [])), None)
    left = last.left_open if last else []
    return words.say("setback.ended_with_open" if left else "setback.ended", day=setback.closed_at, n=len(left))
