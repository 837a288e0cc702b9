"""A plan as a team would write it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pratfall.site.campaigns.plan import Failure, Milestone, Plan, Stop, StopKind


@pytest.fixture
def plan() -> Plan:
    """Complete enough to be launched."""
    return Plan(
        name="A new oven",
        target=Decimal(4500),
        currency="EUR",
        start=date(2026, 10, 23),
        end=date(2026, 12, 3),
        budget_money=Decimal(300),
        budget_hours=Decimal(40),
        networks=("facebook", "email"),
        labels=("Six weeks for a new oven",),
        milestones=(Milestone(date(2026, 11, 12), Decimal(2250)),),
        failures=(
            Failure("facebook", "income", Decimal(500), "half of what the cold room brought"),
            Failure("email", "gifts", Decimal(20)),
        ),
        stops=(
            Stop(StopKind.RESULT_BELOW, Decimal(1800), date(2026, 11, 15)),
            Stop(StopKind.SPEND_ABOVE, Decimal(300)),
            Stop(StopKind.CHANCE_BELOW, Decimal("0.1"), date(2026, 11, 10)),
            Stop(StopKind.BY_HAND, None, date(2026, 11, 1), "the oven is given to us"),
        ),
        hypothesis="People give for a thing they can picture.",
    )
