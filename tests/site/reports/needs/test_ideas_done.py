"""Tests of ideas that have their answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from pratfall.decide.design import design
from pratfall.site.campaigns.models import Decision, Idea
from pratfall.site.campaigns.services import ideas
from pratfall.site.campaigns.services.decisions import Basis
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, ideas_done
from tests.site.campaigns.services.test_ideas import PLAN, VALUES
from tests.site.reports.conftest import NOW

Look_ = Callable[..., Look]


@pytest.fixture
def begun(owner: Membership, home: Path) -> Idea:
    made = ideas.propose(organisation=owner.organisation, actor=owner.user, values=VALUES, now=NOW)
    ideas.start(idea=made, actor=owner.user, seen=1, design=design(PLAN), now=NOW)
    return made


def test_a_test_that_runs_needs_nobody_and_its_exit_does(begun: Idea, owner: Membership, look: Look_) -> None:
    assert list(ideas_done.needs(look())) == []
    for number in range(10):
        ideas.enter(idea=begun, actor=owner.user, variant="Bluesky", ref=str(number), value=1.0 + number % 3,
                    on=NOW.date(), now=NOW)  # fmt: skip
    (row,) = ideas_done.needs(look())
    assert "fewer than eight" in row.sentence


def test_days_that_are_over_are_told(begun: Idea, look: Look_) -> None:
    (row,) = ideas_done.needs(look(now=NOW + timedelta(days=70)))
    assert "days agreed are over" in row.sentence


def test_an_ended_test_waits_for_its_decision(
    begun: Idea, owner: Membership, look: Look_, decided: Callable[..., Decision]
) -> None:
    ideas.end(idea=begun, actor=owner.user, seen=2, result={"state": "worse"}, now=NOW)
    (row,) = ideas_done.needs(look())
    assert row.decide == f"/decide/?idea={begun.pk}"
    decided(act="pull", basis=Basis(about="idea", refs=(str(begun.pk),), title="", numbers={}, idea=begun))
    assert list(ideas_done.needs(look())) == []
