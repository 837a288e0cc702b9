"""The calendar of one member, for programs that cannot sign in: its address is the key."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from pratfall.reviews.render.speech import speech
from pratfall.site.outgoing import services
from pratfall.site.outgoing.calendar import ics
from pratfall.site.people.access import anybody
from pratfall.site.people.links import absolute
from pratfall.site.people.roles import Role


@anybody
def page(request: HttpRequest, secret: str) -> HttpResponse:
    membership = services.follower_of(secret)
    if membership is None or not membership.may(Role.ANALYST):
        raise Http404
    words = speech(membership.user.language or "en")
    made = ics(membership.organisation, words, timezone.now(), address=absolute(request, "/").rstrip("/"))
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(made, content_type="text/calendar; charset=utf-8", headers=headers)
