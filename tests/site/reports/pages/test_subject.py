from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client

from pratfall.records.subjects import SubjectKind
from pratfall.reviews.render.story import subject_href, tell
from pratfall.site.people.models import Organisation
from pratfall.site.reports.pages.subject import find
from pratfall.site.today import desk
from tests.reviews.render.example import example


def test_an_account_shows_its_findings_its_days_and_its_posts(get: Callable[..., str]) -> None:
    address = next(iter(re.findall(r'href="/o/default(/account/[0-9a-f]+/)"', get("/review/"))))
    page = get(address)
    assert "Newest posts" in page and "pf-day-covered" in page


def test_series_and_networks_have_pages_of_their_own(client: Client, organisation: Organisation) -> None:
    now = desk.current(organisation)
    assert now is not None
    subjects = now.review.subjects.values()
    for kind in (SubjectKind.SERIES, SubjectKind.ACCOUNT):
        found = next(subject for subject in subjects if subject.kind is kind)
        assert client.get(f"/o/default{subject_href(found)}").status_code == 200


def test_every_subject_of_a_review_can_be_found_by_its_address() -> None:
    story = tell(example(), "en")
    for finding in example().findings:
        if finding.subject.kind is not SubjectKind.POST:
            assert find(story, subject_href(finding.subject)) == finding.subject
    with pytest.raises(Http404):
        find(story, "/account/0000000000/")


def test_an_unknown_kind_does_not_exist(client: Client) -> None:
    assert client.get("/o/default/dragon/0123456789/").status_code == 404
