from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pratfall.site.lessons.models import Lesson, Origin
from pratfall.site.lessons.services import contradictions
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from tests.site.conftest import signed_in
from tests.site.lessons.conftest import LINES, NOW

Make = Callable[..., Lesson]
HERE = "/o/default/learn/"


def text(browser: Client, query: str = "", lang: str = "en") -> str:
    answer = browser.get(f"{HERE}{query}", headers={"accept-language": lang})
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_library_says_where_lessons_come_from(
    empty_client: Client, make_setback: Callable[..., Setback]
) -> None:
    assert "No lesson has been written yet" in text(empty_client)
    make_setback(state="closed", closed_at=NOW)
    page = text(empty_client)
    assert "/o/default/learn/asked/" in page and "Waiting for a lesson: 1" in page


def test_every_lesson_stands_there_with_its_three_lines(empty_client: Client, lesson: Lesson) -> None:
    page = text(empty_client)
    for line in (lesson.believed, lesson.happened, lesson.now_do, lesson.holds_when):
        assert line in page
    assert "Written" in page and "Ask again on" in page
    assert "Ce que nous faisons maintenant" not in page
    assert "Ce que nous pensions" in text(empty_client, lang="fr")


def test_what_is_asked_stays_in_the_form_and_hostile_text_stays_text(empty_client: Client, make_lesson: Make) -> None:
    make_lesson(lines=replace(LINES, now_do="<script>alert('now')</script>"), tags=["<i>"])
    page = text(empty_client, "?q=%22%3E%3Cscript%3Ealert(1)&state=due")
    assert "<script>alert" not in page and '<option value="due" selected>' in page
    assert "No lesson fits this" in page
    page = text(empty_client)
    assert "<script>alert" not in page and "&lt;script&gt;" in page and "<i>" not in page


def test_long_libraries_have_pages(empty_client: Client, make_lesson: Make) -> None:
    for number in range(23):
        make_lesson(lines=replace(LINES, now_do=f"Rule number {number} of the house."))
    page = text(empty_client, "?origin=hand")
    assert "23 lessons" in page and "Rule number 22 of" in page and "Rule number 1 of" not in page
    assert "?origin=hand&amp;page=2" in page
    assert "Rule number 1 of" in text(empty_client, "?origin=hand&page=2")


def test_an_overdue_lesson_is_marked(empty_client: Client, make_lesson: Make) -> None:
    make_lesson(now=NOW - timedelta(days=900), origin=Origin.HAND)
    assert "To be asked again since" in text(empty_client)


@pytest.mark.parametrize(("role", "may"), [(Role.ANALYST, False), (Role.EDITOR, True)])
def test_who_only_looks_is_offered_no_form(
    empty_client: Client, join: Callable[..., Membership], role: Role, may: bool
) -> None:
    assert ("/learn/new/" in text(signed_in(join(role).user))) is may


def test_what_a_page_asks_does_not_grow_with_the_library(
    empty_client: Client, make_lesson: Make, make_setback: Callable[..., Setback], owner: Membership
) -> None:
    asked = []
    for _ in range(2):
        rows = [
            make_lesson(origin=Origin.SETBACK, subject=make_setback(), tags=[f"tag {n}"], evidence=[]) for n in range(8)
        ]
        for other in rows[1:]:
            contradictions.mark(one=rows[0], other=other, actor=owner.user, why="", now=NOW)
        text(empty_client)
        with CaptureQueriesContext(connection) as listed:
            text(empty_client)
        with CaptureQueriesContext(connection) as alone:
            assert empty_client.get(f"{HERE}{rows[0].pk}/").status_code == 200
        asked.append((len(listed), len(alone)))
    assert asked[0] == asked[1]
    assert max(asked[0]) <= 22
