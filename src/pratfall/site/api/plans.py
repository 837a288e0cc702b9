"""Campaigns: written, predicted, launched, ended."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status
from pydantic import AfterValidator

from pratfall.records.goals import GoalUnit
from pratfall.site.campaigns import plan as parts
from pratfall.site.campaigns.models import Boldness, Campaign, PieceKind
from pratfall.site.campaigns.plan import Failure, Milestone, Plan, Stop, StopKind
from pratfall.site.campaigns.services import pieces, plans, predictions
from pratfall.site.people.roles import Role
from pratfall.site.reports import freezing
from pratfall.site.today import desk

from .access import PLANS, ApiRequest, must
from .answers import Slice, answers

router = Router()


def known(names: tuple[str, ...]) -> AfterValidator:
    """A field that takes these words and no others."""

    def check(given: str) -> str:
        if given not in names:
            raise ValueError(f"one of {', '.join(names)}")
        return given

    return AfterValidator(check)


Amount = Annotated[Decimal, Field(gt=0, le=Decimal("1e10"), decimal_places=2)]
Network = Annotated[str, known(parts.NETWORKS)]
Metric = Annotated[str, known(parts.COUNTED)]
Note = Annotated[str, Field(max_length=2000)]
Label = Annotated[str, Field(min_length=1, max_length=120)]


class MilestoneIO(Schema):
    day: date
    value: Amount


class FailureIO(Schema):
    network: Network
    metric: Metric
    under: Amount
    words: Note = ""


class StopIO(Schema):
    kind: StopKind
    value: Amount | None = None
    day: date | None = None
    words: Note = ""


class PlanIO(Schema):
    """What a person writes. `owner`: somebody's number; `boldness`: routine, incremental, adjacent or radical."""

    name: str = Field(min_length=1, max_length=120)
    unit: GoalUnit = GoalUnit.MONEY
    target: Amount | None = None
    currency: str = Field("", pattern="^([A-Z]{3})?$")
    start: date | None = None
    end: date | None = None
    budget_money: Amount | None = None
    budget_hours: Annotated[Decimal, Field(gt=0, le=100_000, decimal_places=1)] | None = None
    networks: list[Network] = Field([], max_length=20)
    labels: list[Label] = Field([], max_length=40)
    milestones: list[MilestoneIO] = Field([], max_length=20)
    failures: list[FailureIO] = Field([], max_length=40)
    stops: list[StopIO] = Field([], max_length=20)
    audience: Note = ""
    audience_known: Note = ""
    hypothesis: Note = ""
    boldness: Boldness = Boldness.ROUTINE
    owner: int | None = None


class PlanOut(Schema):
    """`version`: to be sent back with a change. `missing`: what has to be written before it can be launched."""

    id: int
    version: int
    state: str
    launched_at: datetime | None
    ended_at: datetime | None
    outcome: dict[str, Any] | None
    missing: list[str]
    plan: PlanIO


class ReviseIn(Schema):
    """`seen`: the version the change was written over. `why`: needed after the launch."""

    seen: int = Field(ge=1, le=2**31 - 1)
    why: Note = ""
    plan: PlanIO


class PlanSeenIn(Schema):
    seen: int = Field(ge=1, le=2**31 - 1)


class PredictionIn(Schema):
    """The chance, 0 to 1, that the target is reached."""

    probability: float = Field(ge=0, le=1)
    why: Note = ""


class PredictionOut(PredictionIn):
    by: int
    at: datetime


class PieceOut(Schema):
    """`belongs`: by its labels, links or tags (`how`), or because somebody said so (`said`)."""

    kind: str
    platform: str
    ref: str
    label: str
    day: date | None
    how: str
    belongs: bool
    said: bool


class PieceIn(Schema):
    """`belongs` null: nobody says, its labels decide. Kinds: post, mailing, ad, link, form."""

    kind: PieceKind
    platform: str = Field("", max_length=pieces.LONGEST_PLATFORM)
    ref: str = Field(min_length=1, max_length=pieces.LONGEST_REF)
    belongs: bool | None


