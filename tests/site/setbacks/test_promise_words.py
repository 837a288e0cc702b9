"""Every way to prove an action, and every way it can stand, has words in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pratfall.records.measures import Measured
from pratfall.respond.proof import Answer, Side, Verdict
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Prevention, ProofKind, Setback
from pratfall.site.setbacks.promise_words import amount, answered, choice_words, how, meant_for, number_words, told
from pratfall.site.setbacks.services import preventions, proving
from pratfall.site.setbacks.services.preventions import Action

from .conftest import NOW
from .promised import HOURS, LESS_PITCH, Desk, answer_hours, promise, review

REASONS = {
    "nothing_read": {},
    "too_few": {"needed": 10, "got": 3},
    "stale": {"newest": "2026-11-01T00:00:00+00:00"},
    "too_early": {"value": 8.0, "low": 4.0, "high": 20.0, "day": "2026-12-20"},
    "not_moved": {"value": 8.0, "low": 4.0, "high": 20.0},
    "within_doubt": {"value": 8.0, "low": 4.0, "high": 20.0},
    "moved": {"value": 8.0, "low": 4.0, "high": 20.0},
    "not_looked": {},
    "still_found": {"day": NOW.date()},
    "gone_since": {"since": NOW.date(), "day": NOW.date()},
    "stayed_away": {"since": "2026-11-01", "weeks": 4},
    "nothing_shown": {},
    "sent_back": {},
    "waits_for_second": {},
    "confirmed": {},
    "launched_with_it": {"campaign": "A new oven"},
    "ticked_not_launched": {},
    "waived_only": {},
    "no_campaign_yet": {},
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_said(reason: str, lang: str) -> None:
    prevention = Prevention(kind="number", number=HOURS.as_json())
    said = answered(prevention, Answer(Verdict.NOT_YET, reason, REASONS[reason]), speech(lang))
    assert "{" not in said and "_" not in said and "proof." not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_measure_has_a_name_and_a_form(lang: str) -> None:
    words = speech(lang)
    for measured in Measured:
        assert words.knows(f"measure.{measured.value}")
        for side in Side:
            said = number_words(replace(HOURS, measure=measured.value, side=side), words)
            assert "{" not in said and "Pond Friends" in said


def test_amounts_are_said_in_their_own_form() -> None:
    words = speech("en")
    assert [amount(m, v, words) for m, v in (("pitch_share", 0.2), ("answer_hours", 24.0), ("level", 12.0))] == [
        "20%",
        "24\u00a0hours",
        "12",
    ]
    assert amount("answer_hours", 672.0, words) == "28 days or more, or never"


def test_what_could_be_promised_says_where_it_stands_today() -> None:
    said = choice_words(HOURS, speech("en"))
    assert "60\u00a0hours today" in said and "should fall" in said
    assert "Plus constaté" in choice_words(LESS_PITCH, speech("fr"))


def test_which_campaigns_a_check_is_for() -> None:
    words = speech("en")
    assert meant_for({}, words) == "every campaign"
    assert meant_for({"networks": ["facebook"], "words": ["oven"]}, words) == "campaigns with Facebook and “oven”"


def test_an_action_stands_as_its_data_and_people_left_it(setback: Setback, owner: Membership) -> None:
    words, later = speech("en"), NOW + timedelta(days=30)
    desk: Any = Desk(review(later.date()), (answer_hours(8, 4, 20, on=later.date()),))
    number = promise(setback, owner.user, Action(words="Answer", kind=ProofKind.NUMBER, number=HOURS))
    assert told(number, None, words, NOW).state == "cannot_tell"
    proving.look(organisation=owner.organisation, desk=desk, now=later)
    number.refresh_from_db()
    shown = told(number, desk, words, later)
    assert shown.state == "proved" and shown.over and "Seen in the data" in shown.stands
    check = promise(setback, owner.user)
    preventions.give_up(prevention=check, actor=owner.user, why="no", seen=1, now=NOW)
    assert told(check, None, words, later).state == "given_up"


def test_a_day_that_is_over_is_late_until_the_proof(setback: Setback, owner: Membership) -> None:
    action = Action(words="Write it down", kind=ProofKind.SHOWN, due=NOW.date())
    row = promise(setback, owner.user, action)
    assert not told(row, None, speech("en"), NOW).late
    assert told(row, None, speech("en"), NOW + timedelta(days=1)).late
    assert how(row, speech("fr")).startswith("Quelqu’un")
