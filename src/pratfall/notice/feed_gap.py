"""Days inside the known life of an account that no export speaks for.

A month that nobody exported looks like a month of silence, and a level across it like a fall. So a hole is
reported as a hole, and windows it takes a good part of are not judged. Where an export says its period, that
period counts; where only its rows tell, a pause shorter than nine in ten of the account's own is no hole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from pratfall.records.charts import CalendarChart, DayState
from pratfall.records.evidence import Evidence
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.imports import FileReport
from pratfall.records.numbers import Cost, Estimate, Unit, Window
from pratfall.records.scene import Scene
from pratfall.stats.pauses import usual_pauses

from .freshness import freshness_of


@dataclass(frozen=True)
class Gap:
    """Uncovered days of an account, both inclusive. `of`: "posts" or "days"."""

    window: Window
    of: str


def doubt(scene: Scene, reports: Sequence[FileReport]) -> Iterator[Finding]:
    """One finding per account with gaps; `estimate` is the exact number of days missing."""
    freshness = freshness_of(scene)
    for index, gaps in find_gaps(scene).items():
        subject = scene.accounts[index].subject
        missing = _days(g.window for g in gaps)
        span = Window(gaps[0].window.start, max(g.window.end for g in gaps))
        yield Finding(
            code="feed_gap",
            kind=Kind.TRUST,
            subject=subject,
            status=Status.SURE,
            estimate=Estimate(len(missing), len(missing), len(missing), Unit.DAYS, 1.0),
            window=span,
            n=len(missing),
            method="coverage",
            since=span.start,
            cost=Cost(),
            evidence=tuple(Evidence("day", str(g.window.start), label=str(g.window.end)) for g in gaps),
            freshness=freshness(subject),
            facts={
                "days": len(missing),
                "gaps": len(gaps),
                "longest_days": max(g.window.days for g in gaps),
                "of": gaps[0].of if len({g.of for g in gaps}) == 1 else "both",
                "silences": tuple(f"{g.window.start}/{g.window.end}" for g in gaps),
                "silences_from_share": scene.settings.benchmarks["gap_share_silencing"],
            },
            repair="export_missing_days",
            chart=_calendar(span, missing),
        )


def find_gaps(scene: Scene) -> dict[int, tuple[Gap, ...]]:
    """Per account index its gaps in order of time; accounts without gaps are absent."""
    found: dict[int, list[Gap]] = {}
    pauses = usual_pauses(scene.posts.account, scene.posts.published)
    for of, tolerated in (("posts", pauses), ("days", {})):
        for account, known in scene.known_days(of).items():
            for before, after in pairwise(known):
                gap = Window(before.end + timedelta(days=1), after.start - timedelta(days=1))
                if gap.days > tolerated.get(account, 0.0):
                    found.setdefault(account, []).append(Gap(gap, of))
    return {account: tuple(sorted(gaps, key=lambda g: g.window)) for account, gaps in sorted(found.items())}


def _days(windows: Iterable[Window]) -> set[date]:
    return {w.start + timedelta(days=i) for w in windows for i in range(w.days)}


def _calendar(span: Window, missing: set[Any]) -> CalendarChart:
    """The gaps with a fortnight of known days around them."""
    start, days = span.start - timedelta(days=14), span.days + 28
    states = (DayState.GAP if start + timedelta(days=i) in missing else DayState.COVERED for i in range(days))
    return CalendarChart(start, tuple(states))
