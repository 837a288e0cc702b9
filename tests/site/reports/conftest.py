"""Campaigns, decisions and a look at everything, without a lake."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers

from pratfall.records.numbers import Money
from pratfall.reviews.campaign_numbers import CampaignNumbers
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.story import tell
from pratfall.sample import settings_toml
from pratfall.site.campaigns.models import Campaign, Decision, Idea
from pratfall.site.campaigns.plan import Failure, Milestone, Plan, Stop, StopKind
from pratfall.site.campaigns.services import attention, decisions, plans
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports import demo_team
from pratfall.site.reports.needs import Look
from tests.reviews.render.example import example
from tests.site.conftest import UNTIL, first_owner

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)

PLAN = Plan(
    name="A new oven",
    target=Decimal(4500),
    currency="EUR",
    start=date(2026, 10, 23),
    end=date(2026, 12, 3),
    budget_money=Decimal(300),
    budget_hours=Decimal(40),
    networks=("facebook",),
    milestones=(Milestone(date(2026, 11, 12), Decimal(2250)),),
    failures=(Failure("facebook", "income", Decimal(500)),),
    stops=(Stop(StopKind.RESULT_BELOW, Decimal(1800), date(2026, 11, 15)),),
    hypothesis="People give for a thing they can picture.",
)
NUMBERS = CampaignNumbers(
    name="A new oven",
    as_of=NOW,
    gifts_until=NOW,
    result=Decimal(1544),
    gifts=34,
    spent=(Money(Decimal(120), "EUR"),),
    hours=Decimal(12),
    grown=((date(2026, 11, 1), Decimal(900)), (date(2026, 11, 18), Decimal(1544))),
    networks={"facebook": {"income": 476.88, "posts": 6.0}},
)


@pytest.fixture
def campaign(owner: Membership) -> Campaign:
    """Written and not launched."""
    return plans.draft(organisation=owner.organisation, actor=owner.user, plan=PLAN, now=NOW)


@pytest.fixture
def running(campaign: Campaign, owner: Membership) -> Campaign:
    plans.launch(campaign=campaign, actor=owner.user, seen=1, now=NOW)
    return campaign


@pytest.fixture
def look(owner: Membership) -> Callable[..., Look]:
    """Everything known today; what is given stands in place of what is there."""

    def at(**given: Any) -> Look:
        organisation = owner.organisation
        found = Look(
            organisation=organisation,
            now=NOW,
            words=speech("en"),
            story=tell(example(), "en"),
            shelf=attention.shelf(organisation, NOW.date()),
            campaigns=tuple(Campaign.objects.all()),
            ideas=tuple(Idea.objects.all()),
            decisions=tuple(decisions.standing(organisation)),
            numbers={c.pk: NUMBERS for c in Campaign.objects.filter(launched_at__isnull=False)},
            later={},
            posts=None,
        )
        return replace(found, **given)

    return at


@pytest.fixture
def decided(owner: Membership) -> Callable[..., Decision]:
    """A signed decision about whatever is given."""

    def make(**given: Any) -> Decision:
        basis = given.pop("basis", None) or decisions.Basis(
            about="finding", refs=("level-1a",), codes=("level_fell",), title="Tuesday tip", numbers={"findings": []}
        )
        values = {"act": "optimise", "why": "tried twice", "now": NOW, **given}
        act = decisions.Act(values.pop("act"))
        return decisions.decide(organisation=owner.organisation, actor=owner.user, basis=basis, act=act, **values)

    return make


@dataclass(frozen=True)
class Filled:
    """What the sample's team did: every row of the database, and the folder of files."""

    rows: list[dict[str, Any]]
    home: Path


@pytest.fixture(scope="session")
def _once_filled() -> dict[str, Filled]:
    """Filling takes twelve seconds, so each process does it for its first test that asks."""
    return {}


@pytest.fixture
def filled(
    db: None,
    full_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    _once_filled: dict[str, Filled],
) -> Membership:
    """The owner of organisation default after the sample's team has worked there for a year."""
    home = tmp_path / "home"
    if not _once_filled:
        _once_filled["it"] = _fill(full_home, tmp_path_factory.mktemp("filled"), monkeypatch)
    else:
        for row in serializers.deserialize("python", _once_filled["it"].rows):
            row.save()
    shutil.copytree(_once_filled["it"].home, home, symlinks=True)
    monkeypatch.setenv("PRATFALL_HOME", str(home))
    return Membership.objects.get(organisation__slug="default", role=Role.OWNER)


def _fill(full_home: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Filled:
    """Over the sample's lake, with the settings the demo writes."""
    (home / "lake").symlink_to(full_home / "lake")
    (home / "settings.toml").write_text(settings_toml(UNTIL), encoding="utf-8")
    monkeypatch.setenv("PRATFALL_HOME", str(home))
    demo_team.fill(first_owner(), UNTIL)
    ours = [model for model in apps.get_models() if model.__module__.startswith("pratfall.")]
    rows = [row for model in ours for row in model._default_manager.order_by("pk")]
    return Filled(serializers.serialize("python", rows), home)
