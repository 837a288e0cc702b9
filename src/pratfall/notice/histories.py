"""Every subject's judged posts, end to end in one array, ready to be asked for a change.

A history is the newest 1,000 judged posts within three years: far enough back to know what is usual, near
enough that it is still the same effort. A subject without a judged post for 120 days has no "now" to
compare; `silence` speaks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.scene import Group, Scene
from pratfall.records.subjects import SubjectKind
from pratfall.stats.normal_scores import normal_scores
from pratfall.stats.segments import Segments
from pratfall.stats.shiryaev_roberts import Contrasts, contrasts

from .comparable import residuals
from .freshness import now_of
from .response import Response, response_of

Array = Any
NEWEST_POSTS = 1000
BACK_DAYS = 3 * 365
STILL_GOING_DAYS = 120
DAYS_PER_YEAR = 365.25
SHORTEST_DAYS = 60.0  # a burst of a few days does not make a yearly pace


@dataclass(frozen=True)
class Histories:
    """`groups` (s,) subjects; their posts `rows` (n,) in order of time, `residual` and `score` beside them.

    `every`: all onsets in all histories. `first`, `last` (s,): days of the oldest and newest post, NaT for none.
    `seen` (s,): judged posts of any age. `going` (s,) bool: still posting. `per_year` (s,).
    """

    scene: Scene
    response: Response
    groups: tuple[Group, ...]
    segments: Segments
    rows: Array
    residual: Array
    score: Array
    every: Contrasts
    first: Array
    last: Array
    per_year: Array
    seen: Array
    going: Array

    def part(self, i: int) -> slice:
        start = int(self.segments.start[i])
        return slice(start, start + int(self.segments.length[i]))

    def days(self, i: int) -> Array:
        """Publication days of history i."""
        return self.days_of(self.rows[self.part(i)])

    def days_of(self, rows: Array) -> Array:
        """Publication days of some posts."""
        return self.scene.posts.published[rows].astype("datetime64[D]")

    def metric(self, i: int) -> str:
        """The response history i is judged by; "mixed" for a campaign over accounts that differ."""
        rows = self.groups[i].rows if self.groups[i].subject.account_id == "" else self.groups[i].rows[:1]
        names = {self.response.metric[a] for a in set(self.scene.posts.account[rows].tolist())}
        return names.pop() if len(names) == 1 else "mixed"


def prepare(scene: Scene, kinds: Sequence[SubjectKind]) -> Histories:
    """Histories of all groups of these kinds, and of every account's (for comparison with its network)."""
    response = response_of(scene)
    left = residuals(scene, response.value)
    return arrange(scene, response, left, [g for g in scene.groups if g.subject.kind in kinds])


def arrange(scene: Scene, response: Response, left: Array, groups: Sequence[Group]) -> Histories:
    """Cut each group's judged posts to its history and score them."""
    sizes = np.array([len(g.rows) for g in groups], dtype=np.int64)
    rows = np.concatenate([g.rows for g in groups]) if groups else np.zeros(0, dtype=np.int64)
    rows = rows.astype(np.int64)
    segments = Segments.of(sizes)
    judged = ~np.isnan(left[rows])
    seen = segments.keep(judged).length
    now = now_of(scene)
    rows, segments = rows[judged], segments.keep(judged)
    from_end = np.repeat(segments.length, segments.length) - segments.position
    recent = scene.posts.published[rows] >= now - np.timedelta64(BACK_DAYS, "D")
    keep = (from_end <= NEWEST_POSTS) & recent
    rows, segments = rows[keep], segments.keep(keep)
    residual = left[rows]
    score = normal_scores(residual, segments)
    first, last = _ends(scene.posts.published[rows].astype("datetime64[D]"), segments)
    today = now.astype("datetime64[D]")
    span_days = np.maximum(np.nan_to_num((today - first) / np.timedelta64(1, "D")), SHORTEST_DAYS)
    per_year = segments.length * DAYS_PER_YEAR / span_days
    return Histories(
        scene=scene,
        response=response,
        groups=tuple(groups),
        segments=segments,
        rows=rows,
        residual=residual,
        score=score,
        every=contrasts(score, segments, per_year),
        first=first,
        last=last,
        per_year=per_year,
        seen=seen,
        going=(today - last) / np.timedelta64(1, "D") <= STILL_GOING_DAYS,
    )


def _ends(day: Array, segments: Segments) -> tuple[Array, Array]:
    """(s,) first and last value of each history, NaT for an empty one."""
    padded = np.append(day, np.datetime64("NaT", "D"))
    some = segments.length > 0
    return (
        padded[np.where(some, segments.start, len(day))],
        padded[np.where(some, segments.start + segments.length - 1, len(day))],
    )
