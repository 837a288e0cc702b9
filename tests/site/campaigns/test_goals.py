"""The site's campaigns as goals of a review."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from pratfall.records.numbers import Window
from pratfall.reviews import settings
from pratfall.site.campaigns import goals
from pratfall.site.campaigns.plan import Plan
from pratfall.site.campaigns.services import plans
from pratfall.site.people.models import Membership


def test_a_launched_campaign_is_a_goal_and_a_plan_is_none_yet(owner: Membership, plan: Plan, now: datetime) -> None:
    made = plans.draft(organisation=owner.organisation, actor=owner.user, plan=plan, now=now)
    assert goals.goals_of(owner.organisation.pk) == ()
    plans.launch(campaign=made, actor=owner.user, seen=1, now=now)
    (goal,) = goals.goals_of(owner.organisation.pk)
    assert goal.window == Window(plan.start, plan.end)  # type: ignore[arg-type]
    assert goal.labels == {"a new oven", "six weeks for a new oven"}
    assert (goal.target, goal.currency, goal.milestones[0][1]) == (4500, "EUR", 2250)


def test_the_site_wins_over_a_settings_file_of_the_same_campaign(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "settings.toml").write_text(
        '[[campaigns]]\nname = "a NEW oven"\nstart = 2026-10-23\nend = 2026-12-03\ncurrency = "EUR"\ntarget = 10\n'
    )
    ours = goals.goal_of(plan)
    assert ours is not None
    joined = goals.with_goals(settings.load(tmp_path), [ours])
    assert [goal.target for goal in joined.campaigns] == [Decimal(4500)]


def test_another_target_makes_another_state(plan: Plan) -> None:
    before, after = goals.goal_of(plan), goals.goal_of(replace(plan, target=Decimal(1)))
    assert before is not None and after is not None
    assert goals.state([before]) != goals.state([after])
    assert goals.goal_of(replace(plan, currency="")) is None
