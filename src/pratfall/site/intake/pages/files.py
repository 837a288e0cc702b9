"""Every file that was given, and what became of it."""

from __future__ import annotations

from django.http import HttpResponse

from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.story import tell_file
from pratfall.site.frame import framed
from pratfall.site.intake import services
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role

SHOWN = 300


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    words = speech(language_of(request))
    reports = services.reports(request.organisation)
    told = [tell_file(report, words) for report in reports[:SHOWN]]
    more = words.plural("more.items", len(reports) - SHOWN) if len(reports) > SHOWN else ""
    return framed(request, "files.html", files=told, more=more)
