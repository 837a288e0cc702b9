"""Every finding with its advice: what goes on being spent on it is read from the last four weeks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, timedelta

import numpy as np

from pratfall.decide import Case, advise
from pratfall.decide.case import HORIZON_DAYS
from pratfall.records.findings import Finding
from pratfall.records.numbers import Cost, Money, Window
from pratfall.records.scene import Scene
from pratfall.records.subjects import Subject


def advised(scene: Scene, findings: Iterable[Finding], cost: Callable[[Subject, Window], Cost]) -> list[Finding]:
    """The findings, each with what to do about it. `cost` prices a subject over a window (reviews/cost.py)."""
    today = scene.now.astimezone(UTC).date()
    window = Window(today - timedelta(days=HORIZON_DAYS - 1), today)
    settings = scene.settings
    rate = Money(settings.hourly_rate, settings.currency) if settings.hourly_rate is not None else None
    pace = _pace(scene, window)
    return [
        replace(
            finding,
            advice=advise(
                Case(
                    finding=finding,
                    today=today,
                    ahead=cost(finding.subject, window) if not finding.freshness.stale else Cost(),
                    floor=settings.benchmarks["worth_keeping_ratio"],
                    caution=settings.benchmarks["pull_caution"],
                    posts_per_week=pace(finding.subject),
                    hourly_rate=rate,
                )
            ),
        )
        for finding in findings
    ]


def _pace(scene: Scene, window: Window) -> Callable[[Subject], float | None]:
    """A function that says how many posts a week a subject got in the window; None for what has no posts of its own."""
    groups = {group.subject: group.rows for group in scene.groups}
    inside = scene.posts.published >= np.datetime64(window.start, "s")

    def posts_per_week(subject: Subject) -> float | None:
        rows = groups.get(subject)
        return None if rows is None else float(inside[rows].sum()) / (window.days / 7)

    return posts_per_week
