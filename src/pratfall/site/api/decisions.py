"""Signed decisions: made, found again, taken back, revisited."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.records.advice import Act
from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Action, Decision, Revisit
from pratfall.site.campaigns.services import decisions
from pratfall.site.campaigns.services.decisions import Task
from pratfall.site.language import language_of
from pratfall.site.people.roles import Role
from pratfall.site.reports import since_then
from pratfall.site.reports.asked import Asked, about_campaign, about_findings, about_idea

from .access import PLANS, ApiRequest, member, must
from .answers import Slice, answers

router = Router()


class ActionOut(Schema):
    id: int
    version: int
    words: str
    owner: int | None
    due: date | None
    done_at: datetime | None


class RevisitOut(Schema):
    """`numbers`: what had happened after the decision, as it stood when somebody looked."""

    judgement: Revisit.Judgement
    why: str
    look_again: date | None
    numbers: dict[str, Any]
    by: int
    at: datetime


class DecisionOut(Schema):
    """`basis`: the numbers as they stood when it was signed; `intact`: they still are those."""

    id: int
    about: str
    refs: list[str]
    title: str
    act: Act
    advised: str
    why: str
    by: int
    at: datetime
    look_again: date | None
    withdrawn: bool
    superseded_by: int | None
    intact: bool
    basis: dict[str, Any]
    actions: list[ActionOut]
    revisits: list[RevisitOut]


class TaskIn(Schema):
    words: str = Field(min_length=1, max_length=300)
    owner: int | None = None
    due: date | None = None


class DecisionIn(Schema):
    """About one campaign, one test, or one or more findings (by slug)."""

    campaign: int | None = None
    idea: int | None = None
    findings: list[str] = Field([], max_length=50)
    act: Act
    why: str = Field(min_length=1, max_length=2000)
    look_again: date | None = None
    tasks: list[TaskIn] = Field([], max_length=20)
    supersedes: int | None = None


class WithdrawIn(Schema):
    why: str = Field("", max_length=2000)


class RevisitIn(Schema):
    """Was it right, by what happened since? `look_again`: another day to ask."""

    judgement: Revisit.Judgement
    why: str = Field("", max_length=2000)
    look_again: date | None = None


class TickIn(Schema):
    seen: int = Field(ge=1, le=2**31 - 1)
    done: bool


@router.get("/", response=answers(list[DecisionOut]), summary="Every decision, newest first")
def listed(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    rows = request.organisation.decisions.prefetch_related("actions", "revisits").order_by("-at", "-pk")
    return [_told(row) for row in part.of(rows)]


@router.post("/", auth=PLANS, response=answers(DecisionOut, 201), summary="Sign a decision")
def decide(request: ApiRequest, given: DecisionIn) -> Status[dict[str, Any]]:
    must(request.auth, Role.MANAGER)
    made = decisions.decide(
        organisation=request.organisation,
        actor=request.auth.user,
        basis=_about(request, given).basis,
        act=given.act,
        why=given.why,
        now=timezone.now(),
        look_again=given.look_again,
        tasks=[_task(request, task) for task in given.tasks],
        supersedes=_of(request, given.supersedes) if given.supersedes is not None else None,
    )
    return Status(201, _told(_of(request, made.pk)))


@router.get("/{int:decision_id}/", response=answers(DecisionOut), summary="One decision")
def one(request: ApiRequest, decision_id: int) -> dict[str, Any]:
    return _told(_of(request, decision_id))


@router.post("/{int:decision_id}/withdraw/", auth=PLANS, response=answers(DecisionOut), summary="Take it back in time")
def withdraw(request: ApiRequest, decision_id: int, given: WithdrawIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    decisions.withdraw(decision=_of(request, decision_id), actor=request.auth.user, now=timezone.now(), why=given.why)
    return _told(_of(request, decision_id))


@router.post("/{int:decision_id}/revisit/", auth=PLANS, response=answers(DecisionOut), summary="Say if it was right")
def revisit(request: ApiRequest, decision_id: int, given: RevisitIn) -> dict[str, Any]:
    """What happened after it is kept beside the judgement."""
    must(request.auth, Role.MANAGER)
    since_then.judge(
        decision=_of(request, decision_id),
        actor=request.auth.user,
        judgement=given.judgement.value,
        why=given.why,
        look_again=given.look_again,
        now=timezone.now(),
    )
    return _told(_of(request, decision_id))


@router.put("/actions/{int:action_id}/", auth=PLANS, response=answers(DecisionOut), summary="Tick an action off")
def tick(request: ApiRequest, action_id: int, given: TickIn) -> dict[str, Any]:
    action = Action.objects.filter(pk=action_id, decision__organisation=request.organisation).first()
    if action is None:
        raise Http404
    decisions.finish(action=action, actor=request.auth.user, seen=given.seen, now=timezone.now(), done=given.done)
    return _told(_of(request, action.decision.pk))


def _task(request: ApiRequest, given: TaskIn) -> Task:
    owner = member(request, given.owner) if given.owner is not None else None
    return Task(given.words, owner, given.due)


def _about(request: ApiRequest, given: DecisionIn) -> Asked:
    words = speech(language_of(request))
    if given.campaign is not None:
        return about_campaign(request.organisation, words, given.campaign)
    if given.idea is not None:
        return about_idea(request.organisation, given.idea)
    return about_findings(request.organisation, words, given.findings)


def _of(request: ApiRequest, decision_id: int) -> Decision:
    found = request.organisation.decisions.filter(pk=decision_id).first()
    if found is None:
        raise Http404
    return found


def _told(row: Decision) -> dict[str, Any]:
    same = ("about", "refs", "title", "act", "advised", "why", "at", "look_again")
    superseding = Decision.objects.filter(supersedes=row).first()
    return {
        **{name: getattr(row, name) for name in same},
        "id": row.pk,
        "by": row.by.pk,
        "withdrawn": hasattr(row, "withdrawal"),
        "superseded_by": superseding.pk if superseding else None,
        "intact": decisions.intact(row),
        "basis": json.loads(row.basis),
        "actions": [_action(action) for action in row.actions.all()],
        "revisits": [_revisit(one) for one in row.revisits.all()],
    }


def _action(action: Action) -> dict[str, Any]:
    same = ("version", "words", "due", "done_at")
    return {**{name: getattr(action, name) for name in same}, "id": action.pk, "owner": action.owner_id}


def _revisit(one: Revisit) -> dict[str, Any]:
    same = ("judgement", "why", "look_again", "numbers", "at")
    return {**{name: getattr(one, name) for name in same}, "by": one.by_id}
