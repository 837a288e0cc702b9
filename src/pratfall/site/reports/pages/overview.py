"""The review."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from pratfall.reviews import settings
from pratfall.reviews.render.speech import speech
from pratfall.reviews.watch import open_incidents
from pratfall.reviews.watch.telling import open_line
from pratfall.site import place
from pratfall.site.frame import framed
from pratfall.site.intake.pages.sources import groups
from pratfall.site.language import language_of
from pratfall.site.reports import desk


def page(request: HttpRequest) -> HttpResponse:
    lang = language_of(request)
    now = desk.current()
    if now is None:
        return framed(request, "empty.html", groups=groups(speech(lang)))
    happening = [open_line(incident, lang) for incident in open_incidents(settings.home(), place.organisation())]
    return framed(request, "overview.html", story=now.story(lang), happening=happening)
