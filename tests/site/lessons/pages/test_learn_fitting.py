from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from pratfall.site.lessons.models import Lesson, Showing
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in

HERE = "/o/default/learn/fitting/"


def test_what_fits_is_told_while_a_plan_is_typed_and_nothing_is_recorded(empty_client: Client, lesson: Lesson) -> None:
    sent = {"name": "Photo contest", "hypothesis": "A picture from the web is enough", "on_facebook": "on"}
    answer = empty_client.post(HERE, sent)
    text = answer.content.decode()
    assert lesson.now_do in text and "<html" not in text and "<form" not in text
    assert not Showing.objects.exists()


def test_nothing_typed_says_nothing_and_what_fits_none_says_so(empty_client: Client, lesson: Lesson) -> None:
    assert empty_client.post(HERE, {"name": "  "}).content == b""
    assert empty_client.get(HERE).content == b""
    assert "No lesson of yours fits" in empty_client.post(HERE, {"name": "Chess evening"}).content.decode()


def test_hostile_words_come_back_as_text(empty_client: Client, lesson: Lesson) -> None:
    nasty = "picture<script>alert(1)</script>\0" + "x" * 100_000
    text = empty_client.post(HERE, {"name": nasty, "labels": ",,<b>,", "on_instagram": "1"}).content.decode()
    assert "<script>" not in text


def test_a_guest_and_people_of_other_houses_are_told_nothing(
    lesson: Lesson, charlie: Membership, join: Callable[..., Membership], home: object
) -> None:
    assert signed_in(charlie.user).post(HERE, {"name": "picture"}).status_code == 404
    assert signed_in(join(Role.GUEST).user).post(HERE, {"name": "picture"}).status_code == 403
