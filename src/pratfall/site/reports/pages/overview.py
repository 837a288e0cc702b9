"""The review."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from pratfall.reviews.render.speech import speech
from pratfall.site.frame import framed
from pratfall.site.intake.pages.sources import groups
from pratfall.site.language import language_of
from pratfall.site.reports import desk


def page(request: HttpRequest) -> HttpResponse:
    lang = language_of(request)
    now = desk.current()
    if now is None:
        return framed(request, "empty.html", groups=groups(speech(lang)))
    return framed(request, "overview.html", story=now.story(lang))
