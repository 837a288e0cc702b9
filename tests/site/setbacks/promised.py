"""Promised actions for tests, and reviews they are held to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.measures import Measure, Measured
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window
from pratfall.records.review import AccountState, Review
from pratfall.records.subjects import Account
from pratfall.respond.proof import Side
from pratfall.site.people.models import User
from pratfall.site.setbacks.models import Prevention, ProofKind, Setback
from pratfall.site.setbacks.promises import GONE, Promised
from pratfall.site.setbacks.services import preventions
from pratfall.site.setbacks.services.preventions import Action

from .conftest import NOW

TODAY = NOW.date()
POND = Account("x", "1", name="Pond Friends")
HOURS = Promised(
    measure="answer_hours",
    platform="x",
    account_id="1",
    label="Pond Friends",
    side=Side.AT_MOST,
    bar=24.0,
    start={"value": 60.0, "low": 40.0, "high": 90.0},
)
LESS_PITCH = Promised(measure=GONE, platform="x", account_id="1", label="Pond Friends", code="pitch_heavy", weeks=4)
LOOK_TWICE = Action(words="Look twice", kind=ProofKind.CHECK, check_words="Somebody else has looked at the picture.")


def promise(setback: Setback, actor: User, action: Action = LOOK_TWICE, **more: Any) -> Prevention:
    return preventions.promise(setback=setback, actor=actor, action=action, now=more.pop("now", NOW), **more)


def answer_hours(value: float, low: float, high: float, *, on: date, stale: bool = False) -> Measure:
    """As read on a day, of the 28 days before it."""
    newest = datetime(on.year, on.month, on.day, tzinfo=UTC)
    window = Window(on - timedelta(days=28), on)
    estimate = Estimate(value, low, high, Unit.HOURS)
    return Measure(
        Measured.ANSWER_HOURS, "x", "1", "Pond Friends", estimate, window, 40, Freshness(newest, stale=stale)
    )


def finding(code: str = "pitch_heavy", kind: Kind = Kind.HABIT, *, on: date = TODAY) -> Finding:
    return Finding(
        code=code,
        kind=kind,
        subject=POND.subject,
        status=Status.SURE,
        estimate=Estimate(0.6, 0.5, 0.7, Unit.SHARE),
        window=Window(on - timedelta(days=20), on),
        n=40,
        method="wilson",
        since=None,
        cost=Cost(),
        evidence=(),
        freshness=Freshness(NOW, stale=False),
    )


def review(on: date, *findings: Finding, stale: bool = False, posts: int = 20) -> Review:
    """Of one account; `posts`: too few to judge below six."""
    level = NotEnoughData(6, posts, "posts") if posts < 6 else Estimate(10, 8, 12, Unit.COUNT)
    as_of = datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
    state = AccountState(
        account=POND,
        posts=posts,
        first_post=None,
        last_post=on,
        metric="likes",
        level=level,
        calendar=None,  # type: ignore[arg-type]
        chart=None,
        cost=Cost(),
        freshness=Freshness(as_of, stale=stale),
    )
    return Review("default", as_of, (), (state,), findings, (), (), {})


@dataclass(frozen=True)
class Desk:
    """What services read of today's review."""

    review: Review
    measures: tuple[Measure, ...] = ()
    folder: Path = field(default=Path())
