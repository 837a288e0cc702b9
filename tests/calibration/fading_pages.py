"""Real Facebook pages, their posts dealt anew so that nothing changes, with a fall planted: who finds it, and when?

Pages with 400 posts or more, without the two days that were still growing when the counts were read. The first 100
posts are the reference, falls begin behind them, and the next 300 are watched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pratfall.notice.comparable import residuals
from pratfall.notice.explained import Explained
from pratfall.notice.fade import Fade, Slide
from pratfall.notice.histories import Histories, arrange
from pratfall.notice.response import Response
from pratfall.records.scene import Group, Posts, Scene
from pratfall.records.subjects import Account
from pratfall.stats.normal_scores import normal_scores
from pratfall.stats.onset import onset
from pratfall.stats.segments import Segments
from pratfall.stats.shiryaev_roberts import Alarms, alarms, contrasts
from tests.calibration.worlds import bare_scene

Array = Any
RIPE_UNTIL = "2016-06-22"
REFERENCE, WATCHED = 100, 300
LENGTH = REFERENCE + WATCHED
FALLS: Mapping[str, Array] = {
    "none": np.ones(LENGTH),
    "-30 %": np.where(np.arange(LENGTH) < REFERENCE, 1.0, 0.7),
    "-50 %": np.where(np.arange(LENGTH) < REFERENCE, 1.0, 0.5),
    "-70 %": np.where(np.arange(LENGTH) < REFERENCE, 1.0, 0.3),
    "slide": np.exp(np.log(0.5) * np.clip((np.arange(LENGTH) - REFERENCE) / 150.0, 0.0, 1.0)),
}
QUIET = 0.05
PER_YEAR = 365.0


@dataclass(frozen=True)
class Deal:
    """Simulated pages: (p, 400) rows of the posts' table, and which page each is."""

    rows: Array
    page: Array


def load(folder: Path) -> pd.DataFrame:
    table = pd.read_csv(folder / "posts.csv.gz", parse_dates=["status_published"])
    table = table[table["status_published"] < RIPE_UNTIL].sort_values(["page", "status_published"])
    many = table.groupby("page")["page"].transform("size") >= LENGTH
    return table[many].reset_index(drop=True)


def deal(table: pd.DataFrame, repetitions: int, rng: np.random.Generator) -> Deal:
    rows, page = [], []
    for number, (_, own) in enumerate(table.groupby("page").indices.items()):
        for _ in range(repetitions):
            rows.append(rng.permutation(own)[:LENGTH])
            page.append(number)
    return Deal(np.array(rows), np.array(page))


def reactions(table: pd.DataFrame, dealt: Deal, fall: str) -> Array:
    return np.round(table["num_reactions"].to_numpy(float)[dealt.rows] * FALLS[fall])


def cusum(table: pd.DataFrame, dealt: Deal, fall: str, *, robust: bool) -> Array:
    """(p, watched) the statistic after every post."""
    y = np.log1p(reactions(table, dealt, fall))
    kind = pd.factorize(table["status_type"])[0][dealt.rows]
    for row, own in zip(y, kind, strict=True):
        before, usual = row[:REFERENCE].copy(), np.median(row[:REFERENCE])
        for k in np.unique(own):
            alike = own[:REFERENCE] == k
            row[own == k] -= np.median(before[alike]) if alike.sum() >= 5 else usual
    reference = y[:, :REFERENCE]
    if robust:
        centre = np.median(reference, axis=1, keepdims=True)
        scale = 1.4826 * np.median(np.abs(reference - centre), axis=1, keepdims=True)
    else:
        centre, scale = reference.mean(axis=1, keepdims=True), reference.std(axis=1, keepdims=True)
    low = -(y[:, REFERENCE:] - centre) / np.maximum(scale, 0.1) - 0.25
    path = np.zeros((len(y), WATCHED + 1))
    for j in range(WATCHED):
        path[:, j + 1] = np.maximum(path[:, j] + low[:, j], 0.0)
    return path[:, 1:]


