"""Predictions against results, how bold the work is, and what decisions turned out to be worth."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import Field, Router, Schema, Status

from pratfall.learn.portfolio import Looked
from pratfall.reviews.render.codec import encode
from pratfall.reviews.render.speech import speech
from pratfall.site.language import language_of
from pratfall.site.lessons import worth_panel
from pratfall.site.lessons.models import Genuine
from pratfall.site.lessons.portfolio_words import effort_said, failures_said
from pratfall.site.lessons.services import calibration, portfolio
from pratfall.site.lessons.services.worth import worth
from pratfall.site.people.roles import Role

from ..access import PLANS, ApiRequest, must
from ..answers import answers
from ..setbacks.fields import Number

router = Router()

Share = Annotated[float, Field(ge=0, le=1)]
Level = Literal["routine", "incremental", "adjacent", "radical"]
Motive = Annotated[str, Field(max_length=portfolio.WHY)]
Seen = Annotated[int, Field(ge=0, le=2**31 - 1)]


class CalibrationOut(Schema):
    """`calibration`: scores and the diagram's points, or how many campaigns are missing. `left_out`: campaigns nobody
    can tell the result of."""

    calibration: dict[str, Any]
    kinds: list[dict[str, Any]]
    campaigns: int
    left_out: int
    window: dict[str, Any] | None


class RangeIO(Schema):
    low: Share
    high: Share


class GroupIO(RangeIO):
    """Share of effort of these levels together."""

    levels: list[Level] = Field(min_length=1, max_length=4)


class BandOut(Schema):
    """`id`: 0 for the one a team begins with, which nobody chose."""

    id: int
    shares: list[GroupIO]
    failures: RangeIO
    why: str
    at: datetime | None


class BandIn(Schema):
    """`seen`: the `id` of the band it replaces; another one there now is refused."""

    shares: list[GroupIO] = Field(min_length=1, max_length=4)
    failures: RangeIO
    why: Motive
    seen: Seen


class JudgementOut(Schema):
    """What a manager said over the rules."""

    id: int
    genuine: bool
    why: str
    at: datetime


class TestOut(Schema):
    """`counts`: as a genuine test. `flags`: what rules say of it. `worked`: null while nobody can tell."""

    origin: str
    number: int
    name: str
    boldness: str
    begun: date
    ended: date | None
    worked: bool | None
    counts: bool
    flags: list[dict[str, Any]]
    judgement: JudgementOut | None


class PortfolioOut(Schema):
    """Of the last year: what the work was spent on, and how much of genuine tests failed, each against the band."""

    window: dict[str, Any]
    sentences: list[str]
    effort: dict[str, Any]
    failure: dict[str, Any]
    tests: list[TestOut]
    band: BandOut


class JudgeIn(Schema):
    """`seen`: the `id` of the judgement it answers, 0 for none."""

    origin: Literal["idea", "campaign"]
    number: Number
    genuine: bool
    why: Motive
    seen: Seen


class WorthOut(Schema):
    """`worth`: hours saved and taken, and how often each kind of decision was right; null before any can tell."""

    sentences: list[str]
    worth: dict[str, Any] | None


@router.get("/calibration/", response=answers(CalibrationOut), summary="The team's predictions against results")
def of_team(request: ApiRequest) -> dict[str, Any]:
    return _foretold(calibration.of_team(request.organisation))


@router.get("/calibration/mine/", response=answers(CalibrationOut), summary="One's own, and nobody else's")
def own(request: ApiRequest) -> dict[str, Any]:
    return _foretold(calibration.own(request.organisation, request.auth.user))


@router.get("/portfolio/", response=answers(PortfolioOut), summary="How bold the work is, and what fails of it")
def shown(request: ApiRequest) -> dict[str, Any]:
    now, words = timezone.now(), speech(language_of(request))
    found = portfolio.portfolio(request.organisation, now)
    said = portfolio.judgements(request.organisation, now)
    return {
        "window": encode(found.window),
        "sentences": [*effort_said(found.effort, words), *failures_said(found.failure, words)],
        "effort": encode(found.effort),
        "failure": encode(found.failure),
        "tests": [_test(each, said.get(each.tried.key)) for each in found.tests],
        "band": _band(request),
    }


@router.put("/portfolio/band/", auth=PLANS, response=answers(BandOut), summary="Choose how bold to be")
def set_band(request: ApiRequest, given: BandIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    portfolio.set_band(
        organisation=request.organisation,
        actor=request.auth.user,
        shares={tuple(group.levels): (group.low, group.high) for group in given.shares},
        failures=(given.failures.low, given.failures.high),
        why=given.why,
        seen=given.seen,
        now=timezone.now(),
    )
    return _band(request)


@router.post("/portfolio/tests/", auth=PLANS, response=answers(JudgementOut, 201), summary="Say if a test counts")
def judge(request: ApiRequest, given: JudgeIn) -> Status[dict[str, Any]]:
    """It holds over the rules."""
    must(request.auth, Role.MANAGER)
    made = portfolio.judge(
        organisation=request.organisation, actor=request.auth.user, now=timezone.now(), **given.model_dump()
    )
    return Status(201, _judgement(made))


@router.get("/worth/", response=answers(WorthOut), summary="What decisions turned out to be worth")
def decisions(request: ApiRequest) -> dict[str, Any]:
    found = worth(request.organisation, timezone.now())
    sentences = list(worth_panel.lines(found, speech(language_of(request)))) if found else []
    return {"sentences": sentences, "worth": encode(found)}


def _foretold(found: calibration.Foretold) -> dict[str, Any]:
    told: dict[str, Any] = encode(found)
    return told


def _band(request: ApiRequest) -> dict[str, Any]:
    now = timezone.now()
    row, band = portfolio.chosen(request.organisation, now), portfolio.band_of(request.organisation, now)
    shares = [{"levels": levels, "low": low, "high": high} for levels, (low, high) in band.shares.items()]
    failures = dict(zip(("low", "high"), band.failures, strict=True))
    chosen = {"id": row.pk, "why": row.why, "at": row.at} if row else {"id": 0, "why": "", "at": None}
    return {**chosen, "shares": shares, "failures": failures}


def _test(each: Looked, said: Genuine | None) -> dict[str, Any]:
    names = ("origin", "number", "name", "boldness", "begun", "ended", "worked")
    return {
        **{name: getattr(each.tried, name) for name in names},
        "counts": each.counts,
        "flags": encode(each.flags),
        "judgement": _judgement(said) if said else None,
    }


def _judgement(row: Genuine) -> dict[str, Any]:
    return {"id": row.pk, "genuine": row.genuine, "why": row.why, "at": row.at}
