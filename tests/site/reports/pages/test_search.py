"""Search."""

from __future__ import annotations

import html
from collections.abc import Callable

from django.test import Client

from pratfall.site.campaigns.models import Campaign, Decision
from pratfall.site.lessons.models import Lesson
from pratfall.site.people.models import Membership
from tests.site.conftest import signed_in
from tests.site.lessons.conftest import make_lesson as make_lesson


def page(client: Client, asked: str, organisation: str = "default") -> str:
    return html.unescape(client.get(f"/o/{organisation}/search/", {"q": asked}).content.decode())


def test_campaigns_and_decisions_are_found(
    empty_client: Client, campaign: Campaign, decided: Callable[..., Decision]
) -> None:
    decided(why="a picture of the oven works")
    text = page(empty_client, "OVEN")
    assert f"/o/default/plans/{campaign.pk}/" in text and "a picture of the oven works" in text


def test_findings_and_posts_are_found(client: Client) -> None:
    text = page(client, "tuesdaytip")
    assert "/o/default/findings/" in text and "/o/default/post/?" in text


def test_nothing_found_and_too_little_asked_are_said(empty_client: Client) -> None:
    assert "Nothing holds “zebra”" in page(empty_client, "zebra")
    assert "At least two letters" in page(empty_client, "z")


def test_nobody_finds_what_others_wrote(campaign: Campaign, charlie: Membership) -> None:
    assert "A new oven" not in page(signed_in(charlie.user), "oven", "elsewhere")


def test_lessons_are_found_by_meaning_in_either_language(
    empty_client: Client, make_lesson: Callable[..., Lesson], charlie: Membership
) -> None:
    made = make_lesson()
    for asked in ("another charity", "photo utilisée sans autorisation"):
        assert f"/o/default/learn/{made.pk}/" in page(empty_client, asked)
    assert made.now_do not in page(signed_in(charlie.user), "another charity", "elsewhere")
