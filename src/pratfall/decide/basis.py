"""The numbers a decision was taken on, as they stood: frozen, so that later imports cannot improve them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pratfall.records.advice import Advice
from pratfall.records.findings import Finding, Status
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Window
from pratfall.records.subjects import Subject

VERSION = 1


@dataclass(frozen=True, kw_only=True)
class DecisionBasis:
    """Everything of a finding a later reader needs to judge the decision; `as_of`: the review it stood in.

    Plain values and records only: reviews/render/codec.py writes it as JSON and reads it back.
    """

    as_of: datetime
    code: str
    subject: Subject
    status: Status
    estimate: Estimate | NotEnoughData | None
    window: Window
    n: int
    method: str
    since: date | None
    cost: Cost
    newest: datetime | None
    advice: Advice | None
    cause: str | None
    facts: Mapping[str, object] = field(default_factory=dict)
    version: int = VERSION


def frozen(finding: Finding, *, as_of: datetime) -> DecisionBasis:
    """The finding as it stands in the review of `as_of`."""
    told = [cause.code for cause in finding.diagnosis.causes if cause.told] if finding.diagnosis else []
    return DecisionBasis(
        as_of=as_of,
        code=finding.code,
        subject=finding.subject,
        status=finding.status,
        estimate=finding.estimate,
        window=finding.window,
        n=finding.n,
        method=finding.method,
        since=finding.since,
        cost=finding.cost,
        newest=finding.freshness.newest,
        advice=finding.advice,
        cause=told[0] if told else None,
        facts=dict(finding.facts),
    )
