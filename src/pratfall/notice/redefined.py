"""Numbers that changed meaning or name: known from the networks' notices, or seen in the account's own data.

Known: `Settings.redefinitions`. Seen: on an account, one metric stops being filled in and its successor
starts at about the same post. A comparison of that metric across the break is no comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind, Reference, Status
from pratfall.records.imports import FileReport
from pratfall.records.numbers import Cost, Window
from pratfall.records.scene import Redefinition, Scene

from .freshness import freshness_of

Array = Any
SUCCESSORS = (  # (old, new): names known to have replaced each other somewhere
    ("impressions", "views"),
    ("reach", "viewers"),
    ("likes", "reactions"),
    ("reactions", "likes"),
    ("views", "engaged_views"),
    ("video_views_3s", "views"),
)
FILLED, EMPTY = 0.8, 0.05  # shares of posts carrying a metric that count as there and as gone
MIN_SIDE = 10  # posts on each side of a break seen in data


@dataclass(frozen=True)
class Break:
    """`metric` of account index `account` means something else from `start` to `end` on; `n` posts behind it.

    `seen`: dated by the account's own data, not by the network's notice (`source`, "" where there was none).
    """

    account: int
    metric: str
    replaced_by: str
    start: date
    end: date
    source: str
    n: int
    seen: bool = False


def doubt(scene: Scene, reports: Sequence[FileReport]) -> Iterator[Finding]:
    """One finding per account and break that lies inside its data. Not estimated: a fact."""
    freshness = freshness_of(scene)
    for broken in find_breaks(scene):
        account = scene.accounts[broken.account]
        yield Finding(
            code="metric_redefined",
            kind=Kind.TRUST,
            subject=account.subject,
            status=Status.SURE,
            estimate=None,
            window=Window(broken.start, broken.end),
            n=broken.n,
            method="metric_swap" if broken.seen else "known_redefinition",
            since=broken.start,
            cost=Cost(),
            evidence=(of_account(account),),
            freshness=freshness(account.subject),
            facts={
                "metric": broken.metric,
                "replaced_by": broken.replaced_by,
                "source": broken.source,
                "silences": (f"{broken.start}/{broken.end}",),
                "silences_metrics": tuple(sorted({broken.metric, broken.replaced_by})),
            },
            reference=Reference(1.0, broken.source, own_history=False) if broken.source else None,
            repair="compare_within_definition",
        )


def find_breaks(scene: Scene) -> tuple[Break, ...]:
    """Known breaks that accounts live through, then swaps seen in data that no known break explains."""
    return scene.once(_breaks)


def _breaks(scene: Scene) -> tuple[Break, ...]:
    known = [b for r in scene.settings.redefinitions for b in _lived_through(scene, r)]
    explained = {(b.account, b.metric, b.replaced_by) for b in known}
    swaps = [b for b in _swaps(scene) if (b.account, b.metric, b.replaced_by) not in explained]
    told = [replace(b, source=_announced(scene, b), seen=True) for b in swaps]
    return tuple(sorted((*known, *told), key=lambda b: (b.account, b.start, b.metric)))


def _announced(scene: Scene, swap: Break) -> str:
    """The network's own notice of what the data show, if there was one."""
    platform = scene.accounts[swap.account].platform
    for r in scene.settings.redefinitions:
        if (r.platform, r.metric, r.replaced_by) == (platform, swap.metric, swap.replaced_by):
            return r.source
    return ""


def _lived_through(scene: Scene, given: Redefinition) -> Iterator[Break]:
    """Accounts that carry the old metric from before the start and the new one until after the end."""
    start, end = np.datetime64(given.start, "D").astype(int), np.datetime64(given.end, "D").astype(int)
    of_platform = np.array([given.platform in ("", a.platform) for a in scene.accounts], dtype=bool)
    if not of_platform.any():
        return
    old = _carrying(scene, given.metric, given.formats)
    new = old if given.metric == given.replaced_by else _carrying(scene, given.replaced_by, given.formats)
    for index in np.flatnonzero(of_platform & (old.first < start) & (new.last > end)).tolist():
        n = int(old.n[index]) if new is old else int(old.n[index] + new.n[index])
        yield Break(index, given.metric, given.replaced_by, given.start, given.end, given.source, n)


@dataclass(frozen=True)
class _Carrying:
    """Per account (accounts,): first and last day with a value of a metric, as day numbers, and how many values."""

    first: Array
    last: Array
    n: Array


def _carrying(scene: Scene, metric: str, formats: tuple[str, ...]) -> _Carrying:
    """From posts and from daily numbers; of some formats only, daily numbers count where such posts exist."""
    posts, days = scene.posts, scene.days
    of_format = np.isin(posts.format.astype(str), formats) if formats else np.ones(len(posts), dtype=bool)
    makes = np.bincount(posts.account[of_format], minlength=len(scene.accounts)) > 0
    measured = (days.metric == metric) & ~np.isnan(days.value) & (days.account >= 0)
    if formats:
        measured &= makes[days.account]
    account, day = days.account[measured], days.day[measured]
    if metric in posts.metrics:
        keep = of_format & ~np.isnan(posts.metrics[metric]) & ~np.isnat(posts.published)
        account = np.concatenate([account, posts.account[keep]])
        day = np.concatenate([day, posts.published[keep].astype("datetime64[D]")])
    far = np.iinfo(np.int64).max
    first, last = np.full(len(scene.accounts), far), np.full(len(scene.accounts), -far)
    np.minimum.at(first, account, day.astype(np.int64))
    np.maximum.at(last, account, day.astype(np.int64))
    return _Carrying(first, last, np.bincount(account, minlength=len(scene.accounts)))


def _swaps(scene: Scene) -> Iterator[Break]:
    posts = scene.posts
    pairs = [(old, new) for old, new in SUCCESSORS if old in posts.metrics and new in posts.metrics]
    if not pairs or not len(posts):
        return
    order = np.lexsort((posts.published, posts.account))
    order = order[~np.isnat(posts.published[order])]
    accounts, starts = np.unique(posts.account[order], return_index=True)
    for index, rows in zip(accounts.tolist(), np.split(order, starts[1:]), strict=True):
        for old, new in pairs:
            at = _swap_row(~np.isnan(posts.metrics[old][rows]), ~np.isnan(posts.metrics[new][rows]))
            if at is not None:
                day = posts.published[rows[at]].astype("datetime64[D]").astype(object)
                yield Break(index, old, new, day, day, "", len(rows))


def _swap_row(old: Array, new: Array) -> int | None:
    """First row of the new metric's time, or None. (n,) bools in order of time.

    The split with the most rows on their proper side (old only before, new only after) is tried; it counts
    when each metric is filled on its own side and gone on the other.
    """
    n = len(old)
    if n < 2 * MIN_SIDE:
        return None
    proper_before = np.concatenate([[0], np.cumsum(old & ~new)])
    proper_after = np.concatenate([[0], np.cumsum(new & ~old)])
    split = np.arange(n + 1)
    score = proper_before + (proper_after[-1] - proper_after)
    score[(split < MIN_SIDE) | (split > n - MIN_SIDE)] = -1
    at = int(np.argmax(score))
    there = old[:at].mean() >= FILLED and new[at:].mean() >= FILLED
    gone = old[at:].mean() <= EMPTY and new[:at].mean() <= EMPTY
    return at if there and gone else None
