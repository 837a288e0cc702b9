"""Write a plan, change it, launch it, end it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from pratfall.errors import Conflict, Refused
from pratfall.site.campaigns import gates
from pratfall.site.campaigns import plan as plans
from pratfall.site.campaigns.announcements import campaign_launched
from pratfall.site.campaigns.models import Amendment, Campaign, State
from pratfall.site.campaigns.plan import Plan
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.versions import change

LOCKED = ("unit", "currency", "start")  # what the launched campaign's own past would be counted by
OPEN = ("owner",)  # says nothing about what success is, so changing it needs no reason


def draft(*, organisation: Organisation, actor: User, plan: Plan, now: datetime) -> Campaign:
    """A new plan; planned at once where nothing is missing. Raises Refused."""
    plan = _possible(plan)
    campaign = Campaign(organisation=organisation, state=_state(plan), created_at=now, **plans.columns(plan))
    try:
        with transaction.atomic():
            campaign.save()
            record(actor=actor, organisation=organisation, act="plan_drafted", subject=campaign, after=_told(plan))
    except IntegrityError as error:
        raise Refused("plan_name_taken", name=plan.name) from error
    return campaign


def revise(*, campaign: Campaign, actor: User, plan: Plan, seen: int, now: datetime, why: str = "") -> Campaign:
    """The plan as it is from now on. After the launch every change needs a reason and is kept as an amendment.

    Raises Conflict where it moved since `seen`, and Refused where a rule stands against it.
    """
    plan = _possible(plan)
    before, after = plans.read(campaign).as_json(), plan.as_json()
    parts = plans.changed(before, after)
    if campaign.version == seen:
        _refuse(campaign, parts, why)
    try:
        with transaction.atomic():
            state = campaign.state if campaign.launched else _state(plan)
            change(campaign, version=seen, state=state, **plans.columns(plan))
            if campaign.launched:
                _amend(campaign, actor, [part for part in parts if part not in OPEN], before, after, why, now)
            record(
                actor=actor,
                organisation=campaign.organisation,
                act="plan_amended" if campaign.launched else "plan_revised",
                subject=campaign,
                before={part: before[part] for part in parts if part in SAID},
                after={part: after[part] for part in parts if part in SAID},
            )
    except Conflict as conflict:
        there = plans.read(Campaign.objects.get(pk=campaign.pk))
        theirs = {**there.as_json(), "version": conflict.theirs["version"]}
        raise Conflict("changed_meanwhile", theirs=theirs, yours=after) from conflict
    except IntegrityError as error:
        raise Refused("plan_name_taken", name=plan.name) from error
    return campaign


def launch(*, campaign: Campaign, actor: User, seen: int, now: datetime) -> None:
    """From now on it runs: what failure is can only be amended, and predictions are closed.

    Raises Refused, with the first reason of a gate where one stands against it.
    """
    lacking = plans.missing(plans.read(campaign))
    if campaign.launched:
        raise Refused("plan_launched_already", name=campaign.name)
    if lacking:
        raise Refused("plan_incomplete", name=campaign.name, n=len(lacking))
    with transaction.atomic():
        Campaign.objects.select_for_update().get(pk=campaign.pk)  # what gates find stays so until it is through
        if reasons := gates.against(campaign, now):
            raise reasons[0]
        change(campaign, version=seen, state=State.RUNNING, launched_at=now)
        after = {"failures": campaign.failures, "stops": campaign.stops, "target": str(campaign.target)}
        record(actor=actor, organisation=campaign.organisation, act="plan_launched", subject=campaign, after=after)
        campaign_launched.send(Campaign, campaign=campaign, actor=actor, now=now)


def end(*, campaign: Campaign, actor: User, seen: int, now: datetime, outcome: Mapping[str, Any]) -> None:
    """It is over: its numbers are frozen, and what everybody predicted is revealed together. Raises Refused."""
    with transaction.atomic():
        close(campaign, actor, State.ENDED, seen, now, outcome)


def close(campaign: Campaign, actor: User, state: State, seen: int, now: datetime, outcome: Mapping[str, Any]) -> None:
    """Within the caller's transaction."""
    if campaign.state != State.RUNNING:
        raise Refused("plan_not_running", name=campaign.name)
    change(campaign, version=seen, state=state, ended_at=now, outcome=dict(outcome))
    act = "plan_pulled" if state == State.PULLED else "plan_ended"
    record(actor=actor, organisation=campaign.organisation, act=act, subject=campaign, after={"outcome": dict(outcome)})


def discard(*, campaign: Campaign, actor: User, seen: int) -> None:
    """A plan that was never launched goes away. Raises Refused, and Conflict where somebody has just worked on it."""
    if campaign.launched:
        raise Refused("plan_launched_already", name=campaign.name)
    with transaction.atomic():
        before = _told(plans.read(campaign))
        change(campaign, version=seen, state=State.DRAFT)  # nobody's newer text goes with it
        record(actor=actor, organisation=campaign.organisation, act="plan_discarded", subject=campaign, before=before)
        campaign.delete()


# Parts that may stand in a trail nobody can erase from: notes may speak of people.
SAID = frozenset(plans.PARTS) - {"audience", "audience_known", "hypothesis"}


def _told(plan: Plan) -> dict[str, Any]:
    return {part: value for part, value in plan.as_json().items() if part in SAID}


def _state(plan: Plan) -> State:
    return State.DRAFT if plans.missing(plan) else State.PLANNED


def _possible(plan: Plan) -> Plan:
    plan = plans.tidy(plan)
    if not plan.name.strip():
        raise Refused("plan_unnamed")
    if plan.start and plan.end and plan.end <= plan.start:
        raise Refused("plan_ends_before_start", start=plan.start, end=plan.end)
    outside = [m for m in plan.milestones if plan.start and plan.end and not plan.start <= m.day <= plan.end]
    if outside:
        raise Refused("plan_milestone_outside", day=outside[0].day)
    return plan


def _refuse(campaign: Campaign, parts: tuple[str, ...], why: str) -> None:
    """Rules of what may still be changed."""
    if campaign.over:
        raise Refused("plan_over", name=campaign.name)
    if not campaign.launched:
        return
    locked = [part for part in parts if part in LOCKED]
    if locked:
        raise Refused("plan_part_locked", part=locked[0])
    if not why.strip() and any(part not in OPEN for part in parts):
        raise Refused("plan_amendment_needs_reason")


def _amend(
    campaign: Campaign,
    actor: User,
    parts: list[str],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    why: str,
    now: datetime,
) -> None:
    rows = [
        Amendment(campaign=campaign, field=part, before=before[part], after=after[part], why=why, by=actor, at=now)
        for part in parts
    ]
    Amendment.objects.bulk_create(rows)
