"""What the room shows beside its steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from pratfall.respond.lifecycle import State
from pratfall.respond.roles import Part
from pratfall.respond.severity import QUESTIONS, judge
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.room import showing
from pratfall.site.setbacks.services.closing import Matter

from ..conftest import NOW

EN = speech("en")


def test_a_promised_word_that_is_late_comes_before_every_step(make_setback: Callable[..., Setback]) -> None:
    setback = make_setback(state="acknowledged", first_word_at=NOW, next_update_due_at=NOW + timedelta(hours=1))
    assert showing.word_due(setback, {}, EN, NOW) is None
    unsaid = showing.word_due(make_setback(), {}, EN, NOW)
    assert unsaid is not None and unsaid.title == "Say the first word"
    now = showing.word_due(setback, {}, EN, NOW + timedelta(hours=2))
    assert now is not None and now.late and now.href == f"{setback.path}statements/"


def test_where_no_step_is_left_the_room_says_so(make_setback: Callable[..., Setback]) -> None:
    assert showing.last_thing(make_setback(), EN).title == "No step is waiting"
    assert showing.last_thing(make_setback(state="closed", closed_at=NOW), EN).href.endswith("/prevention/")


def test_only_a_manager_is_offered_to_reopen(make_setback: Callable[..., Setback]) -> None:
    closed = make_setback(state="closed", closed_at=NOW)
    assert [move[0] for move in showing.moves(closed, EN, manager=True)] == ["reopened"]
    assert showing.moves(closed, EN, manager=False) == []
    assert [move[0] for move in showing.moves(make_setback(), EN, manager=False)] == ["acknowledged"]


def test_everybody_who_may_change_something_may_hold_a_role(
    setback: Setback, owner: Membership, join: Callable[..., Membership], charlie: Membership
) -> None:
    editor, guest = join(Role.EDITOR), join(Role.GUEST)
    join(Role.ANALYST)
    members, guests = showing.people(setback)
    assert members == [editor.user, owner.user] and guests == [guest.user]


def test_a_question_nobody_answered_stands_at_dont_know(make_setback: Callable[..., Setback]) -> None:
    asked = showing.questions(make_setback(answers={"hurt": "no"}), EN)
    assert [question.code for question in asked] == list(QUESTIONS)
    assert [question.answer for question in asked[:2]] == ["no", "unknown"]
    assert asked[0].source == "our own reading, no study" and asked[2].source == "Ma & Zhan 2016"


def test_clocks_that_still_run_may_be_set(make_setback: Callable[..., Setback]) -> None:
    (first,) = showing.clock_forms(make_setback(), {}, EN, NOW)
    assert (first.code, first.quiet) == ("first_word", False)
    said = make_setback(first_word_at=NOW, next_update_due_at=NOW)
    assert [form.code for form in showing.clock_forms(said, {}, EN, NOW)] == ["next_update"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_the_rules_can_say_has_words(lang: str) -> None:
    words = speech(lang)
    keys = [f"setback.{kind}.{state.value}" for state in State for kind in ("state",)]
    keys += [f"setback.to.{s.value}" for s in State if s not in (State.NOTICED, State.CLOSED)]
    keys += [f"setback.means.{s.value}" for s in State if s not in (State.NOTICED, State.CLOSED)]
    keys += [f"setback.{kind}.{part.value}" for part in Part for kind in ("role", "duty")]
    keys += [f"severity.q.{code}" for code in QUESTIONS]
    for answers in ({}, dict.fromkeys(QUESTIONS, "yes"), dict.fromkeys(QUESTIONS, "no")):
        judged = judge(answers, charity=True, finding_level=4)  # type: ignore[arg-type]
        keys += [f"severity.why.{reason.code}" for reason in (*judged.why, *judged.why_redeemable)]
        keys.append(f"setback.redeemable.{judged.redeemable.value}")
    keys += [f"severity.why.{code}" for code in (*QUESTIONS, "doubtful", "charity", "numbers", "returns", "overruled")]
    assert [key for key in keys if not words.knows(key)] == []
    for level in showing.LEVELS:
        assert "{" not in showing.meaning(level, words)
    every = ("first_word", "promise", "public_last_word", "removals", "thanks", "debrief_none", "debrief_open")
    said = showing.matters(tuple(Matter(code, {"n": 2, "at": NOW}) for code in (*every, "prevention")), words)
    assert all("(" not in text and "{" not in text for text, _ in said)


def test_a_level_says_what_it_means_for_clocks_and_approvals() -> None:
    said = showing.meaning(4, EN).replace("\u00a0", " ")
    assert said.startswith("News every 30 minutes for two hours, then every 4 hours") and "Two people" in said
    assert "One person" in showing.meaning(2, EN)
    assert "for two hours, then daily" in showing.meaning(1, EN)
