"""The tools check's page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pratfall.records.links import LinkCheck, LinkState
from pratfall.site import worker
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import jobs
from pratfall.site.setbacks.models import Setback, ToolCheck
from pratfall.site.setbacks.used_tools import links_of
from tests.site.conftest import signed_in
from tests.site.setbacks import measured
from tests.site.setbacks.conftest import NOW

LINK = "https://example.org/<script>"
GOOD = "https://example.org/kitchen"


@pytest.fixture
def about(make_setback: Callable[..., Setback], home: Path) -> Setback:
    setback = make_setback(about=measured.ABOUT)
    measured.fill(setback.organisation, post=[measured.post(links=[GOOD, LINK])])
    return setback


@pytest.fixture
def team(owner: Membership) -> Client:
    return signed_in(owner.user)


def address(setback: Setback) -> str:
    return f"/o/default{setback.path}tools/"


def shown(team: Client, setback: Setback, query: str = "", lang: str = "en") -> str:
    answer = team.get(address(setback) + query, headers={"accept-language": lang})
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_tool_is_asked_about_and_nothing_is_answered_by_guessing(team: Client, about: Setback) -> None:
    page = shown(team, about)
    assert "Did it go out from the right account?" in page and "Does it lead somewhere?" in page
    assert "not answered yet" in page
    assert "<script>" not in page.replace('<script src="/static', "")


def test_people_answer_several_questions_at_once(team: Client, about: Setback) -> None:
    given = {
        "tool": "network:x/a1",
        "right_account": "no",
        "note_right_account": "It was the test account.",
        "right_tool": "yes",
    }
    answer = team.post(address(about), {"do": "answer", "place": "t1", **given})
    assert answer.headers["Location"].endswith("#t1")
    page = shown(team, about)
    assert "No, says Olive Owner" in page and "It was the test account." in page and "Went wrong" in page
    assert about.tool_checks.count() == 2


def test_what_the_data_answer_stands_beside(team: Client, about: Setback) -> None:
    links_of(about).remember([LinkCheck(url=GOOD, asked=NOW, state=LinkState.DEAD, status=404)])
    assert team.post(address(about), {"do": "data"}).status_code == 302
    assert "No: on 20 November 2026 there was no such page." in shown(team, about)
    assert "Non" in shown(team, about, lang="fr")


def test_links_are_tried_by_the_worker_where_there_is_one(
    team: Client, about: Setback, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(worker, "is_beside", lambda: True)
    monkeypatch.setattr(jobs, "try_links", lambda *given: asked.append(given))
    answer = team.post(address(about), {"do": "links"})
    assert asked == [(about.pk, about.opened_by_id)]
    assert "Reload this page" in shown(team, about, answer.headers["Location"].rpartition("/")[2])


def test_what_cannot_be_is_refused_in_words(team: Client, about: Setback) -> None:
    for given in ({"do": "explode"}, {"do": "answer", "tool": "network:x/other", "right_account": "no"}):
        answer = team.post(address(about), given)
        assert answer.status_code == 409
        assert 'role="alert"' in answer.content.decode()


def test_an_analyst_looks_and_a_guest_does_not(about: Setback, join: Callable[..., Membership]) -> None:
    page = shown(signed_in(join(Role.ANALYST).user), about)
    assert "Let the data answer" not in page
    assert signed_in(join(Role.GUEST).user).get(address(about)).status_code == 403


def test_nothing_named_says_what_to_do(team: Client, setback: Setback, home: Path) -> None:
    assert "Say what it is about" in shown(team, setback)


def test_languages_are_told_by_name(team: Client, about: Setback) -> None:
    facts = {"reason": "language_unusual", "n": 1, "languages": ["fr"], "usual": ["en", "de"]}
    row = {"tool": "network:x/a1", "question": "right_language", "answer": "no", "facts": facts, "counted": True}
    ToolCheck.objects.create(setback=about, at=NOW, **row)
    assert "in French, while this account posts in English and German." in shown(team, about)
