"""Cases about one invented account: its posts as a table, its change on a given post."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from pratfall.diagnose.case import Case
from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.numbers import Cost, NotEnoughData, Window
from pratfall.records.scene import Scene
from pratfall.stats.change_decomposition import AFTER, BEFORE
from tests.small_scenes import X, scene

Array = Any
START = np.datetime64("2025-06-01T10:00:00", "s")
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = np.timedelta64(3600, "s")


def days_apart(n: int, days: float) -> Array:
    """(n,) moments of publication, `days` apart."""
    return START + (np.arange(n) * days * 24).astype(int) * HOUR


def case(
    published: Array,
    split: int,
    *,
    y: Array | None = None,
    each: Callable[[int], Mapping[str, Any]] = lambda i: {},
    **given: Any,
) -> Case:
    """A change at post `split`. `each`: what else post i carries; `given`: for the scene (stocks, spends, links)."""
    links = given.pop("links", {})
    posts = [{"published": at, "account": 0, "id": str(i), **each(i)} for i, at in enumerate(published)]
    made = replace(scene(posts, now=NOW, **given), links=links)
    n = len(published)
    return of_scene(made, np.arange(n), split, np.where(np.arange(n) < split, 1.0, 0.5) if y is None else y)


def of_scene(made: Scene, rows: Sequence[int] | Array, split: int, y: Array, metric: str = "likes") -> Case:
    rows = np.asarray(rows)
    period = np.where(np.arange(len(rows)) < split, BEFORE, AFTER)
    day = made.posts.published[rows].astype("datetime64[D]").astype(object)
    finding = Finding(
        code="level_fell",
        kind=Kind.FAILURE,
        subject=X.subject,
        status=Status.CANNOT_TELL,
        estimate=NotEnoughData(1, 0, "posts"),
        window=Window(day[0], day[-1]),
        n=len(rows),
        method="shiryaev_roberts",
        since=day[split],
        cost=Cost(),
        evidence=(),
        freshness=Freshness(None, False),
    )
    return Case(
        scene=made,
        finding=finding,
        rows=rows,
        response=np.expm1(np.maximum(y, 0.0)),
        y=y - np.median(y),
        period=period,
        metric=metric,
        rng=np.random.default_rng(0),
    )
