"""Findings by hand, for the rules of advice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from pratfall.decide.case import Case
from pratfall.records.causes import Basis, Cause, Diagnosis
from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.numbers import Cost, Estimate, Money, Unit, Window
from pratfall.records.subjects import Subject, SubjectKind

TODAY = date(2026, 11, 20)
HOURS = Cost(Decimal("12.0"), (Money(Decimal("390.00"), "EUR"),))


def ratio(value: float, low: float, high: float, level: float = 0.95) -> Estimate:
    return Estimate(value, low, high, Unit.RATIO, level)


def finding(code: str = "level_fell", *, subject: SubjectKind = SubjectKind.SERIES, **given: Any) -> Finding:
    facts: dict[str, Any] = {
        "kind": Kind.FAILURE,
        "subject": Subject(subject, "quiz", "Quiz", "x", "1"),
        "status": Status.SURE,
        "estimate": ratio(0.35, 0.22, 0.56),
        "window": Window(date(2026, 1, 1), date(2026, 11, 19)),
        "n": 80,
        "method": "shiryaev_roberts",
        "since": date(2026, 8, 28),
        "cost": HOURS,
        "evidence": (),
        "freshness": Freshness(datetime(2026, 11, 19, tzinfo=UTC), stale=False),
    }
    return Finding(code=code, **{**facts, **given})


def case(about: Finding | None = None, **given: Any) -> Case:
    facts: dict[str, Any] = {"today": TODAY, "ahead": HOURS, "floor": 0.7, "caution": 9.0, "posts_per_week": 2.0}
    return Case(finding=about or finding(), **{**facts, **given})


def cause(code: str, share: float, *, step: str | None = "mend_it", told: bool = True) -> Cause:
    part = Estimate(share, share - 0.15, share + 0.15, Unit.SHARE)
    return Cause(code=code, share=part, basis=Basis.INFERRED, changes_mind="m", step=step, told=told)


def diagnosis(*causes: Cause, verdict: str = "told") -> Diagnosis:
    rest = 1.0 - sum(c.share.value for c in causes if isinstance(c.share, Estimate))
    return Diagnosis(
        effect=ratio(0.35, 0.22, 0.56),
        causes=causes,
        unexplained=Estimate(rest, rest - 0.2, rest + 0.2, Unit.SHARE),
        verdict=verdict,
        n=80,
        method="m",
    )
