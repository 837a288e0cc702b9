from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pratfall.errors import Refused
from pratfall.site.campaigns.models import Campaign, Decision, Idea
from pratfall.site.campaigns.services import decisions
from pratfall.site.lessons.models import Lesson, NoLesson, Origin
from pratfall.site.lessons.services.asked import DECISION_RIPE, answer_none, asked
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from tests.site.lessons.conftest import NOW

Make = Callable[..., Any]


def closed(make_setback: Make, **more: Any) -> Setback:
    found: Setback = make_setback(state="closed", closed_at=NOW - timedelta(days=2), **more)
    return found


def origins(owner: Membership, now: Any = NOW) -> list[tuple[str, int]]:
    return [(one.origin.value, one.number) for one in asked(owner.organisation, now)]


def idea(owner: Membership, **more: Any) -> Idea:
    values: dict[str, Any] = {"name": "Photo or drawing", "question": "Which brings more?", "kind": "two_variants"}
    values |= {"metric": "clicks", "smallest_worth": 1.2, "days": 14, "created_at": NOW}
    return Idea.objects.create(organisation=owner.organisation, **{**values, **more})


def test_a_closed_setback_asks_and_an_open_one_or_a_drill_does_not(owner: Membership, make_setback: Make) -> None:
    row = closed(make_setback)
    closed(make_setback, drill=True)
    make_setback()
    (one,) = asked(owner.organisation, NOW)
    assert (one.origin, one.number, one.title, one.href) == (Origin.SETBACK, row.pk, row.title, f"/setbacks/{row.pk}/")


def test_a_decision_asks_once_it_was_looked_at_again_or_is_old(owner: Membership, decided: Make) -> None:
    decision: Decision = decided()
    assert origins(owner) == []
    (one,) = asked(owner.organisation, NOW + DECISION_RIPE)
    assert (one.number, one.ended_at) == (decision.pk, decision.at + DECISION_RIPE)
    decisions.revisit(decision=decision, actor=owner.user, judgement="right", numbers={}, now=NOW)
    (one,) = asked(owner.organisation, NOW)
    assert (one.origin, one.ended_at) == (Origin.DECISION, NOW)


def test_a_decision_that_was_taken_back_or_replaced_asks_nothing(owner: Membership, decided: Make) -> None:
    first: Decision = decided()
    second: Decision = decided(supersedes=first)
    decisions.withdraw(decision=second, actor=owner.user, now=NOW)
    assert origins(owner, NOW + 2 * DECISION_RIPE) == []


def test_an_ended_test_and_an_ended_or_pulled_campaign_ask_and_a_running_one_does_not(
    owner: Membership, running: Campaign
) -> None:
    ended = idea(owner, state="ended", ended_at=NOW)
    idea(owner, name="Another", state="running")
    assert origins(owner) == [("idea", ended.pk)]
    Campaign.objects.filter(pk=running.pk).update(state="pulled", ended_at=NOW - timedelta(days=1))
    assert origins(owner) == [("idea", ended.pk), ("campaign", running.pk)]


def test_a_lesson_or_a_reason_for_none_answers(owner: Membership, make_setback: Make, make_lesson: Make) -> None:
    first, second = closed(make_setback), closed(make_setback)
    written: Lesson = make_lesson(origin=Origin.SETBACK, subject=first)
    none = {"organisation": owner.organisation, "actor": owner.user, "origin": Origin.SETBACK, "now": NOW}
    answer_none(**none, number=second.pk, why="Nothing new.")
    assert written.setback == first
    assert origins(owner) == []
    assert AuditEntry.objects.filter(act="lesson_none").count() == 1
    with pytest.raises(Refused, match="lesson_none_there"):
        answer_none(**none, number=second.pk, why="Somebody else says so too.")


def test_no_lesson_needs_a_reason_something_there_and_the_right_to_change(
    owner: Membership, make_setback: Make, join: Callable[..., Membership], charlie: Membership
) -> None:
    row = closed(make_setback)
    given: dict[str, Any] = {"organisation": owner.organisation, "actor": owner.user, "origin": Origin.SETBACK}
    given |= {"number": row.pk, "why": "Nothing new.", "now": NOW}
    wrong: list[dict[str, Any]] = [
        {"why": " \n"},
        {"why": "x" * 700},
        {"why": "Because Olive Owner said so."},
        {"number": 999},
        {"actor": join(Role.ANALYST).user},
        {"actor": charlie.user, "organisation": charlie.organisation},
    ]
    for other in wrong:
        with pytest.raises(Refused):
            answer_none(**{**given, **other})
    assert not NoLesson.objects.exists()


def test_many_endings_are_found_with_few_questions(owner: Membership, make_setback: Make, decided: Make) -> None:
    for _ in range(8):
        closed(make_setback)
        decided(now=NOW - DECISION_RIPE)
    with CaptureQueriesContext(connection) as captured:
        assert len(asked(owner.organisation, NOW)) == 16
    assert len(captured) == 1


def test_another_organisation_is_asked_for_nothing_of_ours(make_setback: Make, charlie: Membership) -> None:
    closed(make_setback)
    assert asked(charlie.organisation, NOW) == ()
