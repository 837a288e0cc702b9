"""One file: what was read of it, what was left out, and why."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.story import tell_file
from pratfall.site.frame import framed
from pratfall.site.intake import services
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role


@needs(Role.ANALYST)
def page(request: OrganisationRequest, file_id: str) -> HttpResponse:
    reports = services.reports_of(request.organisation, file_id)
    if not reports:
        raise Http404
    words = speech(language_of(request))
    return framed(request, "file.html", files=[tell_file(report, words) for report in reports])
