"""An episode: one incident on all its accounts, with the comments in it and those of the weeks before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.scene import Scene
from pratfall.records.streams import Stream

from .incidents import LEAST_EXCESS, LOUD, Incident, usual_before, whole_days
from .streams import rows_between

Array = Any
BEFORE_DAYS = 56  # of comments an episode's mood is compared with
SECONDS_PER_DAY = 86_400


@dataclass(frozen=True)
class Episode:
    """One incident on all its accounts, the strongest alarm first: what was said in it, and what before."""

    members: tuple[Incident, ...]
    streams: tuple[Stream, ...]  # of the accounts it was loud on
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
        return tuple(sorted({a for s in self.streams for a in s.accounts}))

    @property
    def rate(self) -> float:
        """Each of several streams was another chance to alarm."""
        return min(m.rate for m in self.members) * len(self.members)


def episode_of(
    scene: Scene, group: tuple[Incident, ...], others: Sequence[Incident], streams: Sequence[Stream]
) -> Episode:
    """What `group` is about; comments of `others` on the same accounts are no measure of what is usual."""
    begins, ends = group[0].begins, max(m.ends for m in group)
    loud = _loud(group, streams, begins, ends)
    rows = np.concatenate([rows_between(scene, s, begins, ends) for s in loud]).astype(int)
    earlier = np.concatenate([_before(scene, s, begins, others) for s in loud]).astype(int)
    count = round(sum(_counted(s, begins, ends) for s in loud))
    days = float((ends - begins) / np.timedelta64(SECONDS_PER_DAY, "s"))
    usual = _usual_days([whole_days(s, _bin(s, begins)) for s in loud])
    return Episode(group, loud, _in_time(scene, rows), _in_time(scene, earlier), count, days, usual)


def _loud(group: Sequence[Incident], streams: Sequence[Stream], begins: Any, ends: Any) -> tuple[Stream, ...]:
    """Accounts that alarmed, and those in which the organisation's alarm can be heard."""
    alarmed = {m.stream.subject for m in group if m.stream.platform}
    whole = [m.stream for m in group if not m.stream.platform]
    own = [s for s in streams if s.platform and (s.subject in alarmed or (whole and _rose(s, begins, ends)))]
    return tuple(own) or tuple(whole[:1])


def _rose(stream: Stream, begins: Any, ends: Any) -> bool:
    usual = usual_before(stream, _bin(stream, begins))
    first, last = _bin(stream, begins), _bin(stream, ends)
    known = int((~np.isnan(stream.counts[first:last])).sum())
    if np.isnan(usual) or not known:
        return False
    counted = _counted(stream, begins, ends)
    return counted >= LOUD * usual * known and counted - usual * known >= LEAST_EXCESS


def _counted(stream: Stream, begins: Any, ends: Any) -> float:
    return float(np.nansum(stream.counts[_bin(stream, begins) : _bin(stream, ends)]))


def _bin(stream: Stream, at: Any) -> int:
    """The bin that holds `at`, or the edge of the stream."""
    place = int((at - stream.start) / np.timedelta64(stream.bin_minutes * 60, "s"))
    return min(max(place, 0), len(stream))


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


def _usual_days(each: Sequence[Array]) -> Array:
    """Totals of the days before, over all accounts, as far back as each is known."""
    shortest = min(len(days) for days in each)
    return np.sum([days[len(days) - shortest :] for days in each], axis=0)
