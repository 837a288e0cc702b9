"""The own website: how far it and the networks lead to each other, and what to mend first."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.lessons import jobs
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.models import WebsiteCheck
from pratfall.site.lessons.services import website
from pratfall.site.lessons.site_report import Report
from pratfall.site.lessons.website_words import compared, tell
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of

SHOWN = 24  # looks before


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest) -> HttpResponse:
    words, now = words_of(request), datetime.now(UTC)
    if request.method == "POST":
        try:
            given = request.POST.get("address", "")
            check = website.ask(organisation=request.organisation, actor=request.user, address=given, now=now)
        except Refused as error:
            return _shown(request, words, now, error_line(error, words.lang))
        jobs.look_at_website(check.pk)
        return HttpResponseRedirect(request.path)
    return _shown(request, words, now)


def _shown(request: OrganisationRequest, words: Speech, now: datetime, error: str = "") -> HttpResponse:
    every = list(website.of(request.organisation)[:SHOWN])
    newest = every[0] if every else None
    read = [(check, website.told(check)) for check in every]
    reports = [(check, found) for check, found in read if found is not None]
    going = newest is not None and newest.done_at is None and newest.asked_at > now - website.GIVEN_UP_AFTER
    told = tell(reports[0][1], words) if reports else None
    address = request.POST.get("address", "")[:500] if error else website.proposed(request.organisation, now)
    return in_library(
        request,
        "learn_website.html",
        status=409 if error else 200,
        error=error,
        going=going,
        going_since=words.say("website.going", address=newest.address, at=newest.asked_at) if going and newest else "",
        trouble=_trouble(newest, words) if newest is not None and not going else "",
        told=told,
        seen_at=words.say("website.seen_at", at=reports[0][0].done_at) if reports else "",
        changes=compared(reports[0][1], reports[1][1], words) if len(reports) > 1 else (),
        before=words.say("website.since", at=reports[1][0].done_at) if len(reports) > 1 else "",
        history=[(words.short_day(c.asked_at.date()), c.address, _in_short(c, found, words)) for c, found in read],
        proposed=address,
    )


def _trouble(check: WebsiteCheck, words: Speech) -> str:
    if check.done_at is None:
        return words.say("website.cut_off", address=check.address)
    return words.say(f"website.trouble.{check.trouble}") if check.trouble else ""


def _in_short(check: WebsiteCheck, found: Report | None, words: Speech) -> str:
    if found is None:
        return _trouble(check, words) or words.say("word.unknown")
    linked = sum(one.linked is not None for one in found.integration.accounts)
    return words.say(
        "website.in_short",
        pages=found.integration.pages,
        linked=linked,
        n=len(found.integration.accounts),
        dead=len(found.landing),
    )
