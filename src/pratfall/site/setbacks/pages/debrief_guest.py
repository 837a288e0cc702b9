"""A debrief for somebody from outside: their link is the key, and opens this and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.limits import network_of, once_more, so_far
from pratfall.site.people.access import anybody
from pratfall.site.setbacks import debrief_view, sheet
from pratfall.site.setbacks.models import Voice
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.services import debriefs, thoughts, voices

MOST_SENT, MOST_WRONG, WITHIN_SECONDS = 60, 30, 600
TOO_MANY, GONE = 429, 404


@csrf_exempt  # the link is the only key: there is no sign-in a foreign page could misuse, and it never learns the link
@anybody
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, secret: str) -> HttpResponse:
    answer = _answer(request, secret)
    answer.headers["Referrer-Policy"] = "no-referrer"  # the address is the key, and goes nowhere
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


def _answer(request: HttpRequest, secret: str) -> HttpResponse:
    now, lang = datetime.now(UTC), language_of(request)
    if so_far("debrief:wrong", network_of(request)) >= MOST_WRONG:
        return framed(request, "debrief_over.html", status=TOO_MANY, code="error.debrief_slow_down")
    try:
        voice = voices.voice_of(secret, now)
    except Refused as refused:
        once_more("debrief:wrong", network_of(request), within_seconds=WITHIN_SECONDS)
        return framed(request, "debrief_over.html", status=GONE, code=f"error.{refused.code}")
    if request.method != "POST":
        return _shown(request, voice)
    if once_more("debrief:sent", str(voice.pk), within_seconds=WITHIN_SECONDS) > MOST_SENT:
        return _shown(request, voice, error_line(Refused("debrief_slow_down"), lang), TOO_MANY)
    try:
        sheet.do(voice, request.POST, now)
    except (Refused, Conflict) as error:
        return _shown(request, voices.voice_of(secret, now), error_line(error, lang), 409)
    return HttpResponseRedirect(request.path)


def _shown(request: HttpRequest, voice: Voice, error: str = "", status: int = 200) -> HttpResponse:
    words, debrief = words_of(request), voice.debrief
    visible = thoughts.visible(debrief, voice)
    team = sheet.names_of(debrief.setback.organisation)
    known = debrief_view.known_to_all(debrief.setback, words)
    return framed(
        request,
        "debrief_guest.html",
        status=status,
        error=error,
        voice=voice,
        debrief=debrief,
        about=debrief_view.for_outsiders(debrief.setback.title, team, words),
        whose=debrief.setback.organisation.name,
        sections=sheet.sections(voice, words, (), request.POST if error else sheet.NOTHING),
        known=[(one, words.instant(one.at)) for one in known],
        together=debrief_view.together(debrief, voice, visible, words, hidden=team) if visible else None,
        summary=debrief_view.for_outsiders(debrief.summary, team, words) if debrief.phase == debriefs.CLOSED else "",
    )