@router.get("/", response=answers(list[PlanOut]), summary="Every campaign, newest first")
def listed(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    return [_told(row) for row in part.of(request.organisation.campaigns.order_by("-created_at", "-pk"))]


@router.post("/", auth=PLANS, response=answers(PlanOut, 201), summary="Write a plan")
def draft(request: ApiRequest, given: PlanIO) -> Status[dict[str, Any]]:
    organisation = request.organisation
    made = plans.draft(
        organisation=organisation, actor=request.auth.user, plan=_plan(request, given), now=timezone.now()
    )
    return Status(201, _told(_of(request, made.pk)))


@router.get("/{int:plan_id}/", response=answers(PlanOut), summary="One campaign")
def one(request: ApiRequest, plan_id: int) -> dict[str, Any]:
    return _told(_of(request, plan_id))


@router.put("/{int:plan_id}/", auth=PLANS, response=answers(PlanOut), summary="Change a plan")
def revise(request: ApiRequest, plan_id: int, given: ReviseIn) -> dict[str, Any]:
    """409 with both texts where somebody else changed it meanwhile."""
    plans.revise(
        campaign=_of(request, plan_id),
        actor=request.auth.user,
        plan=_plan(request, given.plan),
        seen=given.seen,
        now=timezone.now(),
        why=given.why,
    )
    return _told(_of(request, plan_id))


@router.delete("/{int:plan_id}/", auth=PLANS, response=answers(None, 204), summary="Throw a plan away that never ran")
def discard(request: ApiRequest, plan_id: int, seen: int) -> Status[None]:
    plans.discard(campaign=_of(request, plan_id), actor=request.auth.user, seen=seen)
    return Status(204, None)


@router.post("/{int:plan_id}/launch/", auth=PLANS, response=answers(PlanOut), summary="Launch it")
def launch(request: ApiRequest, plan_id: int, given: PlanSeenIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    plans.launch(campaign=_of(request, plan_id), actor=request.auth.user, seen=given.seen, now=timezone.now())
    return _told(_of(request, plan_id))


@router.post("/{int:plan_id}/end/", auth=PLANS, response=answers(PlanOut), summary="End it, and reveal the predictions")
def end(request: ApiRequest, plan_id: int, given: PlanSeenIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    row, now = _of(request, plan_id), datetime.now(UTC)
    outcome = freezing.outcome_of(desk.numbers(request.organisation).get(row.pk))
    plans.end(campaign=row, actor=request.auth.user, seen=given.seen, now=now, outcome=outcome)
    return _told(_of(request, plan_id))


@router.get("/{int:plan_id}/predictions/", response=answers(list[PredictionOut]), summary="Predictions one may see")
def predicted(request: ApiRequest, plan_id: int) -> list[dict[str, Any]]:
    """One's own until the campaign is over, then everybody's."""
    rows = predictions.visible(_of(request, plan_id), request.auth.user)
    return [{"probability": row.probability, "why": row.why, "by": row.by.pk, "at": row.at} for row in rows]


@router.put("/{int:plan_id}/predictions/mine/", response=answers(list[PredictionOut]), summary="Predict, privately")
def predict(request: ApiRequest, plan_id: int, given: PredictionIn) -> list[dict[str, Any]]:
    row = _of(request, plan_id)
    predictions.predict(
        campaign=row, actor=request.auth.user, probability=given.probability, why=given.why, now=timezone.now()
    )
    return predicted(request, plan_id)


@router.get("/{int:plan_id}/pieces/", response=answers(list[PieceOut]), summary="What belongs to it, and what not")
def belonging(request: ApiRequest, plan_id: int) -> list[dict[str, Any]]:
    campaign = _of(request, plan_id)
    numbers = desk.numbers(request.organisation).get(campaign.pk)
    said = {(piece.kind, piece.platform, piece.ref): piece.belongs for piece in campaign.pieces.order_by("pk")}
    found = {
        (p.kind, p.platform, p.ref): {"label": p.label, "day": p.day, "how": p.how, "belongs": True}
        for p in (numbers.pieces if numbers else ())
    }
    unseen = {"label": "", "day": None, "how": "hand"}
    rows = {key: {**found.get(key, unseen), **({"belongs": said[key]} if key in said else {})} for key in found | said}
    return [
        {"kind": key[0], "platform": key[1], "ref": key[2], "said": key in said, **row} for key, row in rows.items()
    ]


@router.put("/{int:plan_id}/pieces/", auth=PLANS, response=answers(list[PieceOut]), summary="Say what belongs to it")
def belong(request: ApiRequest, plan_id: int, given: PieceIn) -> list[dict[str, Any]]:
    campaign, key = _of(request, plan_id), {"kind": given.kind.value, "platform": given.platform, "ref": given.ref}
    if given.belongs is None:
        pieces.forget(campaign=campaign, actor=request.auth.user, **key)
    else:
        pieces.judge(campaign=campaign, actor=request.auth.user, belongs=given.belongs, now=timezone.now(), **key)
    return belonging(request, plan_id)


def _of(request: ApiRequest, plan_id: int) -> Campaign:
    found = request.organisation.campaigns.filter(pk=plan_id).first()
    if found is None:
        raise Http404
    return found


def _plan(request: ApiRequest, given: PlanIO) -> Plan:
    if given.owner is not None and not request.organisation.memberships.filter(user=given.owner).exists():
        raise Http404
    plain = {name: getattr(given, name) for name in parts.PARTS}
    return Plan(
        **{
            **plain,
            "boldness": given.boldness.value,
            "networks": tuple(given.networks),
            "labels": tuple(given.labels),
            "milestones": tuple(Milestone(**m.dict()) for m in given.milestones),
            "failures": tuple(Failure(**f.dict()) for f in given.failures),
            "stops": tuple(Stop(**s.dict()) for s in given.stops),
        }
    )


def _told(row: Campaign) -> dict[str, Any]:
    plan = parts.read(row)
    same = ("version", "state", "launched_at", "ended_at", "outcome")
    told = {name: getattr(row, name) for name in same}
    return {**told, "id": row.pk, "missing": list(parts.missing(plan)), "plan": plan.as_json()}
