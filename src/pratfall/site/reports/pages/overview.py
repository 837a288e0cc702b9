"""The review."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse

from pratfall.reviews import settings
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.story import title_of
from pratfall.reviews.watch import open_incidents
from pratfall.reviews.watch.telling import open_line
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.today import desk


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    lang = language_of(request)
    now = desk.current(request.organisation)
    if now is None:
        return framed(request, "empty.html", may=request.membership.may(Role.EDITOR))
    happening = [
        open_line(incident, lang) for incident in open_incidents(settings.home(), request.organisation.lake_key)
    ]
    # The lake knows its organisation by a key; people may have renamed it since.
    story = replace(now.story(lang), title=title_of(request.organisation.name, speech(lang)))
    return framed(request, "overview.html", story=story, happening=happening, renewing=now.renewing)
