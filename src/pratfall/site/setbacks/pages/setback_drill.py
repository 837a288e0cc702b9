"""One drill: what comes in, by the minute, and where the minutes went."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.at_hand import at_hand
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.drill_words import LapShown, lap_shown
from pratfall.site.setbacks.drilling import earlier, heard, milestones, step_laps
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.pages.setback_drills import COMPARED, past
from pratfall.site.setbacks.saying import span
from pratfall.site.setbacks.services import drills


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback = found(request, number)
    if not setback.drill:
        raise Http404
    words, now = words_of(request), datetime.now(UTC)
    error = ""
    if request.method == "POST":
        try:
            if request.POST.get("do") != "end":
                raise Refused("not_allowed_here")
            drills.end(setback=setback, actor=request.user, seen=number_of(request.POST.get("seen")), now=now)
        except (Refused, Conflict) as problem:
            setback, error = found(request, number), error_line(problem, words.lang)
        else:
            return HttpResponseRedirect(request.path)
    steps = _steps(setback, words)
    others = [past(other, words) for other in earlier(setback)]
    return in_room(
        request,
        setback,
        "setback_drill.html",
        status=409 if error else 200,
        error=error,
        events=[
            (_after(event.minute, words), event.who[words.lang], event.text[words.lang])
            for event in heard(setback, now)
        ],
        laps=[lap_shown(lap, words) for lap in milestones(setback)],
        steps=steps,
        undone=[lap for lap in steps if not lap.spent],
        compared=[past(setback, words), *others] if others else [],
        head=[words.say(f"drill.lap.{code}") for code in COMPARED],
    )


def _after(minute: int, words: Speech) -> str:
    return words.say("drill.after", span=span(timedelta(minutes=minute), words))


def _steps(setback: Setback, words: Speech) -> list[LapShown]:
    books = at_hand()
    shown = []
    for row, lap in step_laps(setback):
        known = books.step(row)
        shown.append(lap_shown(lap, words, row.title or (known.do[words.lang] if known else row.key)))
    return shown
