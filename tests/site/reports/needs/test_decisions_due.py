"""Decisions to look at again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pratfall.site.campaigns.models import Decision
from pratfall.site.campaigns.services import decisions
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, decisions_due
from tests.site.reports.conftest import NOW


def test_a_decision_comes_back_on_its_day_until_somebody_looked(
    look: Callable[..., Look], decided: Callable[..., Decision], owner: Membership
) -> None:
    made = decided(look_again=(NOW + timedelta(days=10)).date())
    assert list(decisions_due.needs(look())) == []
    later = NOW + timedelta(days=10)
    (row,) = decisions_due.needs(look(now=later))
    assert row.href == f"/decisions/{made.pk}/" and "Olive Owner" in row.sentence
    decisions.revisit(decision=made, actor=owner.user, judgement="right", numbers={}, now=later)
    assert list(decisions_due.needs(look(now=later))) == []
