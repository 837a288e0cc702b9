from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from pratfall.learn.matching import Why
from pratfall.site.lessons.models import Lesson
from pratfall.site.lessons.services import showings
from pratfall.site.lessons.services.fits import FitShown
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from tests.site.api.conftest import program

from .test_lessons import LINES, Send

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def closed(send: Send) -> int:
    """The number of a setback that is over and taught nothing yet."""
    began = {"what": "We posted a wrong picture.", "began_at": "2026-11-20T09:00:00Z"}
    number: int = send("post", "/setbacks/", began, expect=201)["id"]
    Setback.objects.filter(pk=number).update(state="closed", closed_at=NOW)
    return number


@pytest.fixture
def showing(send: Send, owner: Membership) -> dict[str, Any]:
    number = send("post", "/learn/lessons/", LINES, expect=201)["id"]
    fit = FitShown(Lesson.objects.get(pk=number), 0.7, (Why("meaning", ("picture",)),))
    place = showings.Place("plan", "3", "Spring")
    showings.shown(organisation=owner.organisation, place=place, fits=[fit], now=NOW)
    (told,) = send("get", "/learn/showings/?place=plan&ref=3")
    assert told["why"] == [{"code": "meaning", "facts": ["picture"]}] and told["href"] == "/plans/3/"
    return dict(told)


def test_what_ended_asks_until_somebody_answers(send: Send, closed: int, join: Callable[..., Membership]) -> None:
    (asks,) = send("get", "/learn/asked/")
    assert (asks["origin"], asks["number"], asks["href"]) == ("setback", closed, f"/setbacks/{closed}/")
    none = {"origin": "setback", "number": closed, "why": "We knew all of it before."}
    assert send("post", "/learn/none/", none, by=program(join(Role.ANALYST), ["read"]), expect=401)
    assert send("post", "/learn/none/", {**none, "why": ""}, expect=422)["code"] == "lesson_none_why"
    assert send("post", "/learn/none/", none, expect=201)["number"] == closed
    assert send("post", "/learn/none/", none, expect=422)["code"] == "lesson_none_there"
    assert send("get", "/learn/asked/") == [] and len(send("get", "/learn/none/")) == 1


def test_it_is_said_once_whether_a_lesson_served(send: Send, showing: dict[str, Any]) -> None:
    here = f"/learn/showings/{showing['id']}/answer/"
    row = send("post", here, {"said": "helped", "seen": showing["version"]})
    assert row["used"] is row["helped"] is True
    send("post", here, {"said": "not_used", "seen": showing["version"]}, expect=409)
    send("post", here, {"said": "perhaps", "seen": row["version"]}, expect=422)
    tally = send("get", "/learn/showings/tally/")
    assert (tally["shown"], tally["answered"]) == (1, 1)
    assert tally["used"] == {"is": "not_enough_data", "needed": 10, "got": 1, "of": "answers"}
    assert send("post", here, {"said": "open", "seen": row["version"]})["used"] is None


def test_lessons_that_fit_words_come_with_their_reasons(send: Send, showing: dict[str, Any]) -> None:
    (fit,) = send("get", "/learn/fitting/?text=Une%20photo%20prise%20sur%20le%20web&networks=x")
    assert fit["lesson"]["id"] == showing["lesson"] and 0 < fit["score"] <= 1 and fit["why"]
    assert send("get", "/learn/fitting/?text=bread&networks=nowhere", expect=404)
    assert len(send("get", "/learn/showings/")) == 1, "asking shows nobody anything"


def test_another_organisation_neither_sees_nor_answers(
    send: Send, showing: dict[str, Any], closed: int, charlie: Membership
) -> None:
    stranger = program(charlie)
    assert send("get", "/learn/showings/", by=stranger) == send("get", "/learn/asked/", by=stranger) == []
    assert send("get", "/learn/fitting/?text=a%20picture%20from%20the%20web", by=stranger) == []
    answer = f"/learn/showings/{showing['id']}/answer/"
    send("post", answer, {"said": "used", "seen": 1}, by=stranger, expect=404)
    none = {"origin": "setback", "number": closed, "why": "x"}
    assert send("post", "/learn/none/", none, by=stranger, expect=422)["code"] == "lesson_of_nothing"
