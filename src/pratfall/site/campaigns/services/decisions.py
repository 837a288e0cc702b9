"""Decide, take back, decide anew, look again. A decision is never edited."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from pratfall.errors import Refused
from pratfall.records.advice import Act
from pratfall.site.campaigns.models import Action, Campaign, Decision, Idea, Revisit, State, Withdrawal
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.versions import change

from .plans import close

WITHDRAW_WITHIN = timedelta(hours=24)
LOOK_AGAIN_DAYS = 28
LISTS_ACTIONS = (Act.OPTIMISE, Act.LEARN)


@dataclass(frozen=True)
class Task:
    """Something to do that the decision asks for."""

    words: str
    owner: User | None = None
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What was decided about, and the numbers as they stood (JSON values)."""

    about: str  # "finding", "campaign" or "idea"
    refs: Sequence[str]
    title: str
    numbers: Mapping[str, Any]
    codes: Sequence[str] = ()  # of findings: what found each
    advised: Act | None = None
    campaign: Campaign | None = None
    idea: Idea | None = None


def decide(
    *,
    organisation: Organisation,
    actor: User,
    basis: Basis,
    act: Act,
    why: str,
    now: datetime,
    look_again: date | None = None,
    tasks: Sequence[Task] = (),
    supersedes: Decision | None = None,
) -> Decision:
    """Signed by `actor`. Pulling a running campaign stops it in the same breath. Raises Refused."""
    if not why.strip():
        raise Refused("decision_needs_reason")
    if look_again is not None and look_again <= now.date():
        raise Refused("decision_looks_back", day=look_again)
    _refuse_old(supersedes)
    text = json.dumps(basis.numbers, ensure_ascii=False, sort_keys=True)
    with transaction.atomic(), once("decision_superseded"):
        made = Decision.objects.create(
            organisation=organisation,
            about=basis.about,
            refs=list(basis.refs),
            codes=list(basis.codes),
            title=basis.title,
            act=act.value,
            advised=basis.advised.value if basis.advised else "",
            why=why,
            look_again=look_again or now.date() + timedelta(days=LOOK_AGAIN_DAYS),
            basis=text,
            basis_hash=digest(text),
            by=actor,
            at=now,
            supersedes=supersedes,
            campaign=basis.campaign,
            idea=basis.idea,
        )
        Action.objects.bulk_create(Action(decision=made, words=t.words, owner=t.owner, due=t.due) for t in tasks)
        if act is Act.PULL and basis.campaign is not None and basis.campaign.state == State.RUNNING:
            close(basis.campaign, actor, State.PULLED, basis.campaign.version, now, basis.numbers.get("campaign", {}))
        after = {"act": act.value, "about": basis.about, "refs": list(basis.refs), "basis": made.basis_hash}
        record(actor=actor, organisation=organisation, act="decision_signed", subject=made, after=after)
    return made


def withdraw(*, decision: Decision, actor: User, now: datetime, why: str = "") -> None:
    """Undo, within WITHDRAW_WITHIN: both stay to be read. A campaign it pulled runs again. Raises Refused."""
    if now > decision.at + WITHDRAW_WITHIN:
        raise Refused("decision_too_old_to_withdraw", hours=int(WITHDRAW_WITHIN.total_seconds()) // 3600)
    _refuse_old(decision)
    with transaction.atomic(), once("decision_withdrawn"):
        Withdrawal.objects.create(decision=decision, why=why, by=actor, at=now)
        campaign = decision.campaign
        if decision.act == Act.PULL and campaign is not None and campaign.state == State.PULLED:
            change(campaign, version=campaign.version, state=State.RUNNING, ended_at=None, outcome=None)
        record(actor=actor, organisation=decision.organisation, act="decision_withdrawn", subject=decision)


def revisit(
    *,
    decision: Decision,
    actor: User,
    judgement: str,
    numbers: Mapping[str, Any],
    now: datetime,
    why: str = "",
    look_again: date | None = None,
) -> Revisit:
    """What happened after it, by today's numbers, and what the team makes of that. Raises Refused."""
    if look_again is not None and look_again <= now.date():
        raise Refused("decision_looks_back", day=look_again)
    if judgement not in Revisit.Judgement.values:
        raise Refused("revisit_needs_judgement")
    with transaction.atomic():
        made = Revisit.objects.create(
            decision=decision,
            judgement=judgement,
            why=why,
            numbers=dict(numbers),
            look_again=look_again,
            by=actor,
            at=now,
        )
        after = {"judgement": judgement}
        record(actor=actor, organisation=decision.organisation, act="decision_revisited", subject=decision, after=after)
    return made


def finish(*, action: Action, actor: User, seen: int, now: datetime, done: bool) -> None:
    """Ticks an action off, or takes the tick back. Raises Conflict."""
    with transaction.atomic():
        change(action, version=seen, done_at=now if done else None)
        act = "action_done" if done else "action_reopened"
        record(actor=actor, organisation=action.decision.organisation, act=act, subject=action)


def standing(organisation: Organisation) -> QuerySet[Decision]:
    """Decisions that hold: neither withdrawn nor superseded. Newest first."""
    found = Decision.objects.filter(organisation=organisation, withdrawal__isnull=True, superseded_by__isnull=True)
    return found.select_related("by", "campaign", "idea").prefetch_related("revisits").order_by("-at", "-pk")


def due(decision: Decision) -> date | None:
    """When to look again: as its newest revisit says, else as it said itself."""
    revisits = sorted(decision.revisits.all(), key=lambda revisit: revisit.at)
    return revisits[-1].look_again if revisits else decision.look_again


def intact(decision: Decision) -> bool:
    """Whether its numbers are those it was signed with."""
    return digest(decision.basis) == decision.basis_hash


@contextmanager
def once(code: str) -> Iterator[None]:
    """Somebody else did the same a moment ago: raises Refused."""
    try:
        yield
    except IntegrityError as error:
        raise Refused(code) from error


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _refuse_old(decision: Decision | None) -> None:
    if decision is None:
        return
    if Withdrawal.objects.filter(decision=decision).exists():
        raise Refused("decision_withdrawn")
    if Decision.objects.filter(supersedes=decision).exists():
        raise Refused("decision_superseded")
