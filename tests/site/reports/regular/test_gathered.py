from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pratfall.site.campaigns.models import Decision
from pratfall.site.campaigns.services import decisions
from pratfall.site.people.models import Membership
from pratfall.site.reports.regular.gathered import Gathered

from .conftest import JUNE, NOW


def test_only_decisions_that_stood_at_the_end_are_looked_at(
    look: Callable[..., Gathered], decided: Callable[..., Decision], owner: Membership
) -> None:
    before = decided(now=JUNE.begins - timedelta(days=3))
    inside = decided(now=JUNE.over - timedelta(hours=1))
    gone = decided(now=JUNE.begins + timedelta(days=3))
    decisions.withdraw(decision=gone, actor=owner.user, now=JUNE.begins + timedelta(days=3, hours=1))
    decided(now=NOW)
    assert look().decisions == (before, inside) and look().decided == (inside,)
