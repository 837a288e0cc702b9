from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from pratfall.site.lessons.models import NoLesson
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from tests.site.conftest import signed_in
from tests.site.lessons.conftest import NOW

HERE = "/o/default/learn/asked/"


@pytest.fixture
def closed(make_setback: Callable[..., Setback]) -> Setback:
    return make_setback(state="closed", closed_at=NOW, title="A <b>closed</b> one")


def test_what_ended_leads_to_its_lesson_or_to_a_reason_for_none(empty_client: Client, closed: Setback) -> None:
    page = empty_client.get(HERE).content.decode()
    assert f"/o/default/learn/new/?origin=setback&amp;number={closed.pk}" in page
    assert "A &lt;b&gt;closed" in page
    refused = empty_client.post(HERE, {"origin": "setback", "number": closed.pk, "why": ""})
    assert refused.status_code == 409 and "Say in a few words" in refused.content.decode()
    answer = empty_client.post(HERE, {"origin": "setback", "number": closed.pk, "why": "Known <i>before</i>."})
    assert answer.status_code == 302
    page = empty_client.get(HERE).content.decode()
    assert "Nothing asks for a lesson now" in page and "Known &lt;i&gt;before" in page


def test_what_was_refused_stays_typed(empty_client: Client, closed: Setback) -> None:
    long = "y" * 700
    page = empty_client.post(HERE, {"origin": "setback", "number": closed.pk, "why": long})
    assert page.status_code == 409 and long in page.content.decode()


@pytest.mark.parametrize("given", [{}, {"origin": "x"}, {"origin": "hand", "number": "1", "why": "z"}, {"why": "z"}])
def test_an_answer_about_nothing_is_refused(empty_client: Client, given: dict[str, str]) -> None:
    assert empty_client.post(HERE, given).status_code == 409
    assert not NoLesson.objects.exists()


def test_who_only_looks_sees_what_waits_and_answers_nothing(
    empty_client: Client, closed: Setback, join: Callable[..., Membership]
) -> None:
    browser = signed_in(join(Role.ANALYST).user)
    page = browser.get(HERE).content.decode()
    assert "closed" in page and "/learn/new/" not in page
    assert browser.post(HERE, {"origin": "setback", "number": closed.pk, "why": "z"}).status_code == 403


def test_it_is_told_in_french_too(empty_client: Client, closed: Setback) -> None:
    page = empty_client.get(HERE, headers={"accept-language": "fr"}).content.decode()
    assert "Ce qui attend une leçon" in page and "Crise, close le" in page
