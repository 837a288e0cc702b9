"""A test of an idea: agreed, begun, entered, ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from pratfall.decide.design import design
from pratfall.decide.ideas import Design, IdeaPlan, Kind, Reason, Refusal
from pratfall.errors import Conflict, Refused
from pratfall.site.campaigns.models import Idea, IdeaState, Trial
from pratfall.site.campaigns.services import ideas
from pratfall.site.people.models import AuditEntry, Membership

VALUES: Mapping[str, Any] = {
    "name": "Bluesky",
    "question": "Does a post there bring eight reactions?",
    "kind": "against_bar",
    "variants": ["Bluesky"],
    "labels": ["bluesky"],
    "metric": "reactions",
    "smallest_worth": 2.0,
    "bar": 8.0,
    "posts_per_variant": 30,
    "days": 70,
    "exit_rule": "fewer than eight",
    "changes_mind": "twice as many",
}
PLAN = IdeaPlan(
    kind=Kind.AGAINST_BAR,
    variants=("Bluesky",),
    smallest_worth=2.0,
    posts_per_variant=30,
    bar=8.0,
    exit_rule="fewer than eight",
    changes_mind="twice as many",
)


@pytest.fixture
def idea(owner: Membership, now: datetime) -> Idea:
    return ideas.propose(organisation=owner.organisation, actor=owner.user, values=VALUES, now=now)


@pytest.fixture
def begun(idea: Idea, owner: Membership, now: datetime) -> Idea:
    ideas.start(idea=idea, actor=owner.user, seen=1, design=design(PLAN), now=now)
    return idea


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": "randomised"}, "idea_needs_variants"),
        ({"variants": ["a", "a"], "labels": ["a", "b"]}, "idea_variants_alike"),
        ({"labels": []}, "idea_labels_wrong"),
        ({"bar": None}, "idea_needs_bar"),
        ({"smallest_worth": 1.0}, "idea_worth_nothing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_tested_is_refused(
    owner: Membership, now: datetime, wrong: Mapping[str, Any], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        ideas.propose(organisation=owner.organisation, actor=owner.user, values={**VALUES, **wrong}, now=now)
    assert not Idea.objects.exists()


def test_a_test_that_cannot_answer_does_not_begin(idea: Idea, owner: Membership, now: datetime) -> None:
    refusal = Refusal((Reason("no_exit_rule"),))
    with pytest.raises(Refused, match="idea_cannot_answer"):
        ideas.start(idea=idea, actor=owner.user, seen=1, design=refusal, now=now)
    assert isinstance(design(replace(PLAN, exit_rule="")), Refusal)


def test_what_was_agreed_is_frozen_at_the_start(begun: Idea, owner: Membership) -> None:
    seen = design(PLAN)
    assert isinstance(seen, Design)
    stored = Idea.objects.get()
    assert stored.state == IdeaState.RUNNING
    assert stored.design["sees_rise"] == pytest.approx(seen.sees_rise)
    with pytest.raises(Refused, match="idea_begun"):
        ideas.revise(idea=begun, actor=owner.user, values=VALUES, seen=2)


def test_results_are_entered_once_within_its_days(begun: Idea, owner: Membership, now: datetime) -> None:
    later = now + timedelta(days=8)

    def enter(on: date, ref: str = "post 1", value: float = 3.0, variant: str = "Bluesky") -> Trial:
        return ideas.enter(idea=begun, actor=owner.user, variant=variant, ref=ref, value=value, on=on, now=later)

    made = enter(now.date() + timedelta(days=1))
    with pytest.raises(Refused, match="trial_known"):
        enter(now.date() + timedelta(days=2))
    with pytest.raises(Refused, match="trial_outside"):
        enter(now.date() - timedelta(days=1), ref="post 2")
    with pytest.raises(Refused, match="trial_wrong"):
        enter(now.date(), ref="post 3", variant="Elsewhere")
    ideas.remove(trial=made, actor=owner.user)
    assert not Trial.objects.exists()


def test_its_end_freezes_the_result(begun: Idea, owner: Membership, now: datetime) -> None:
    assert ideas.last_day(begun) == now.date() + timedelta(days=70)
    later = now + timedelta(days=20)
    ideas.end(idea=begun, actor=owner.user, seen=2, result={"state": "worse"}, now=later)
    assert Idea.objects.get().result == {"state": "worse"}
    assert ideas.last_day(begun) == later.date()
    with pytest.raises(Refused, match="idea_not_running"):
        ideas.end(idea=begun, actor=owner.user, seen=3, result={}, now=later)
    assert AuditEntry.objects.filter(act="idea_ended").count() == 1


def test_two_people_cannot_overwrite_each_other(idea: Idea, owner: Membership) -> None:
    other = Idea.objects.get()
    ideas.revise(idea=idea, actor=owner.user, values={**VALUES, "days": 50}, seen=1)
    with pytest.raises(Conflict):
        ideas.revise(idea=other, actor=owner.user, values={**VALUES, "days": 60}, seen=1)
    with pytest.raises(Conflict):
        ideas.discard(idea=other, actor=owner.user, seen=1)
    ideas.discard(idea=idea, actor=owner.user, seen=2)
    assert not Idea.objects.exists()
