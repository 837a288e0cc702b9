"""The library: every lesson, by words and by meaning, with its age and whether it still holds."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse

from pratfall.reviews.render.speech import Speech
from pratfall.site.lessons import finding_lessons
from pratfall.site.lessons.cards import cards, cause_words
from pratfall.site.lessons.finding_lessons import STATES, Offers, Wanted
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.services.asked import asked
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of

A_PAGE = 20


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    organisation, words, now = request.organisation, words_of(request), datetime.now(UTC)
    wanted = finding_lessons.wanted(request.GET.dict())
    numbers, offers = finding_lessons.found(organisation, wanted, now.date())
    shown = Paginator(numbers, A_PAGE).get_page(request.GET.get("page"))
    return in_library(
        request,
        "learn_lessons.html",
        cards=cards(organisation, finding_lessons.in_order(organisation, list(shown)), words, now),
        n=len(numbers),
        wanted=wanted,
        filters=_filters(offers, wanted, words),
        states=[(state, words.say(f"learn.state.{state}")) for state in STATES],
        shown=shown,
        query=urlencode({name: value for name, value in request.GET.dict().items() if name != "page"}),
        asked=len(asked(organisation, now)),
        any_at_all=bool(offers.origins),
    )


def _filters(offers: Offers, wanted: Wanted, words: Speech) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Name, label, what is chosen, and what can be chosen; none for what no lesson carries."""
    every = [
        ("cause", wanted.cause, [(code, cause_words(code, words)) for code in offers.causes]),
        ("network", wanted.network, [(code, words.name("network", code)) for code in offers.networks]),
        ("tag", wanted.tag, [(tag, tag) for tag in offers.tags]),
        ("origin", wanted.origin, [(code, words.say(f"learn.origin.{code}")) for code in offers.origins]),
    ]
    return [(name, words.say(f"learn.filter.{name}"), chosen, offered) for name, chosen, offered in every if offered]
