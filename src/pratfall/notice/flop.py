"""Will posts that still run end among their account's weakest? Code flop_expected, one question per account.

Every post too young to be finished is forecast from its readings (`stats.early_forecast`): where it will end, and how
likely that is below the weakest quarter of the account's finished posts. It is expected to flop from FLOPS on. How
often chance alone expects that of an ordinary post of the same age is counted on the finished ones, each forecast
without itself; k of r running posts are as rare as Binomial(r, that share) makes them, and somebody looks every week.

One post proves little: chance brings one in four into the weakest quarter. Several at once are news, days before
any of them could be judged. Smallest data: MIN_OWN finished posts of the account, twenty read at the same age (of its
network where it has fewer of its own), two running posts. Posts resembling their neighbours in time count for less.
It cannot tell why, and not that they were read too early: boosted posts and unknown hours are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import numpy as np

from pratfall.records.candidates import Candidate
from pratfall.records.charts import ForecastChart, Point
from pratfall.records.evidence import of_posts
from pratfall.records.findings import Kind
from pratfall.records.instants import instant
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.scene import Scene
from pratfall.records.subjects import SubjectKind
from pratfall.stats.at_least import at_least
from pratfall.stats.autocorrelation import inflation
from pratfall.stats.early_forecast import EarlyForecast, fewest
from pratfall.stats.post_forecast import used_ages
from pratfall.stats.same_age import CurveTable
from pratfall.stats.shares import wilson

from .histories import Histories
from .paid_mixed import boosted
from .response import Response

Array = Any
WEAKEST = 0.25
FLOPS = 0.8  # probability of ending among the weakest from which a post is expected to
LEVEL = 0.9
MIN_OWN = 40
MIN_RUNNING = 2
NEWEST_OWN = 400  # finished posts whose weakest quarter counts
MOST_RUNNING = 20
COMPARED = 300  # finished posts each running one is compared with: it costs their square
LOOKS_PER_YEAR = 52
METHOD = "early_curve"


@dataclass(frozen=True)
class Running:
    """A post that still runs: its readings, and what is expected of it."""

    row: int
    age_hours: Array  # (k,) oldest first
    value: Array
    below: float  # probability of ending among the weakest
    by_chance: float  # share of ordinary posts of this age of which the same would be expected
    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Readings:
    """Every reading of one metric, sorted by post, then age: `post` (m,) rows of Posts, `age_hours`, `value`."""

    post: Array
    age_hours: Array
    value: Array

    def of(self, rows: Array) -> CurveTable:
        """The curves of posts `rows` (n,)."""
        start, end = (np.searchsorted(self.post, rows, side=side) for side in ("left", "right"))
        n = end - start
        place = np.repeat(start - np.cumsum(n) + n, n) + np.arange(int(n.sum()))
        return CurveTable(np.repeat(np.arange(len(rows)), n), self.age_hours[place], self.value[place], len(rows))


@dataclass(frozen=True)
class Finished:
    """Judged posts of an account, and before them those of its network: `own` (n,), finals and curves."""

    own: Array
    final: Array
    curves: CurveTable


def weigh(histories: Histories) -> Iterator[Candidate]:
    """One candidate per account with posts that still run and enough finished ones."""
    scene, response = histories.scene, histories.response
    unripe = ~scene.posts.ripe & ~boosted(scene) & scene.posts.has_time & ~np.isnat(scene.posts.published)
    readings: dict[str, Readings] = {}
    for i, group in enumerate(histories.groups):
        if group.subject.kind is not SubjectKind.ACCOUNT or not len(group.rows):
            continue
        account = int(scene.posts.account[group.rows[0]])
        rows = group.rows[unripe[group.rows]][-MOST_RUNNING:]
        if len(rows) < MIN_RUNNING or not response.parts[account]:
            continue
        metric = response.parts[account][0]
        if metric not in readings:
            readings[metric] = _readings(scene, metric)
        yield from _asked(histories, i, account, rows, readings[metric])


def _readings(scene: Scene, metric: str) -> Readings:
    """A post read once has its one reading."""
    curves, posts = scene.curves, scene.posts
    several = np.flatnonzero((curves.metric == metric) & (curves.age_hours > 0) if len(curves.post) else [])
    owner = np.asarray(curves.post[several], dtype=np.int64)
    single = ~np.isnan(posts.metrics[metric]) & posts.has_time
    single[owner] = False
    once = np.flatnonzero(single)
    age = (posts.observed[once] - posts.published[once]) / np.timedelta64(3600, "s")
    once, age = once[age > 0], age[age > 0]
    post = np.concatenate([owner, once])
    ages = np.concatenate([np.asarray(curves.age_hours[several], dtype=float), age])
    values = np.concatenate([np.asarray(curves.value[several], dtype=float), posts.metrics[metric][once]])
    order = np.lexsort((ages, post))
    return Readings(post[order], ages[order], values[order])


def _finished(scene: Scene, response: Response, account: int, metric: str, readings: Readings) -> Finished:
    posts = scene.posts
    platform = scene.accounts[account].platform
    alike = [a.platform == platform and p[:1] == (metric,) for a, p in zip(scene.accounts, response.parts, strict=True)]
    judged = np.flatnonzero(np.array(alike)[posts.account] & ~np.isnan(response.value))
    judged = judged[np.argsort(posts.published[judged], kind="stable")]
    own = posts.account[judged] == account
    # The account's own last: of what is too much, the newest and the nearest stay.
    row = np.concatenate([judged[~own][-COMPARED:], judged[own][-max(COMPARED, NEWEST_OWN) :]])
    return Finished(posts.account[row] == account, posts.metrics[metric][row], readings.of(row))


def _asked(h: Histories, i: int, account: int, rows: Array, readings: Readings) -> Iterator[Candidate]:
    metric = h.response.parts[account][0]
    finished = _finished(h.scene, h.response, account, metric, readings)
    own = finished.final[finished.own][-NEWEST_OWN:]
    mark = float(np.quantile(own, WEAKEST)) if len(own) >= MIN_OWN else 0.0
    if not (own < mark).any():  # too few, or so many zeros that nothing lies below
        return
    curves = readings.of(rows)
    seen = (
        _forecast(finished, row, curves.age[curves.curve == k], curves.value[curves.curve == k], mark)
        for k, row in enumerate(rows.tolist())
    )
    running = [r for r in seen if r is not None]
    if len(running) >= MIN_RUNNING:
        yield _candidate(h, i, running, metric, mark, own)


def _forecast(finished: Finished, row: int, age: Array, value: Array, mark: float) -> Running | None:
    """`age` and `value` (k,) of the post's readings, oldest first."""
    if not len(age):
        return None
    ages = used_ages(age)
    then = np.stack([finished.curves.at(a) for a in ages.tolist()], axis=1)
    usable = np.flatnonzero(~np.isnan(then[:, 0]) & ~np.isnan(finished.final))[-COMPARED:]
    if len(usable) < fewest(LEVEL):
        return None
    # A reading above the final one is a later correction downwards; a count is final at its highest.
    final = np.fmax(finished.final[usable], then[usable, 0])
    early = EarlyForecast(then[usable], final, finished.own[usable])
    readings = value[np.searchsorted(age, ages)][None, :]
    found = early.interval(readings, level=LEVEL)
    chance = early.below_left_out(mark) >= FLOPS
    return Running(
        row,
        age,
        value,
        float(early.below(readings, np.array([mark]))[0]),
        (1.0 + float(chance.sum())) / (1.0 + len(chance)),
        float(found.middle[0]),
        float(found.low[0]),
        float(found.high[0]),
    )


