"""Practise: made-up setbacks to begin, and how long earlier drills took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Refused
from pratfall.respond.drills import scenarios
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.drill_words import took
from pratfall.site.setbacks.drilling import milestones
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.services import drills

SHOWN = 20
COMPARED = ("draft", "approved", "first_word", "end")


@dataclass(frozen=True)
class Past:
    setback: Setback
    day: str
    laps: tuple[str, ...]


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest) -> HttpResponse:
    words = words_of(request)
    error = ""
    if request.method == "POST":
        try:
            made = drills.start(
                organisation=request.organisation,
                actor=request.user,
                scenario=request.POST.get("scenario", ""),
                lang=words.lang,
                now=datetime.now(UTC),
            )
        except Refused as refused:
            error = error_line(refused, words.lang)
        else:
            return HttpResponseRedirect(f"{request.organisation.base}{made.path}drill/")
    every = Setback.objects.filter(organisation=request.organisation, drill=True).order_by("-opened_at", "-pk")
    return framed(
        request,
        "setback_drills.html",
        status=409 if error else 200,
        error=error,
        running=every.filter(closed_at=None).first(),
        choices=[(s.name, s.title[words.lang], s.what[words.lang]) for s in scenarios().values()],
        head=[words.say(f"drill.lap.{code}") for code in COMPARED],
        past=[past(setback, words) for setback in every.exclude(closed_at=None)[:SHOWN]],
        may_start=request.membership.may(Role.EDITOR),
    )


def past(setback: Setback, words: Speech) -> Past:
    """One finished drill as a row: how long until each milestone."""
    laps = {lap.code: lap.minutes for lap in milestones(setback)}
    return Past(setback, words.short_day(setback.opened_at.date()), tuple(took(laps[code], words) for code in COMPARED))
