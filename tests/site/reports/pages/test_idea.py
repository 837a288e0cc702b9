"""The page of a test of an idea."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from pratfall.site.campaigns.models import Idea, IdeaState, Trial
from pratfall.site.campaigns.services import ideas
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.campaigns.services.test_ideas import VALUES
from tests.site.conftest import signed_in


@pytest.fixture
def idea(owner: Membership) -> Idea:
    return ideas.propose(organisation=owner.organisation, actor=owner.user, values=VALUES, now=datetime.now(UTC))


def at(idea: Idea) -> str:
    return f"/o/default/ideas/{idea.pk}/"


def text(client: Client, idea: Idea) -> str:
    return html.unescape(client.get(at(idea)).content.decode())


def test_a_test_is_begun_filled_ended_and_leads_to_a_decision(empty_client: Client, idea: Idea) -> None:
    assert "It can answer" in text(empty_client, idea)
    assert empty_client.post(at(idea), {"do": "start", "seen": "1"}).status_code == 302
    today = datetime.now(UTC).date().isoformat()
    for number in range(10):
        given = {"do": "enter", "variant": "Bluesky", "ref": f"post {number}", "on": today, "value": str(number % 3)}
        assert empty_client.post(at(idea), given).status_code == 302
    page = text(empty_client, idea)
    assert "this is the exit" in page and "8 were agreed" in page
    assert empty_client.post(at(idea), {"do": "end", "seen": "2"}).status_code == 302
    stored = Idea.objects.get()
    assert stored.state == IdeaState.ENDED and stored.result["state"] == "worse"
    assert f"/decide/?idea={idea.pk}" in text(empty_client, idea)


def test_a_refused_test_says_why_and_cannot_begin(empty_client: Client, idea: Idea) -> None:
    Idea.objects.update(exit_rule="", posts_per_variant=3)
    page = text(empty_client, idea)
    assert "It cannot answer like this" in page and "Nobody wrote down when it ends early" in page
    answer = empty_client.post(at(idea), {"do": "start", "seen": "1"})
    assert answer.status_code == 409
    assert Idea.objects.get().state == IdeaState.DRAFT


def test_a_mistyped_result_is_removed(empty_client: Client, idea: Idea) -> None:
    empty_client.post(at(idea), {"do": "start", "seen": "1"})
    given = {"do": "enter", "variant": "Bluesky", "ref": "a", "value": "3"}
    empty_client.post(at(idea), given)
    assert empty_client.post(at(idea), {**given, "value": "-3"}).status_code == 409
    empty_client.post(at(idea), {"do": "remove", "trial": str(Trial.objects.get().pk)})
    assert not Trial.objects.exists()


def test_editors_enter_and_managers_begin(idea: Idea, join: Callable[..., Membership], home: Path) -> None:
    browser = signed_in(join(Role.EDITOR).user)
    assert browser.post(at(idea), {"do": "start", "seen": "1"}).status_code == 409
    assert Idea.objects.get().state == IdeaState.DRAFT


def test_a_randomised_test_shows_the_draw_and_everybody_sees_the_same(empty_client: Client, idea: Idea) -> None:
    Idea.objects.update(
        kind="randomised", variants=["Plain", "Picture"], labels=["plain", "pic"], bar=None, posts_per_variant=4
    )
    before = text(empty_client, idea)
    assert "is drawn when the test begins" in before and "Post 1:" not in before
    Idea.objects.update(state=IdeaState.RUNNING, started_at=datetime(2026, 11, 1, 9, tzinfo=UTC))
    page = text(empty_client, idea)
    assert "Post 8:" in page and "Post 9:" not in page
    assert page.count(": Plain, label plain<") == page.count(": Picture, label pic<") == 4
    assert (
        page.split('id="h-drawn"')[1].split("</ul>")[0]
        == text(empty_client, idea).split('id="h-drawn"')[1].split("</ul>")[0]
    )


def test_nothing_is_drawn_for_a_test_against_a_number(empty_client: Client, idea: Idea) -> None:
    assert empty_client.post(at(idea), {"do": "start", "seen": "1"}).status_code == 302
    assert 'id="h-drawn"' not in text(empty_client, idea)
