"""Accounts whose newest data are too old to say anything about today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind, Reference, Status
from pratfall.records.imports import FileReport
from pratfall.records.numbers import Cost, Estimate, Unit, Window
from pratfall.records.scene import Scene

from .freshness import freshness_of, stale_after_days


def doubt(scene: Scene, reports: Sequence[FileReport]) -> Iterator[Finding]:
    """One finding per stale account; silences everything said of it. Accounts without any dated data: none."""
    freshness = freshness_of(scene)
    source = scene.settings.sources.get("stale_days", "")
    today = scene.now.date()
    for account, limit in zip(scene.accounts, stale_after_days(scene), strict=True):
        fresh = freshness(account.subject)
        if fresh.newest is None or not fresh.stale:
            continue
        last = fresh.newest.date()
        age = (today - last).days
        yield Finding(
            code="stale_data",
            kind=Kind.TRUST,
            subject=account.subject,
            status=Status.SURE,
            estimate=Estimate(age, age, age, Unit.DAYS, 1.0),
            window=Window(last, today),
            n=age,
            method="coverage",
            since=last + timedelta(days=1),
            cost=Cost(),
            evidence=(of_account(account),),
            freshness=fresh,
            facts={"days": age, "newest": last.isoformat(), "silences": (f"{date.min}/{date.max}",)},
            reference=Reference(float(limit), source, own_history=False),
            repair="export_again",
        )
