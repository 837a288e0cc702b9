"""Promised checks in the way of a launch: ticked by a person, or waived with a manager's signature."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pratfall.errors import Refused
from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import CampaignCheck, Prevention, ProofKind
from pratfall.site.setbacks.rights import require

from . import preventions


@dataclass(frozen=True)
class Check:
    """One promise a campaign has to keep, and what somebody said to it, if anybody did."""

    prevention: Prevention
    said: CampaignCheck | None

    @property
    def open(self) -> bool:
        return self.said is None


def of_campaign(campaign: Campaign) -> list[Check]:
    """What it has to keep before it is launched; afterwards only what was said then. Oldest promise first."""
    said = {check.prevention_id: check for check in campaign.promised_checks.select_related("by")}
    if campaign.launched:
        kept = preventions.of(campaign.organisation).filter(pk__in=said)
        return [Check(prevention, said[prevention.pk]) for prevention in kept.order_by("at", "pk")]
    waiting = preventions.open_of(campaign.organisation).filter(kind=ProofKind.CHECK).order_by("at", "pk")
    return [Check(p, said.get(p.pk)) for p in waiting if p.pk in said or fits(p.matches, campaign)]


def fits(matches: Mapping[str, Sequence[str]], campaign: Campaign) -> bool:
    """Whether a campaign is meant: by any of its networks, labels or words. Where nothing is named, every one is."""
    networks, labels, words = (matches.get(part) or () for part in ("networks", "labels", "words"))
    if not (networks or labels or words):
        return True
    own = {label.casefold() for label in campaign.labels}
    text = f"{campaign.name}\n{campaign.hypothesis}".casefold()
    return (
        not set(networks).isdisjoint(campaign.networks)
        or any(label.casefold() in own for label in labels)
        or any(re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text) for word in words)
    )


def tick(*, campaign: Campaign, prevention: Prevention, actor: User, now: datetime) -> None:
    """Somebody has looked: this campaign keeps the promise. A waiver is taken back by it. Raises Refused."""
    require(actor, campaign.organisation, Role.EDITOR)
    _say(campaign, prevention, actor, now, waived=False, why="", act="promise_ticked")


def waive(*, campaign: Campaign, prevention: Prevention, actor: User, why: str, now: datetime) -> None:
    """Signed by a manager: this campaign may go without. The promise stays unproved. Raises Refused."""
    require(actor, campaign.organisation, Role.MANAGER)
    if not why.strip():
        raise Refused("promise_waived_needs_reason")
    _say(campaign, prevention, actor, now, waived=True, why=why.strip()[:2000], act="promise_waived")


def untick(*, campaign: Campaign, prevention: Prevention, actor: User) -> None:
    """It is open again. Raises Refused."""
    require(actor, campaign.organisation, Role.EDITOR)
    with transaction.atomic():
        held = _before_launch(campaign)
        if CampaignCheck.objects.filter(campaign=held, prevention=prevention).delete()[0]:
            _record(campaign, prevention, actor, "promise_unticked")


def _say(
    campaign: Campaign, prevention: Prevention, actor: User, now: datetime, *, waived: bool, why: str, act: str
) -> None:
    with transaction.atomic():
        held = _before_launch(campaign)
        if prevention.pk not in {check.prevention.pk for check in of_campaign(held)}:
            raise Refused("promise_not_of_campaign")
        CampaignCheck.objects.update_or_create(
            prevention=prevention, campaign=held, defaults={"waived": waived, "why": why, "by": actor, "at": now}
        )
        _record(campaign, prevention, actor, act)


def _before_launch(campaign: Campaign) -> Campaign:
    """As it stands, held until the transaction ends, so that it is not launched meanwhile. Raises Refused."""
    held = Campaign.objects.select_for_update().select_related("organisation").get(pk=campaign.pk)
    if held.launched:
        raise Refused("plan_launched_already", name=held.name)
    return held


def _record(campaign: Campaign, prevention: Prevention, actor: User, act: str) -> None:
    after = {"prevention": prevention.pk}
    record(actor=actor, organisation=campaign.organisation, act=act, subject=campaign, after=after)
