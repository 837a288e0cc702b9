"""The sample's small appeals: two weeks each, for a place at the table, long before its setback.

They bring too few gifts to say how a large campaign goes on, and enough to learn how far predictions can be trusted.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from pratfall.records.goals import CampaignGoal, GoalUnit
from pratfall.records.numbers import Window
from pratfall.records.scene import Scene
from pratfall.site.campaigns.models import Boldness
from pratfall.site.campaigns.plan import Failure, Stop, StopKind
from pratfall.site.people.models import Membership, User

from .demo_plans import ended, launched, plan_of

BEGAN_WEEKS = (100, 94, 88, 82, 76, 70, 64, 52, 46, 41, 36, 31)  # before the last day, never two in one month
DAYS = 14
LABELS = ("A place at the table", "Winter larder")
# What the two thought each would do: one hopeful whatever came before, the other learning from it.
THOUGHT = (
    (0.8, 0.5), (0.75, 0.45), (0.85, 0.4), (0.7, 0.6), (0.8, 0.35), (0.9, 0.5),
    (0.75, 0.3), (0.85, 0.8), (0.8, 0.55), (0.7, 0.25), (0.65, 0.4), (0.75, 0.35),
)  # fmt: skip
TARGET, STOP_BELOW = Decimal(9), Decimal(2)  # gifts


def fill(owner: Membership, colleague: User, scene: Scene, until: date) -> None:
    for weeks, (hope, doubt) in zip(BEGAN_WEEKS, THOUGHT, strict=True):
        start = until - timedelta(weeks=weeks)
        goal = CampaignGoal(
            name=f"A place at the table, {start:%B %Y}",
            labels=frozenset(label.casefold() for label in LABELS),
            window=Window(start, start + timedelta(days=DAYS - 1)),
            unit=GoalUnit.GIFTS,
        )
        bold = Boldness.INCREMENTAL if weeks % 4 else Boldness.ROUTINE
        plan = plan_of(
            goal,
            labels=LABELS,
            target=TARGET,
            budget_hours=Decimal(6),
            failures=(Failure("facebook", "gifts", Decimal(1)), Failure("email", "gifts", Decimal(3))),
            stops=(Stop(StopKind.RESULT_BELOW, STOP_BELOW, start + timedelta(days=DAYS // 2)),),
            hypothesis="Two weeks, one table, one number: who gives once may give again.",
            boldness=bold.value,
            owner=owner.user.pk,
        )
        made = launched(owner, colleague, plan, start, ((owner.user, hope, ""), (colleague, doubt, "")))
        ended(owner, made, goal, scene)
