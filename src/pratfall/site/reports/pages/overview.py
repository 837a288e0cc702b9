"""The review."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pratfall.reviews import settings
from pratfall.reviews.render.html import story_context
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
    title = title_of(request.organisation.name, speech(lang))
    told = _told(now.folder, lang, title, request.organisation.base)
    return framed(request, "overview.html", title=title, told=told, happening=happening, renewing=now.renewing)


@lru_cache(maxsize=16)
def _told(folder: Path, lang: str, title: str, base: str) -> SafeString:
    """The story as HTML, the same for everybody who reads this language: it is the longest page there is.

    The lake knows its organisation by a key; people may have renamed it since, hence the title.
    """
    context = story_context(replace(desk.Desk(folder).story(lang), title=title))
    return render_to_string("review/overview.html", {**context, "pages": True, "base": base})
