"""An episode: one incident on all its accounts, with the comments in it and those of the weeks before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.scene import Scene
from pratfall.records.streams import Stream

from .incidents import Incident
from .streams import rows_between

Array = Any
BEFORE_DAYS = 56  # of comments an episode's mood is compared with


@dataclass(frozen=True)
class Episode:
    """One incident on all its accounts, the strongest alarm first: what was said in it, and what before."""

    members: tuple[Incident, ...]
    now: Array  # rows of comments in it
    before: Array  # rows of the weeks before, other episodes left out
    count: int
    days: float
    usual_days: Array  # (d,) totals of the days before

    @property
    def begins(self) -> Any:
        """Of the strongest: a stir on another account the day before is no beginning."""
        return self.members[0].begins

    @property
    def ends(self) -> Any:
        return max(m.ends for m in self.members)

    @property
    def accounts(self) -> tuple[int, ...]:
        own = {a for m in self.members if m.stream.platform for a in m.stream.accounts}
        return tuple(sorted(own)) or self.members[0].stream.accounts

    @property
    def rate(self) -> float:
        """Each of several streams was another chance to alarm."""
        return min(m.rate for m in self.members) * len(self.members)


def episode_of(scene: Scene, group: tuple[Incident, ...], others: Sequence[Incident]) -> Episode:
    """What `group` is about; comments of `others` on the same accounts are no measure of what is usual."""
    own = [m for m in group if m.stream.platform] or list(group)
    begins, ends = group[0].begins, max(m.ends for m in group)
    streams = {m.stream.subject: m.stream for m in own}.values()
    rows = np.concatenate([rows_between(scene, s, begins, ends) for s in streams]).astype(int)
    earlier = np.concatenate([_before(scene, s, begins, others) for s in streams]).astype(int)
    largest = max(group, key=lambda m: m.count)
    count = max(largest.count, sum(m.count for m in own))
    days = float((ends - begins) / np.timedelta64(86_400, "s"))
    return Episode(group, _in_time(scene, rows), _in_time(scene, earlier), count, days, _usual_days(own))


def _before(scene: Scene, stream: Stream, begins: Any, others: Sequence[Incident]) -> Array:
    rows = rows_between(scene, stream, begins - np.timedelta64(BEFORE_DAYS, "D"), begins)
    at = scene.comments.created[rows]
    for other in others:
        if set(other.stream.accounts) & set(stream.accounts):
            keep = (at < other.begins) | (at >= other.ends)
            rows, at = rows[keep], at[keep]
    return rows


def _in_time(scene: Scene, rows: Array) -> Array:
    return rows[np.argsort(scene.comments.created[rows], kind="stable")]


def _usual_days(members: Sequence[Incident]) -> Array:
    """Totals of the days before, over all accounts, as far back as each is known."""
    each = [m.usual_days for m in members]
    shortest = min(len(days) for days in each)
    return np.sum([days[len(days) - shortest :] for days in each], axis=0)
