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

from pratfall.records.findings import Evidence, Finding, Kind, Reference, Status
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
            evidence=(Evidence("account", account.subject.id, account.label, account.url),),
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
    """Accounts that carry the old metric from before the end and the new one from after the start."""
    start, end = np.datetime64(given.start, "D"), np.datetime64(given.end, "D")
    for index, account in enumerate(scene.accounts):
        if given.platform not in ("", account.platform):
            continue
        before = _carrying(scene, index, given.metric, given.formats)
        after = _carrying(scene, index, given.replaced_by, given.formats)
        if not len(before) or not len(after) or before.min() >= start or after.max() <= end:
            continue
        n = len(before) if given.metric == given.replaced_by else len(before) + len(after)
        yield Break(index, given.metric, given.replaced_by, given.start, given.end, given.source, n)


def _carrying(scene: Scene, account: int, metric: str, formats: tuple[str, ...]) -> Array:
    """Days on which the account has a value of the metric, from posts and from daily numbers."""
    posts, days = scene.posts, scene.days
    mine = posts.account == account
    if formats:
        mine &= np.isin(posts.format.astype(str), formats)
        if not mine.any():  # nor do the daily numbers hold any of that format
            return days.day[:0]
    found = [days.day[(days.account == account) & (days.metric == metric) & ~np.isnan(days.value)]]
    if metric in posts.metrics:
        keep = mine & ~np.isnan(posts.metrics[metric]) & ~np.isnat(posts.published)
        found.append(posts.published[keep].astype("datetime64[D]"))
    return np.concatenate(found)


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
