from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from pratfall.decide.afterwards import Later
from pratfall.records.findings import Finding
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window
from pratfall.reviews.render import codec
from pratfall.site.campaigns.models import Decision
from pratfall.site.campaigns.services import decisions
from pratfall.site.lessons.services import worth as service
from pratfall.site.people.models import Membership, Organisation
from pratfall.site.today import desk
from tests.reviews.render.example import example
from tests.site.lessons.conftest import NOW

FEW = NotEnoughData(8, 2, "posts")
UNMISSED = Later(
    posts=0,
    level=FEW,
    change=FEW,
    others=Estimate(1.1, 0.98, 1.2, Unit.RATIO),
    saved=Cost(hours=Decimal(14)),
    days=28,
)
AFTER = NOW + timedelta(days=28)


def about(finding: Finding) -> decisions.Basis:
    numbers = {"findings": [codec.encode(finding)], "review": {"as_of": NOW.isoformat()}}
    return decisions.Basis(
        about="finding", refs=("one",), codes=(finding.code,), title=finding.subject.label, numbers=numbers
    )


@pytest.fixture
def fallen() -> Finding:
    """A fall with its hours."""
    return next(f for f in example().findings if f.cost.hours is not None and f.n)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> dict[int, Later]:
    """What a review would have kept of each decision."""
    known: dict[int, Later] = {}

    def current(organisation: Organisation, now: Any) -> Any:
        return SimpleNamespace(later=known)

    monkeypatch.setattr(desk, "current", current)
    return known


def test_a_stop_that_nobody_missed_is_worth_its_hours(
    decided: Callable[..., Decision], later: dict[int, Later], fallen: Finding, owner: Membership
) -> None:
    decision = decided(act="pull", basis=about(fallen))
    later[decision.pk] = UNMISSED
    found = service.worth(owner.organisation, AFTER)
    assert found is not None
    assert found.saved is not None
    assert found.saved.value == 14
    assert found.items[0].verdict == "right"
    assert found.items[0].number == decision.pk


def test_what_the_team_said_last_stands_beside_it(
    decided: Callable[..., Decision], later: dict[int, Later], fallen: Finding, owner: Membership
) -> None:
    decision = decided(act="pull", basis=about(fallen))
    later[decision.pk] = replace(UNMISSED, others=FEW)
    for judgement, days in (("wrong", 3), ("right", 9)):
        at = NOW + timedelta(days=days)
        decisions.revisit(decision=decision, actor=owner.user, judgement=judgement, numbers={}, now=at)
    found = service.worth(owner.organisation, AFTER)
    assert found is not None
    assert (found.items[0].verdict, found.items[0].judged) == ("open", "right")


def test_only_decisions_of_the_days_asked_for_that_hold_are_counted(
    decided: Callable[..., Decision], later: dict[int, Later], fallen: Finding, owner: Membership
) -> None:
    decision = decided(act="pull", basis=about(fallen))
    later[decision.pk] = UNMISSED
    day = NOW.date()
    assert service.worth(owner.organisation, AFTER, Window(day - timedelta(days=9), day - timedelta(days=1))) is None
    assert service.worth(owner.organisation, AFTER, Window(day, day)) is not None
    decisions.withdraw(decision=decision, actor=owner.user, now=NOW)
    assert service.worth(owner.organisation, AFTER) is None


def test_what_rests_on_no_finding_or_belongs_to_others_is_left_out(
    decided: Callable[..., Decision], later: dict[int, Later], fallen: Finding, owner: Membership, charlie: Membership
) -> None:
    assert service.worth(owner.organisation, AFTER) is None
    later[decided(act="keep").pk] = UNMISSED
    assert service.worth(owner.organisation, AFTER) is None
    later[decided(act="pull", basis=about(fallen)).pk] = UNMISSED
    assert service.worth(charlie.organisation, AFTER) is None


def test_going_on_below_the_bar_takes_the_hours_a_post_took(
    decided: Callable[..., Decision], later: dict[int, Later], fallen: Finding, owner: Membership
) -> None:
    low = Estimate(0.4, 0.3, 0.5, Unit.RATIO)
    later[decided(act="keep", basis=about(fallen)).pk] = replace(UNMISSED, posts=10, level=low)
    found = service.worth(owner.organisation, AFTER)
    assert found is not None
    assert found.took is not None
    assert fallen.cost.hours is not None
    assert found.took.value == pytest.approx(10 * float(fallen.cost.hours) / fallen.n)
    assert found.saved is None