def ours(table: pd.DataFrame, dealt: Deal, fall: str, every: int) -> dict[str, Array]:
    """(p, looks) log R, and minus log of its yearly rate, after every so many posts, from all posts so far."""
    counts = reactions(table, dealt, fall)
    looks: list[Alarms] = []
    for t in range(REFERENCE + every, LENGTH + 1, every):
        known = scene_of(table, dealt.rows[:, :t], np.datetime64("2016-06-25", "s"))
        left = residuals(known, counts[:, :t].ravel())
        segments = Segments.of(np.full(len(counts), t))
        found = contrasts(normal_scores(left, segments), segments, np.full(len(counts), PER_YEAR))
        looks.append(alarms(found, down=True))
    log_ratio, rate = (np.array([getattr(look, name) for look in looks]).T for name in ("log_ratio", "rate"))
    return {"R": log_ratio, "rate": -np.log(rate)}


def threshold(unchanged: Array) -> float:
    """What 5 % of unchanged pages reach."""
    return float(np.quantile(unchanged.max(axis=1), 1.0 - QUIET))


def delays(found: Array, limit: float, every: int) -> Array:
    """(p,) posts from the fall to the first alarm; inf for none."""
    hit = found >= limit
    return np.where(hit.any(axis=1), (hit.argmax(axis=1) + 1.0) * every, np.inf)


def scene_of(table: pd.DataFrame, rows: Array, now: Array) -> Scene:
    """Pages as accounts, with these rows of the table as their posts."""
    pages, n = len(rows), rows.size
    flat = rows.ravel()
    accounts = tuple(Account("facebook", str(i)) for i in range(pages))
    account = np.repeat(np.arange(pages, dtype=np.int32), rows.shape[1])
    return bare_scene(accounts, posts_of(table, flat, account, n), now.astype(object).replace(tzinfo=UTC))


def posts_of(table: pd.DataFrame, flat: Array, account: Array, n: int) -> Posts:
    def same(word: object) -> Array:
        column = np.empty(n, dtype=object)
        column[:] = [word] * n
        return column

    published = table["status_published"].to_numpy("datetime64[s]")[flat]
    kind = table["status_type"].to_numpy(object)[flat]
    known = np.ones(n, dtype=bool)
    return Posts(
        account, same(""), published, known, kind, same("original"), same(""), same(""), same(""),
        same(()), same(()), same(""), published, known, {},
    )  # fmt: skip


def histories_of(table: pd.DataFrame, pages: list[Array], until: Array) -> Histories:
    """What was known of all pages at that moment."""
    published = table["status_published"].to_numpy("datetime64[s]")
    known = [own[published[own] <= until] for own in pages]
    flat = np.concatenate(known)
    account = np.repeat(np.arange(len(pages), dtype=np.int32), [len(own) for own in known])
    accounts = tuple(Account("facebook", str(k)) for k in range(len(pages)))
    posts = posts_of(table, flat, account, len(flat))
    now: datetime = until.astype(object).replace(tzinfo=UTC)
    made = bare_scene(accounts, posts, now)
    groups = tuple(Group(a.subject, np.flatnonzero(account == k)) for k, a in enumerate(accounts))
    value = table["num_reactions"].to_numpy(float)[flat]
    response = Response(value, ("reactions",) * len(pages), (("reactions",),) * len(pages))
    made = replace(made, groups=groups)
    return arrange(made, response, residuals(made, value), groups)


def below_peers(table: pd.DataFrame, pages: list[Array], i: int, until: Array) -> bool:
    histories = histories_of(table, pages, until)
    found = onset(histories.score[histories.part(i)], down=True)
    days = histories.days(i)
    slide = Slide(days[found.first - 1].astype(object), days[found.first].astype(object))
    return Fade(histories, Explained(histories)).is_own(i, slide)
