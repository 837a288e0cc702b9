"""The site's campaigns as goals of a review."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from pratfall.records.numbers import Window
from pratfall.reviews import settings
from pratfall.site.campaigns import goals
from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.campaigns.plan import Plan
from pratfall.site.campaigns.services import pieces, plans
from pratfall.site.people.models import Membership


@pytest.fixture
def campaign(owner: Membership, plan: Plan, now: datetime) -> Campaign:
    return plans.draft(organisation=owner.organisation, actor=owner.user, plan=plan, now=now)


def test_a_launched_campaign_is_a_goal_and_a_plan_is_none_yet(
    campaign: Campaign, owner: Membership, plan: Plan, now: datetime
) -> None:
    assert goals.launched(owner.organisation) == ()
    plans.launch(campaign=campaign, actor=owner.user, seen=1, now=now)
    (goal,) = goals.told(goals.launched(owner.organisation))
    assert goal.window == Window(plan.start, plan.end)  # type: ignore[arg-type]
    assert goal.labels == {"a new oven", "six weeks for a new oven"}
    assert (goal.target, goal.currency, goal.milestones[0][1]) == (4500, "EUR", 2250)


def test_one_that_ended_early_keeps_its_days_and_has_no_target_left(
    campaign: Campaign, owner: Membership, now: datetime
) -> None:
    plans.launch(campaign=campaign, actor=owner.user, seen=1, now=now)
    plans.end(campaign=campaign, actor=owner.user, seen=2, now=now, outcome={})
    (goal,) = goals.told(goals.launched(owner.organisation))
    assert (goal.window.end, goal.target) == (now.date(), None)


def test_one_that_was_pulled_teaches_no_pace_and_keeps_its_numbers(
    campaign: Campaign, owner: Membership, now: datetime
) -> None:
    plans.launch(campaign=campaign, actor=owner.user, seen=1, now=now)
    Campaign.objects.update(state=State.PULLED, ended_at=now)
    found = goals.launched(owner.organisation)
    assert len(found) == 1
    assert goals.told(found) == ()


def test_a_judged_piece_changes_the_numbers_and_not_the_review(
    campaign: Campaign, owner: Membership, now: datetime
) -> None:
    plans.launch(campaign=campaign, actor=owner.user, seen=1, now=now)
    before = goals.launched(owner.organisation)
    pieces.judge(campaign=campaign, actor=owner.user, kind="post", platform="x", ref="7", belongs=False, now=now)
    after = goals.launched(owner.organisation)
    assert goals.state(before) == goals.state(after)
    assert goals.numbers_state(before) != goals.numbers_state(after)
    assert after[0].judged == {("post", "x", "7"): False}


def test_the_site_wins_over_a_settings_file_of_the_same_campaign(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "settings.toml").write_text(
        '[[campaigns]]\nname = "a NEW oven"\nstart = 2026-10-23\nend = 2026-12-03\ncurrency = "EUR"\ntarget = 10\n'
    )
    ours = goals.goal_of(plan)
    assert ours is not None
    joined = goals.with_goals(settings.load(tmp_path), [ours])
    assert [goal.target for goal in joined.campaigns] == [Decimal(4500)]


def test_a_plan_without_days_or_currency_is_no_goal(plan: Plan) -> None:
    assert goals.goal_of(replace(plan, currency="")) is None
    assert goals.goal_of(replace(plan, start=None)) is None
