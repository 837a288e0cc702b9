"""A campaign that matches keeps the promise before it is launched: ticked by a person or waived by a manager."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from pratfall.errors import Refused
from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.campaigns.plan import Failure, Plan, Stop, StopKind
from pratfall.site.campaigns.services import plans
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import CampaignCheck, Prevention, Setback
from pratfall.site.setbacks.services import checks, preventions
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.promised import LOOK_TWICE, promise

PLAN = Plan(
    name="A new oven",
    target=Decimal(4500),
    currency="EUR",
    start=date(2026, 11, 23),
    end=date(2026, 12, 13),
    networks=("facebook",),
    labels=("Oven",),
    failures=(Failure("facebook", "income", Decimal(500)),),
    stops=(Stop(StopKind.SPEND_ABOVE, Decimal(300)),),
    hypothesis="People give for a thing they can picture.",
)


@pytest.fixture
def campaign(owner: Membership) -> Campaign:
    return plans.draft(organisation=owner.organisation, actor=owner.user, plan=PLAN, now=NOW)


@pytest.fixture
def prevention(setback: Setback, owner: Membership) -> Prevention:
    return promise(setback, owner.user)


def launch(campaign: Campaign, owner: Membership) -> None:
    campaign = Campaign.objects.get(pk=campaign.pk)
    plans.launch(campaign=campaign, actor=owner.user, seen=campaign.version, now=NOW + timedelta(days=1))


def test_a_launch_is_refused_until_the_check_is_ticked_and_then_proves_it(
    campaign: Campaign, prevention: Prevention, owner: Membership
) -> None:
    with pytest.raises(Refused, match="promise_open") as caught:
        launch(campaign, owner)
    assert caught.value.facts["check"] == LOOK_TWICE.check_words
    checks.tick(campaign=campaign, prevention=prevention, actor=owner.user, now=NOW)
    prevention.refresh_from_db()
    assert prevention.proved_at is None
    launch(campaign, owner)
    prevention.refresh_from_db()
    assert prevention.proved_by == owner.user and prevention.proof is not None
    assert prevention.proof["campaign"] == campaign.pk and prevention.proof["reason"] == "launched_with_it"


def test_a_waiver_lets_one_campaign_go_and_proves_nothing(
    campaign: Campaign, prevention: Prevention, owner: Membership, join: Callable[..., Membership]
) -> None:
    editor = join(Role.EDITOR).user
    with pytest.raises(Refused, match="not_allowed_here"):
        checks.waive(campaign=campaign, prevention=prevention, actor=editor, why="no picture", now=NOW)
    with pytest.raises(Refused, match="promise_waived_needs_reason"):
        checks.waive(campaign=campaign, prevention=prevention, actor=owner.user, why=" ", now=NOW)
    checks.waive(campaign=campaign, prevention=prevention, actor=owner.user, why="It has no picture.", now=NOW)
    launch(campaign, owner)
    prevention.refresh_from_db()
    assert prevention.proved_at is None
    again = plans.draft(organisation=owner.organisation, actor=owner.user, plan=replace(PLAN, name="Soup"), now=NOW)
    with pytest.raises(Refused, match="promise_open"):
        launch(again, owner)


def test_a_tick_taken_back_shuts_the_gate_again(campaign: Campaign, prevention: Prevention, owner: Membership) -> None:
    checks.tick(campaign=campaign, prevention=prevention, actor=owner.user, now=NOW)
    checks.tick(campaign=campaign, prevention=prevention, actor=owner.user, now=NOW)
    checks.untick(campaign=campaign, prevention=prevention, actor=owner.user)
    assert not CampaignCheck.objects.exists()
    with pytest.raises(Refused, match="promise_open"):
        launch(campaign, owner)


def test_after_the_launch_nothing_is_ticked_or_waived(
    campaign: Campaign, prevention: Prevention, owner: Membership
) -> None:
    checks.tick(campaign=campaign, prevention=prevention, actor=owner.user, now=NOW)
    launch(campaign, owner)
    with pytest.raises(Refused, match="plan_launched_already"):
        checks.untick(campaign=campaign, prevention=prevention, actor=owner.user)
    with pytest.raises(Refused, match="plan_launched_already"):
        checks.waive(campaign=campaign, prevention=prevention, actor=owner.user, why="late", now=NOW)
    shown = checks.of_campaign(Campaign.objects.get(pk=campaign.pk))
    assert [check.prevention for check in shown] == [prevention]


@pytest.mark.parametrize(
    ("matches", "meant"),
    [
        ({}, True),
        ({"networks": ["facebook"]}, True),
        ({"networks": ["x"]}, False),
        ({"labels": ["oven"]}, True),
        ({"labels": ["ovens"]}, False),
        ({"words": ["OVEN"]}, True),
        ({"words": ["picture"]}, True),
        ({"words": ["pic"]}, False),
        ({"words": [".*"]}, False),
        ({"networks": ["x"], "words": ["oven"]}, True),
    ],
)
def test_a_check_is_meant_for_campaigns_by_network_label_or_word(
    campaign: Campaign, matches: dict[str, list[str]], meant: bool
) -> None:
    assert checks.fits(matches, campaign) is meant


def test_a_check_of_another_organisation_a_drill_or_one_given_up_stands_in_nobodys_way(
    campaign: Campaign, owner: Membership, charlie: Membership, make_setback: Callable[..., Setback]
) -> None:
    promise(make_setback(organisation=charlie.organisation), charlie.user)
    promise(make_setback(drill=True), owner.user)
    given_up = promise(make_setback(), owner.user)
    preventions.give_up(prevention=given_up, actor=owner.user, why="not needed", seen=1, now=NOW)
    launch(campaign, owner)
    assert Campaign.objects.get().state == State.RUNNING


def test_nobody_ticks_a_promise_of_another_organisation(
    campaign: Campaign, charlie: Membership, owner: Membership, make_setback: Callable[..., Setback]
) -> None:
    theirs = promise(make_setback(organisation=charlie.organisation), charlie.user)
    with pytest.raises(Refused, match="promise_not_of_campaign"):
        checks.tick(campaign=campaign, prevention=theirs, actor=owner.user, now=NOW)


def test_a_plan_that_came_to_match_is_held_back_too(campaign: Campaign, setback: Setback, owner: Membership) -> None:
    promise(setback, owner.user, replace(LOOK_TWICE, matches={"networks": ["instagram"]}))
    assert checks.of_campaign(campaign) == []
    wider = replace(
        PLAN, networks=("facebook", "instagram"), failures=(*PLAN.failures, Failure("instagram", "likes", Decimal(9)))
    )
    plans.revise(campaign=campaign, actor=owner.user, plan=wider, seen=campaign.version, now=NOW)
    with pytest.raises(Refused, match="promise_open"):
        launch(campaign, owner)


def test_a_tick_says_in_the_trail_who_and_which(campaign: Campaign, prevention: Prevention, owner: Membership) -> None:
    checks.tick(campaign=campaign, prevention=prevention, actor=owner.user, now=NOW)
    entry = AuditEntry.objects.get(act="promise_ticked")
    assert (entry.actor, entry.subject, entry.after) == (
        owner.user,
        f"campaign:{campaign.pk}",
        {"prevention": prevention.pk},
    )
