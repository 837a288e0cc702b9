"""What is asked of tools, and what the data answer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pratfall.records.links import LinkCheck, LinkState
from pratfall.respond.tools import Answer, Kind, Question, alive, language, picture, questions

NOW = datetime(2026, 11, 20, 22, tzinfo=UTC)


def test_every_kind_of_tool_is_asked_something_and_nothing_twice() -> None:
    for kind in Kind:
        asked = questions(kind)
        assert asked and len(set(asked)) == len(asked)


def test_a_language_the_account_never_uses_is_found() -> None:
    found = language(["fr", "en"], ["en"] * 30)
    assert found is not None and found.answer is Answer.NO
    assert found.facts == {"n": 1, "languages": ["fr"], "usual": ["en"]}


def test_a_language_the_account_uses_is_right() -> None:
    found = language(["fr"], ["en"] * 20 + ["fr"] * 15)
    assert found is not None and (found.question, found.answer) == (Question.RIGHT_LANGUAGE, Answer.YES)


@pytest.mark.parametrize(
    ("used", "usual"),
    [
        (["fr"], ["en"] * 9),  # too few to be a rule
        ([""], ["en"] * 30),  # unclear
        ([], ["en"] * 30),
        (["fr"], [""] * 30),
        (["xx"], [f"l{i}" for i in range(30)]),  # an account of many languages keeps none
    ],
)
def test_where_there_is_no_rule_a_person_is_asked(used: list[str], usual: list[str]) -> None:
    assert language(used, usual) is None


def test_words_alone_where_there_is_always_a_picture_are_found() -> None:
    found = picture(["text"], ["image"] * 19 + ["text"])
    assert found is not None and found.answer is Answer.NO
    assert found.facts == {"n": 1, "usual": 19, "of": 20}
    assert picture(["video"], ["image"] * 20).answer is Answer.YES  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("used", "usual"),
    [
        (["text"], ["image"] * 9),
        (["text"], ["image", "text"] * 10),
        (["unknown"], ["image"] * 20),
        ([], ["image"] * 20),
    ],
)
def test_without_a_habit_of_pictures_nothing_is_said(used: list[str], usual: list[str]) -> None:
    assert picture(used, usual) is None


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        (LinkState.ALIVE, Answer.YES),
        (LinkState.DEAD, Answer.NO),
        (LinkState.FRONT_PAGE, Answer.NO),
        (LinkState.UNKNOWN, Answer.UNKNOWN),
    ],
)
def test_a_link_is_what_came_back(state: LinkState, answer: Answer) -> None:
    found = alive(LinkCheck(url="https://a.example/", asked=NOW, state=state, status=404))
    assert found.answer is answer
    assert found.facts["day"] == NOW.date()
