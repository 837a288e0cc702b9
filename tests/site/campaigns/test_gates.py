"""What stands against a launch keeps it from happening, whoever asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.site.campaigns import gates
from pratfall.site.campaigns.announcements import campaign_launched
from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.campaigns.plan import Plan
from pratfall.site.campaigns.services import plans
from pratfall.site.people.models import AuditEntry, Membership


@pytest.fixture
def campaign(owner: Membership, plan: Plan, now: datetime) -> Campaign:
    return plans.draft(organisation=owner.organisation, actor=owner.user, plan=plan, now=now)


@pytest.fixture(autouse=True)
def _own_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "_gates", [])


@pytest.fixture
def heard() -> Iterator[list[Any]]:
    told: list[Any] = []

    def hear(**named: Any) -> None:
        told.append(named)

    campaign_launched.connect(hear)
    yield told
    campaign_launched.disconnect(hear)


def shut(campaign: Campaign, now: datetime) -> Refused | None:
    return Refused("plan_over", name=campaign.name)


def open_to_all(campaign: Campaign, now: datetime) -> Refused | None:
    return None


def test_a_gate_that_is_shut_keeps_a_campaign_from_its_launch(
    campaign: Campaign, owner: Membership, now: datetime, heard: list[Any]
) -> None:
    gates.register(open_to_all)
    gates.register(shut)
    with pytest.raises(Refused, match="plan_over"):
        plans.launch(campaign=campaign, actor=owner.user, seen=campaign.version, now=now)
    assert Campaign.objects.get().state == State.PLANNED
    assert not AuditEntry.objects.filter(act="plan_launched").exists() and not heard


def test_a_gate_is_asked_once_however_often_it_is_registered(campaign: Campaign, now: datetime) -> None:
    for gate in (shut, open_to_all, shut):
        gates.register(gate)
    assert [refused.code for refused in gates.against(campaign, now)] == ["plan_over"]


def test_a_launch_is_announced_with_who_and_when(
    campaign: Campaign, owner: Membership, now: datetime, heard: list[Any]
) -> None:
    plans.launch(campaign=campaign, actor=owner.user, seen=campaign.version, now=now)
    (told,) = heard
    assert (told["campaign"], told["actor"], told["now"]) == (campaign, owner.user, now)
