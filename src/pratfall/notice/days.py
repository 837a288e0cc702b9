"""Has the level changed of an account known only by daily totals (TikTok or LinkedIn overviews)?

Codes as in `level`. Complete weeks, counted back from the last complete day, are summed (only additive
numbers are), and their logs judged like posts; that neighbouring weeks resemble each other is paid for.
A week with a missing or partial day is left out, not filled.

Limit: the season is not known here; a summer dip is told as the fall it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

import numpy as np

from pratfall.records.candidates import Candidate
from pratfall.records.charts import Level, LevelChart, Point
from pratfall.records.evidence import Evidence
from pratfall.records.findings import Kind
from pratfall.records.numbers import Estimate, NotEnoughData, Window
from pratfall.records.scene import Scene
from pratfall.records.tables import NOT_ADDITIVE
from pratfall.stats.autocorrelation import inflation
from pratfall.stats.looks import LOOKS_PER_YEAR
from pratfall.stats.normal_scores import normal_scores
from pratfall.stats.onset import Onset, onset
from pratfall.stats.segments import Segments
from pratfall.stats.shift import shift
from pratfall.stats.shiryaev_roberts import FEWEST, alarms, contrasts
from pratfall.stats.typical import median_interval, minimum

from .ratio import now_over_usual

Array = Any
FIRST_WISH = (
    "engagements_reported",
    "reactions",
    "likes",
    "views",
    "impressions",
    "clicks_all",
    "pageviews",
    "sessions",
)
ENOUGH_POSTS = FEWEST  # accounts with that many judged posts are judged by them
NEWEST_WEEKS = 156
STILL_GOING_DAYS = 60
SHOWN = 8
METHOD = "weekly_scan"
LEVEL = 0.95


@dataclass(frozen=True)
class Weeks:
    """Complete weeks of one account: first days (n,) and totals (n,)."""

    account: int
    metric: str
    start: Array
    total: Array


def notice(scene: Scene) -> Iterable[Candidate]:
    """Two candidates per account that has daily numbers and hardly any posts."""
    found = [w for a in range(len(scene.accounts)) if (w := weeks_of(scene, a)) is not None]
    segments = Segments.of(np.array([len(w.total) for w in found], dtype=np.int64))
    if not found:
        return
    scores = normal_scores(np.log1p(np.concatenate([w.total for w in found])), segments)
    every = contrasts(scores, segments, np.full(len(found), LOOKS_PER_YEAR))
    for down in (True, False):
        rate = alarms(every, down=down).rate
        for i, weeks in enumerate(found):
            part = scores[segments.start[i] : segments.start[i] + segments.length[i]]
            yield _candidate(scene, weeks, part, float(rate[i]), float(inflation(every.correlation[i])), down)


def weeks_of(scene: Scene, account: int) -> Weeks | None:
    days = scene.days
    mine = slice(*np.searchsorted(days.account, [account, account + 1]))
    own = ~days.partial[mine] & ~np.isnan(days.value[mine])
    metric = days.metric[mine]
    known = set(metric[own].tolist()) - NOT_ADDITIVE
    first = next((m for m in FIRST_WISH if m in known), None)
    if first is None or (scene.posts.ripe & (scene.posts.account == account)).sum() >= ENOUGH_POSTS:
        return None
    own &= metric == first
    day, value = days.day[mine][own].astype(np.int64), days.value[mine][own]
    back = (day.max() - day) // 7
    days_in = np.bincount(back)
    total = np.bincount(back, weights=value)
    whole = np.flatnonzero(days_in == 7)[:NEWEST_WEEKS][::-1]
    newest = int(np.datetime64(scene.now.date(), "D").astype(np.int64) - day.max())
    if not len(whole) or newest > STILL_GOING_DAYS:
        return None
    start = (day.max() - 7 * whole - 6).astype("datetime64[D]")
    return Weeks(account, first, start, total[whole])


def _candidate(scene: Scene, weeks: Weeks, scores: Array, rate: float, widen: float, down: bool) -> Candidate:
    subject = scene.accounts[weeks.account].subject
    asked = not np.isnan(rate)
    found = onset(scores, down=down) if asked else None
    first, last = weeks.start[0].astype(object), (weeks.start[-1] + 6).astype(object)
    since: date | None = weeks.start[found.first].astype(object) if found else None
    return Candidate(
        code="level_fell" if down else "level_rose",
        kind=Kind.FAILURE if down else Kind.GOOD_NEWS,
        subject=subject,
        budget=(subject.platform, subject.account_id),
        rate=rate if asked else None,
        estimate=partial(_estimate, weeks, found, widen),
        window=Window(since or first, last),
        n=len(weeks.total),
        method=METHOD,
        since=since,
        evidence=tuple(Evidence("day", str(day)) for day in weeks.start[found.first :][::-1][:SHOWN]) if found else (),
        facts=_facts(weeks, found),
        chart=partial(_chart, weeks, found) if found else None,
    )


def _estimate(weeks: Weeks, found: Onset | None, widen: float, level: float) -> Estimate | NotEnoughData:
    logs = np.log1p(weeks.total)
    moved = shift(logs[: found.first], logs[found.first :], level=level, widen=widen) if found else None
    if moved is None or found is None:
        return NotEnoughData(FEWEST, len(logs), "weeks")
    return now_over_usual(moved, float(np.median(logs[: found.first])), level)


def _facts(weeks: Weeks, found: Onset | None) -> dict[str, object]:
    if found is None:
        return {"metric": weeks.metric}
    return {
        "metric": weeks.metric,
        "before_weeks": found.first,
        "after_weeks": len(weeks.total) - found.first,
        "usual": float(np.median(weeks.total[: found.first])),
        "now": float(np.median(weeks.total[found.first :])),
        "since_earliest": weeks.start[found.earliest].astype(object),
        "since_latest": weeks.start[found.latest].astype(object),
    }


def _chart(weeks: Weeks, found: Onset) -> LevelChart:
    at = [datetime.combine(day, time(), UTC) for day in weeks.start.astype(object)]
    points = (Point(a, float(v), "", k >= found.first) for k, (a, v) in enumerate(zip(at, weeks.total, strict=True)))
    sides = (slice(0, found.first), slice(found.first, len(at)))
    return LevelChart(weeks.metric, tuple(points), tuple(_levels(weeks, at, sides)))


def _levels(weeks: Weeks, at: list[datetime], sides: Iterable[slice]) -> Iterator[Level]:
    for side in sides:
        values = weeks.total[side]
        if len(values) >= minimum(LEVEL):
            yield Level(at[side][0].date(), at[side][-1].date(), *median_interval(values, LEVEL))
