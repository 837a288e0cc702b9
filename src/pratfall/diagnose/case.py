"""What a cause family looks at (`Case`) and what it answers (`Explanation`, or `Missing`: what it would need).

A family says what it measured with every post (`columns`), or a part of the change it knows directly (`offset`), or
that it can only point (both None: told without a share). How large a part that is, and whether it is more than chance,
is decided for all families together (`combine`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.evidence import Evidence
from pratfall.records.findings import Finding
from pratfall.records.numbers import NotEnoughData
from pratfall.records.scene import Posts, Scene
from pratfall.records.slices import Slice
from pratfall.stats.change_decomposition import AFTER, BEFORE

Array = Any
DAY = np.timedelta64(86400, "s")


@dataclass(frozen=True)
class Other:
    """Another account of ours: days of its judged posts (m,), in order, and what is left of them (logs)."""

    subject_id: str
    label: str
    platform: str
    day: Array
    left: Array


@dataclass(frozen=True, kw_only=True)
class Case:
    """A change to be explained, post by post in order of publication.

    `rows` (n,): rows of `scene.posts`. `response` (n,) of each; `y` (n,): log(1 + response) less its account's median.
    `period` (n,): BEFORE, BETWEEN (a slope: neither usual nor now), AFTER. `metric`: what the response is. `bar`: the
    largest rate of false alarms a year with which a finding is told. `others`: for what is not ours alone. `moments`
    (n,): of an account known by its weeks alone, when each began; it has no `rows`. `rng`: for permutations.
    """

    scene: Scene
    finding: Finding
    rows: Array
    response: Array
    y: Array
    period: Array
    metric: str
    rng: np.random.Generator
    bar: float = 0.1
    others: tuple[Other, ...] = ()
    moments: Array | None = None

    @property
    def posts(self) -> Posts:
        return self.scene.posts

    @property
    def now(self) -> datetime:
        return self.scene.now

    @property
    def before(self) -> Array:
        """(n,) bool"""
        return self.period == BEFORE

    @property
    def after(self) -> Array:
        """(n,) bool"""
        return self.period == AFTER

    @property
    def published(self) -> Array:
        """(n,) datetime64[s]"""
        return self.posts.published[self.rows] if self.moments is None else self.moments

    @property
    def day(self) -> Array:
        """(n,) datetime64[D]"""
        return self.published.astype("datetime64[D]")

    @property
    def account(self) -> Array:
        """(n,) index into `scene.accounts`"""
        return self.posts.account[self.rows]

    @property
    def down(self) -> bool:
        """Whether the level after is lower."""
        return bool(self.y[self.after].mean() < self.y[self.before].mean())

    def metric_of(self, name: str) -> Array:
        """(n,) another number of the posts, NaN where unknown."""
        values = self.posts.metrics.get(name)
        return np.full(len(self.rows), np.nan) if values is None else values[self.rows]


@dataclass(frozen=True)
class Offset:
    """A part of the log change known without the posts' own differences, with its standard error.

    `ends`: its interval at 95 % where that is not `error` to both sides.
    """

    value: float
    error: float
    freedom: float = np.inf
    ends: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """One cause as far as its family can say.

    `columns` (n, k): measured with each post, no NaN (unknown: the family's usual value). `prior_sd`, `prior_mean`
    (k,): what one unit of each column plausibly does to log(1 + response). `blur`: relative standard error of how far
    the columns moved, where they are read and not counted. `beside`: `offset` is a second way to cut
    the same change (reach or engagement) and not part of the sum. `p`: of a family that tests by itself, as a search
    does; else it is that of its part. `stands`: the family decides by itself whether it is told (None: all are
    compared). `step`, `changes_mind`: keys of wording, as in `Cause`.
    """

    code: str
    basis: Basis
    changes_mind: str
    columns: Array | None = None
    prior_sd: tuple[float, ...] = ()
    prior_mean: tuple[float, ...] = ()
    blur: float = 0.0
    offset: Offset | None = None
    beside: bool = False
    p: float | None = None
    stands: bool | None = None
    step: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    slices: tuple[Slice, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Missing:
    """A family that could say more: `collect` is the key of what to collect."""

    code: str
    needs: NotEnoughData
    collect: str


Answer = Explanation | Missing