def _candidate(h: Histories, i: int, running: list[Running], metric: str, mark: float, own: Array) -> Candidate:
    flops = sorted((r for r in running if r.below >= FLOPS), key=lambda r: -r.below)
    posts, subject = h.scene.posts, h.groups[i].subject
    together = float(inflation(h.every.correlation[i])) ** 2
    share = float(np.mean([r.by_chance for r in running]))
    first = min(r.row for r in running)
    return Candidate(
        code="flop_expected",
        kind=Kind.FAILURE,
        subject=subject,
        budget=(subject.platform, subject.account_id),
        rate=at_least(len(flops), len(running), share, effect=together) * min(LOOKS_PER_YEAR, float(h.per_year[i])),
        estimate=partial(_estimate, len(flops), len(running)),
        window=Window(posts.published[first].astype("datetime64[D]").astype(object), h.scene.now.date()),
        n=len(running),
        method=METHOD,
        since=None,
        evidence=of_posts(posts, [r.row for r in flops]),
        facts={
            "metric": metric,
            "flops": len(flops),
            "running": len(running),
            "mark": mark,
            "usual": float(np.median(own)),
            "probability": min((r.below for r in flops), default=0.0),
        },
        chart=partial(_chart, h.scene, metric, flops[0], mark) if flops else None,
    )


def _estimate(k: int, n: int, level: float) -> Estimate | NotEnoughData:
    return Estimate(k / n, *wilson(k, n, level=level), Unit.SHARE, level)


def _chart(scene: Scene, metric: str, r: Running, mark: float) -> ForecastChart:
    """The post most likely to flop: its readings, where it will end, and the mark."""
    posts = scene.posts
    start = instant(posts.published[r.row])
    ages = r.age_hours.tolist()
    points = [Point(start, 0.0), *(Point(start + timedelta(hours=a), v) for a, v in zip(ages, r.value, strict=True))]
    days = scene.settings.ripening_days.get(scene.accounts[posts.account[r.row]].platform, 7.0)
    end = max(start + timedelta(days=days), points[-1].at + timedelta(hours=1))
    return ForecastChart(metric, tuple(points), end, r.middle, r.low, r.high, LEVEL, mark, "weakest_quarter")
