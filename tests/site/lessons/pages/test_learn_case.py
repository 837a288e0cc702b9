"""One case: read with its sources, taken as a file, removed; a hostile one does nothing."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from django.test import Client

from pratfall.learn.cases import cases as shipped
from pratfall.learn.cases import read
from pratfall.site.lessons.models import Case as Row
from pratfall.site.lessons.services import cases
from pratfall.site.people.models import Membership
from tests.site.conftest import signed_in
from tests.site.lessons.conftest import NOW
from tests.site.lessons.services.test_cases import FACTS


@pytest.fixture
def signed(owner: Membership, home: Path) -> Client:
    return signed_in(owner.user)


@pytest.fixture
def row(owner: Membership) -> Row:
    return cases.add(organisation=owner.organisation, actor=owner.user, facts=FACTS, now=NOW)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_case_is_read_whole_with_every_source_and_what_the_advice_rests_on(signed: Client, lang: str) -> None:
    case = shipped()["oxfam-haiti-2018"]
    answer = signed.get("/o/default/learn/cases/oxfam-haiti-2018/", headers={"accept-language": lang})
    page = answer.content.decode()
    for words in (case.title, case.lesson, *(s.words for s in (*case.did, *case.followed, *case.advice))):
        assert words[lang] in page
    for source in case.sources:
        assert f'href="{source.url}"' in page and f'id="s-{source.id}"' in page
    assert "Hornsey" in page and 'rel="noopener noreferrer nofollow"' in page
    assert "case." not in page.replace("case.css", "")


def test_a_source_nobody_read_again_says_so(signed: Client, owner: Membership) -> None:
    facts = copy.deepcopy(FACTS)
    del facts["sources"][0]["read"]
    cases.add(organisation=owner.organisation, actor=owner.user, facts=facts, now=NOW)
    page = signed.get("/o/default/learn/cases/our-neighbour-2024/").content.decode()
    assert page.count("Not read again by us.") == 1


def test_a_case_taken_as_a_file_is_read_in_as_the_same(signed: Client, row: Row) -> None:
    answer = signed.get(f"/o/default/learn/cases/{row.slug}/file/")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{row.slug}.toml"'
    told = cases.found(row.organisation, row.slug)
    assert told is not None
    assert read(answer.content.decode(), file="x") == told.case


@pytest.mark.parametrize("slug", ["never-heard-of", "new-one"])
def test_what_is_not_there_is_said_so(signed: Client, slug: str) -> None:
    for way in ("", "file/", "edit/"):
        assert signed.get(f"/o/default/learn/cases/{slug}/{way}").status_code == 404


def test_another_teams_case_is_not_there(row: Row, charlie: Membership, home: Path) -> None:
    assert signed_in(charlie.user).get(f"/o/elsewhere/learn/cases/{row.slug}/").status_code == 404


def test_removing_leads_back_to_all_of_them_and_ours_cannot_be_removed(signed: Client, row: Row) -> None:
    sent = {"do": "remove", "seen": row.version}
    assert signed.post(f"/o/default/learn/cases/{row.slug}/", sent).status_code == 302
    assert signed.get(f"/o/default/learn/cases/{row.slug}/").status_code == 404
    assert signed.post("/o/default/learn/cases/kfc-uk-2018/", sent).status_code == 404


def test_what_moved_meanwhile_is_not_removed_unseen(signed: Client, row: Row, owner: Membership) -> None:
    seen = row.version
    cases.revise(row=row, actor=owner.user, facts={**FACTS, "country": "BE"}, seen=seen)
    answer = signed.post(f"/o/default/learn/cases/{row.slug}/", {"do": "remove", "seen": seen})
    assert answer.status_code == 409 and Row.objects.get().removed_at is None


def test_hostile_words_are_shown_as_words(signed: Client, owner: Membership) -> None:
    facts = copy.deepcopy(FACTS)
    facts["organisation"] = '<img src=x onerror="alert(1)">'
    facts["title"]["en"] = "</title><script>alert(1)</script>"
    facts["sources"][0]["title"] = "{{ request.user }} {% debug %}"
    cases.add(organisation=owner.organisation, actor=owner.user, facts=facts, now=NOW)
    page = signed.get("/o/default/learn/cases/our-neighbour-2024/", headers={"accept-language": "en"}).content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "{{ request.user }}" in page
