from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.reports import desk
from pratfall.site.reports.asked import about_campaign, about_findings, about_idea

WORDS = speech("en")


def test_findings_are_decided_about_with_their_numbers_and_advice(client: Client, owner: Membership) -> None:
    current = desk.current(owner.organisation)
    assert current is not None
    told = next(t for t in current.story("en").by_slug.values() if t.finding.advice)
    asked = about_findings(owner.organisation, WORDS, [told.slug])
    assert asked.advice == told.finding.advice and asked.basis.refs == [told.slug]
    assert asked.href == f"/findings/{told.slug}/"


@pytest.mark.parametrize("slugs", [[], ["invented"]])
def test_what_todays_review_does_not_have_cannot_be_decided_about(
    client: Client, owner: Membership, slugs: list[str]
) -> None:
    with pytest.raises(Http404):
        about_findings(owner.organisation, WORDS, slugs)


@pytest.mark.parametrize("ask", [lambda o: about_campaign(o, WORDS, 1), lambda o: about_idea(o, 1)])
def test_a_campaign_or_test_nobody_began_cannot_be_decided_about(
    home: object, owner: Membership, ask: Callable[..., object]
) -> None:
    with pytest.raises(Http404):
        ask(owner.organisation)
