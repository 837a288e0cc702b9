"""What asks for a lesson: everything that has ended and taught nothing yet, each with a way to answer."""

from __future__ import annotations

from datetime import UTC, datetime

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.models import NoLesson, Origin
from pratfall.site.lessons.services import asked
from pratfall.site.lessons.services.subjects import href_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of

A_PAGE = 30
ANSWERED = 20  # reasons for none that are shown, newest first


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest) -> HttpResponse:
    words, now = words_of(request), datetime.now(UTC)
    if request.method == "POST":
        try:
            _answer(request, now)
        except Refused as refused:
            return _shown(request, words, now, error_line(refused, words.lang))
        return HttpResponseRedirect(request.path)
    return _shown(request, words, now)


def _answer(request: OrganisationRequest, now: datetime) -> None:
    named = request.POST.get("origin", "")
    if named not in Origin.values:
        raise Refused("lesson_of_nothing")
    asked.answer_none(
        organisation=request.organisation,
        actor=request.user,
        origin=Origin(named),
        number=number_of(request.POST.get("number")),
        why=request.POST.get("why", ""),
        now=now,
    )


def _shown(request: OrganisationRequest, words: Speech, now: datetime, error: str = "") -> HttpResponse:
    waiting = asked.asked(request.organisation, now)
    shown = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    answered = NoLesson.objects.filter(organisation=request.organisation).order_by("-at", "-pk")[:ANSWERED]
    tried = request.POST if error else {}
    return in_library(
        request,
        "learn_asked.html",
        status=409 if error else 200,
        error=error,
        waiting=[(one, words.say(f"learn.ended.{one.origin.value}", day=one.ended_at.date())) for one in shown],
        shown=shown,
        tried_key=f"{tried.get('origin', '')}:{tried.get('number', '')}",
        tried_why=tried.get("why", ""),
        answered=[
            (
                words.say(f"learn.origin.{row.origin}"),
                href_of(Origin(row.origin), row.number),
                row.why,
                words.day(row.at),
            )
            for row in answered
        ],
    )
