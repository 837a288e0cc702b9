"""The hours a post is taken to cost, which every bill in hours rests on, and how to count them otherwise."""

from __future__ import annotations

from django.http import HttpResponse

from pratfall.records.numbers import Money
from pratfall.reviews import settings
from pratfall.reviews.render.speech import speech
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    words, used = speech(language_of(request)), settings.load(settings.home())
    hours = used.hours_per_post.items()
    return framed(
        request,
        "hours.html",
        rows=[(words.name("format", name), words.say("cost.hours", hours=value)) for name, value in hours],
        lines=[f"{name} = {value}" for name, value in hours],
        file=settings.FILE,
        rate=words.money(Money(used.hourly_rate, used.currency)) if used.hourly_rate is not None else "",
    )
