"""The page of all cases: found by word and meaning in both languages, narrowed, and brought back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from pratfall.learn.cases import cases as shipped
from pratfall.site.lessons.models import Case as Row
from pratfall.site.lessons.services import cases
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in
from tests.site.lessons.conftest import NOW
from tests.site.lessons.services.test_cases import FACTS

PAGE = "/o/default/learn/cases/"


@pytest.fixture
def signed(owner: Membership, home: Path) -> Client:
    return signed_in(owner.user)


@pytest.fixture
def row(owner: Membership) -> Row:
    return cases.add(organisation=owner.organisation, actor=owner.user, facts=FACTS, now=NOW)


def text_of(signed: Client, query: str = "", lang: str = "en") -> str:
    answer = signed.get(f"{PAGE}{query}", headers={"accept-language": lang})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("lang", "said"), [("en", f"{len(shipped())} cases"), ("fr", f"{len(shipped())} cas")])
def test_every_case_is_counted_and_the_newest_comes_first(signed: Client, lang: str, said: str) -> None:
    page = text_of(signed, lang=lang)
    assert said in page.replace("\u00a0", " ")
    newest = next(iter(shipped().values()))
    assert newest.title[lang] in page


@pytest.mark.parametrize(
    ("query", "lang", "slug"),
    [
        ("?q=blood donors data", "en", "red-cross-blood-service-2016"),
        ("?q=données+des+donneurs+de+sang", "fr", "red-cross-blood-service-2016"),
        ("?q=deleted criticism on Facebook", "en", "nestle-kitkat-2010"),
        ("?q=grandmother", "en", "kitchenaid-2012"),
        ("?q=grand-mère", "fr", "kitchenaid-2012"),
    ],
)
def test_a_case_is_found_by_what_it_is_about(signed: Client, query: str, lang: str, slug: str) -> None:
    assert f"/learn/cases/{slug}/" in text_of(signed, query, lang)


def test_filters_narrow_together_and_an_empty_answer_says_what_to_do(signed: Client) -> None:
    page = text_of(signed, "?kind=conduct&sector=nonprofit&sources=fr")
    assert "/learn/cases/emmaus-abbe-pierre-2024/" in page and "/learn/cases/wounded-warrior-project-2016/" not in page
    advice = text_of(signed, "?about=deletion&sector=company")
    assert "/learn/cases/nestle-kitkat-2010/" in advice and "/learn/cases/kfc-uk-2018/" not in advice
    assert "Try fewer filters" in text_of(signed, "?kind=conduct&sector=public")


@pytest.mark.parametrize("query", ["?kind=<script>", "?q=%00", "?page=99999", "?page=x", "?q=" + "a" * 5000, "?q=%22'"])
def test_whatever_is_asked_the_page_answers(signed: Client, query: str) -> None:
    assert "<script>alert" not in text_of(signed, query)


def test_a_teams_own_case_is_marked_and_nobody_elses_is_there(signed: Client, row: Row, charlie: Membership) -> None:
    assert "Added by your team" in text_of(signed)
    answer = signed_in(charlie.user).get("/o/elsewhere/learn/cases/")
    assert row.slug not in answer.content.decode()


def test_a_manager_brings_a_removed_case_back_and_an_analyst_cannot(
    signed: Client, row: Row, owner: Membership, join: Callable[..., Membership]
) -> None:
    cases.remove(row=row, actor=owner.user, seen=row.version, now=NOW)
    page = text_of(signed)
    assert "Removed cases: 1" in page and f"/learn/cases/{row.slug}/" not in page
    sent = {"row": row.pk, "seen": row.version}
    assert signed_in(join(Role.ANALYST).user).post(PAGE, sent).status_code in (403, 404)
    assert signed.post(PAGE, sent).status_code == 302
    assert f"/learn/cases/{row.slug}/" in text_of(signed)
    assert signed.post(PAGE, sent).status_code == 409, "it is there already"


def test_another_organisations_case_cannot_be_brought_back(signed: Client, charlie: Membership) -> None:
    theirs = cases.add(organisation=charlie.organisation, actor=charlie.user, facts=FACTS, now=NOW)
    assert signed.post(PAGE, {"row": theirs.pk, "seen": theirs.version}).status_code == 404
