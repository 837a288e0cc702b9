from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from pratfall.site.lessons.models import Lesson, Showing
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in
from tests.site.lessons.conftest import NOW


@pytest.fixture
def showing(lesson: Lesson) -> Showing:
    return Showing.objects.create(
        lesson=lesson, place="setback", ref="7", title="The <b>wrong</b> picture", score=0.5, first_at=NOW
    )


def sent(**given: str) -> dict[str, str]:
    return {"place": "setback", "ref": "7", "seen": "1", "said": "used", **given}


def test_an_answer_is_kept_and_leads_back_to_where_it_was_asked(empty_client: Client, showing: Showing) -> None:
    answer = empty_client.post(f"/o/default/learn/{showing.lesson_id}/showing/", sent())
    assert (answer.status_code, answer["Location"]) == (302, "/o/default/setbacks/7/#fits")
    showing.refresh_from_db()
    assert showing.used is True


def test_looked_at_it_leads_to_the_lesson(empty_client: Client, showing: Showing) -> None:
    answer = empty_client.get(f"/o/default/learn/{showing.lesson_id}/showing/")
    assert answer["Location"] == f"/o/default/learn/{showing.lesson_id}/"


def test_whoever_answers_second_is_told_and_finds_the_way_back(empty_client: Client, showing: Showing) -> None:
    address = f"/o/default/learn/{showing.lesson_id}/showing/"
    empty_client.post(address, sent())
    answer = empty_client.post(address, sent(said="not_used"))
    text = answer.content.decode()
    assert answer.status_code == 409 and 'href="/o/default/setbacks/7/#fits"' in text and "<b>wrong</b>" not in text
    showing.refresh_from_db()
    assert showing.used is True


@pytest.mark.parametrize("wrong", [{"place": "plan"}, {"ref": "8"}, {"ref": "\0' OR 1=1"}, {"place": "x" * 999}])
def test_what_was_never_shown_there_is_not_found(empty_client: Client, showing: Showing, wrong: dict[str, str]) -> None:
    assert empty_client.post(f"/o/default/learn/{showing.lesson_id}/showing/", sent(**wrong)).status_code == 404


def test_others_answer_nothing_and_learn_nothing(
    showing: Showing, charlie: Membership, join: Callable[..., Membership], home: object
) -> None:
    address = f"/learn/{showing.lesson_id}/showing/"
    assert signed_in(charlie.user).post(f"/o/default{address}", sent()).status_code == 404
    assert signed_in(charlie.user).post(f"/o/elsewhere{address}", sent()).status_code == 404
    assert signed_in(join(Role.ANALYST).user).post(f"/o/default{address}", sent()).status_code == 403
    showing.refresh_from_db()
    assert showing.used is None
