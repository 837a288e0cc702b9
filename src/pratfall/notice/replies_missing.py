"""Months whose export seems to have been made without the account's replies.

Some networks export "posts" or "posts and replies", and nothing in the file says which. A month without a single
reply between months that all have some is doubted when even their lowest share of replies, q, would leave n posts
without any with a chance of (1 - q)^n < 5 %. At the edges of the feed, and where replies end for good, nothing is
said: that may be a habit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from pratfall.records.evidence import Evidence
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.imports import FileReport
from pratfall.records.numbers import Cost, Estimate, Unit, Window
from pratfall.records.scene import Scene
from pratfall.records.tables import Relation

from .freshness import freshness_of

Array = Any
FEWEST_POSTS = 10
BESIDE = 3  # months on each side that are asked, of which there must be at least two
CHANCE = 0.05


@dataclass(frozen=True)
class Months:
    """Covered months of one account with enough posts: `month` datetime64[M] ascending, `n` posts, `replies`."""

    month: Array
    n: Array
    replies: Array


def doubt(scene: Scene, reports: Sequence[FileReport]) -> Iterator[Finding]:
    """One finding per account with such months; `estimate` counts them."""
    freshness = freshness_of(scene)
    for index, months in _months(scene).items():
        missing, share = find_missing(months)
        if not len(missing):
            continue
        account = scene.accounts[index]
        firsts: list[date] = missing.astype("datetime64[D]").astype(object).tolist()
        end = (firsts[-1] + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        yield Finding(
            code="replies_missing",
            kind=Kind.TRUST,
            subject=account.subject,
            status=Status.LIKELY,
            estimate=Estimate(len(firsts), len(firsts), len(firsts), Unit.COUNT, 1.0),
            window=Window(firsts[0], end),
            n=int(months.n.sum()),
            method="months_beside",
            since=firsts[0],
            cost=Cost(),
            evidence=tuple(Evidence("day", str(first), label=f"{first:%Y-%m}") for first in firsts),
            freshness=freshness(account.subject),
            facts={"months": len(firsts), "which": tuple(f"{first:%Y-%m}" for first in firsts), "share_beside": share},
            repair="export_with_replies",
        )


def find_missing(months: Months) -> tuple[Array, float]:
    """The doubted months, and the lowest share of replies beside them (0 when there are none)."""
    share = months.replies / np.maximum(months.n, 1)
    found, lowest = [], 1.0
    for i in np.flatnonzero(months.replies == 0).tolist():
        before, after = share[max(i - BESIDE, 0) : i], share[i + 1 : i + 1 + BESIDE]
        if min(len(before), len(after)) < 2:
            continue
        q = float(min(before.min(), after.min()))
        if (1.0 - q) ** int(months.n[i]) < CHANCE:
            found.append(i)
            lowest = min(lowest, q)
    return months.month[found], lowest if found else 0.0


def _months(scene: Scene) -> dict[int, Months]:
    """Accounts with any reply at all."""
    posts = scene.posts
    reply = (posts.relation.astype(str) == Relation.REPLY.value) & ~np.isnat(posts.published)
    known = scene.known_days("posts")
    dated = np.flatnonzero(~np.isnat(posts.published) & np.isin(posts.account, np.unique(posts.account[reply])))
    dated = dated[np.argsort(posts.account[dated], kind="stable")]
    accounts, starts = np.unique(posts.account[dated], return_index=True)
    found = {}
    for index, rows in zip(accounts.tolist(), np.split(dated, starts[1:]), strict=False):
        month, place = np.unique(posts.published[rows].astype("datetime64[M]"), return_inverse=True)
        n, replies = np.bincount(place), np.bincount(place, weights=reply[rows]).astype(int)
        keep = (n >= FEWEST_POSTS) & np.array([_covered(m, known.get(index, ())) for m in month], dtype=bool)
        found[index] = Months(month[keep], n[keep], replies[keep])
    return found


def _covered(month: Any, windows: tuple[Window, ...]) -> bool:
    """The whole month lies in one stretch that exports speak for."""
    first: date = month.astype("datetime64[D]").astype(object)
    last: date = (month + 1).astype("datetime64[D]").astype(object) - timedelta(days=1)
    return any(w.start <= first and last <= w.end for w in windows)
