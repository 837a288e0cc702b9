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
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import numpy as np
from scipy.special import betainc

from pratfall.records.candidates import Candidate
from pratfall.records.charts import ForecastChart, Point
from pratfall.records.findings import Evidence, Kind
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.scene import Scene
from pratfall.records.subjects import SubjectKind
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
NEWEST = 400  # finished posts whose weakest quarter counts
MOST_RUNNING = 50
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


def weigh(histories: Histories) -> Iterator[Candidate]:
    """One candidate per account with posts that still run and enough finished ones."""
    scene, response = histories.scene, histories.response
    unripe = ~scene.posts.ripe & ~boosted(scene) & scene.posts.has_time & ~np.isnat(scene.posts.published)
    tables: dict[tuple[str, str], Finished] = {}
    for i, group in enumerate(histories.groups):
        if group.subject.kind is not SubjectKind.ACCOUNT or not len(group.rows):
            continue
        account = int(scene.posts.account[group.rows[0]])
        rows = group.rows[unripe[group.rows]][-MOST_RUNNING:]
        if len(rows) < MIN_RUNNING or not response.parts[account]:
            continue
        key = (scene.accounts[account].platform, response.parts[account][0])
        if key not in tables:
            tables[key] = _finished(scene, response, *key)
        yield from _asked(histories, i, account, rows, tables[key])


@dataclass(frozen=True)
class Finished:
    """Judged posts of all accounts of one network: `row` (n,) in order of time, their curves and final numbers.

    `readings`: post, age and value of every reading of every post, finished or not.
    """

    metric: str
    row: Array
    account: Array
    final: Array
    curves: CurveTable
    readings: tuple[Array, Array, Array]


def _finished(scene: Scene, response: Response, platform: str, metric: str) -> Finished:
    posts = scene.posts
    same = np.array([a.platform == platform and p[:1] == (metric,) for a, p in _accounts(scene, response)])
    row = np.flatnonzero(same[posts.account] & ~np.isnan(response.value))
    row = row[np.argsort(posts.published[row], kind="stable")]
    place = np.full(len(posts), -1)
    place[row] = np.arange(len(row))
    owner, age, value = _readings(scene, metric)
    keep = place[owner] >= 0
    order = np.lexsort((age[keep], place[owner[keep]]))
    curves = CurveTable(place[owner[keep]][order], age[keep][order], value[keep][order], len(row))
    return Finished(metric, row, posts.account[row], posts.metrics[metric][row], curves, (owner, age, value))


def _accounts(scene: Scene, response: Response) -> Iterator[tuple[Any, tuple[str, ...]]]:
    return zip(scene.accounts, response.parts, strict=True)


def _readings(scene: Scene, metric: str) -> tuple[Array, Array, Array]:
    """Post, age and value of every reading of the metric; a post read once has its one reading."""
    curves, posts = scene.curves, scene.posts
    several = np.flatnonzero((curves.metric == metric) & (curves.age_hours > 0) if len(curves.post) else [])
    owner = np.asarray(curves.post[several], dtype=np.int64)
    once = np.setdiff1d(np.flatnonzero(~np.isnan(posts.metrics[metric]) & posts.has_time), owner)
    age = (posts.observed[once] - posts.published[once]) / np.timedelta64(3600, "s")
    once, age = once[age > 0], age[age > 0]
    return (
        np.concatenate([owner, once]),
        np.concatenate([np.asarray(curves.age_hours[several], dtype=float), age]),
        np.concatenate([np.asarray(curves.value[several], dtype=float), posts.metrics[metric][once]]),
    )


def _asked(h: Histories, i: int, account: int, rows: Array, finished: Finished) -> Iterator[Candidate]:
    own = finished.final[finished.account == account][-NEWEST:]
    mark = float(np.quantile(own, WEAKEST)) if len(own) >= MIN_OWN else 0.0
    if not (own < mark).any():  # too few, or so many zeros that nothing lies below
        return
    owner, age, value = (column[np.isin(finished.readings[0], rows)] for column in finished.readings)
    seen = (_forecast(finished, account, row, age[owner == row], value[owner == row], mark) for row in rows.tolist())
    running = [r for r in seen if r is not None]
    if len(running) >= MIN_RUNNING:
        yield _candidate(h, i, running, finished, mark, own)


def _forecast(finished: Finished, account: int, row: int, age: Array, value: Array, mark: float) -> Running | None:
    if not len(age):
        return None
    order = np.argsort(age)
    age, value = age[order], value[order]
    ages = used_ages(age)
    then = np.stack([finished.curves.at(a) for a in ages.tolist()], axis=1)
    usable = ~np.isnan(then[:, 0]) & ~np.isnan(finished.final) & (finished.row != row)
    if int(usable.sum()) < fewest(LEVEL):
        return None
    # A reading after the finished one would be a correction downwards; a count is final at its highest.
    final = np.fmax(finished.final[usable], then[usable, 0])
    own = finished.account[usable] == account
    order = np.argsort(own, kind="stable")  # the account's own last: only the newest are used
    early = EarlyForecast(then[usable][order], final[order], own[order])
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


def _candidate(h: Histories, i: int, running: list[Running], finished: Finished, mark: float, own: Array) -> Candidate:
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
        rate=_at_least(len(flops), len(running), share, together) * min(LOOKS_PER_YEAR, float(h.per_year[i])),
        estimate=partial(_estimate, len(flops), len(running)),
        window=Window(posts.published[first].astype("datetime64[D]").astype(object), h.scene.now.date()),
        n=len(running),
        method=METHOD,
        since=None,
        evidence=tuple(_evidence(posts, r) for r in flops),
        facts={
            "metric": finished.metric,
            "flops": len(flops),
            "running": len(running),
            "mark": mark,
            "usual": float(np.median(own)),
            "probability": min((r.below for r in flops), default=0.0),
        },
        chart=partial(_chart, h.scene, finished.metric, flops[0], mark) if flops else None,
    )


def _at_least(k: int, n: int, share: float, together: float) -> float:
    """P(at least k of n), where neighbours resemble each other so that n count as n / together."""
    return 1.0 if k == 0 else float(betainc(k / together, (n - k) / together + 1.0, share))


def _estimate(k: int, n: int, level: float) -> Estimate | NotEnoughData:
    return Estimate(k / n, *wilson(k, n, level=level), Unit.SHARE, level)


def _evidence(posts: Any, r: Running) -> Evidence:
    return Evidence("post", str(posts.id[r.row]), str(posts.text[r.row])[:80], str(posts.url[r.row]))


def _chart(scene: Scene, metric: str, r: Running, mark: float) -> ForecastChart:
    """The post most likely to flop: its readings, where it will end, and the mark."""
    posts = scene.posts
    start: datetime = posts.published[r.row].astype("datetime64[s]").astype(object).replace(tzinfo=UTC)
    ages = r.age_hours.tolist()
    points = [Point(start, 0.0), *(Point(start + timedelta(hours=a), v) for a, v in zip(ages, r.value, strict=True))]
    days = scene.settings.ripening_days.get(scene.accounts[posts.account[r.row]].platform, 7.0)
    end = max(start + timedelta(days=days), points[-1].at + timedelta(hours=1))
    return ForecastChart(metric, tuple(points), end, r.middle, r.low, r.high, LEVEL, mark, "weakest_quarter")
