"""From scores to incidents: where much more was said than usual, from when to when, and on which accounts at once.

An alarm is a score that quiet counts of this level and age reach anew at most once a month (`stats.alarm_rate`). Its
episode is the stretch around it in which most was said beyond twice the usual: the segment with the largest sum of
(count - 2 usual). One launch on three networks within hours is one incident, and so is what the organisation's own
stream sees of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.streams import Stream
from pratfall.stats.alarm_rate import alarm_rate, default_alarm
from pratfall.stats.backlash import backlash_alarms, trailing_sum

from .streams import known_days

Array = Any
USUAL_DAYS = 28  # before an alarm, for what is usual
FEWEST_USUAL_DAYS = 7
LOUD = 2.0  # times the usual: what lies beyond belongs to the episode
BACK_DAYS, ON_DAYS = 1.0, 7.0  # an episode's longest way back from its first alarm and on from its last
APART_DAYS = 1.0  # incidents of several accounts that begin closer than this are one
LEAST_EXCESS = 10.0  # comments beyond the usual: five people are no storm, however quiet it was before
MONTHS_PER_YEAR = 12.0


@dataclass(frozen=True)
class Incident:
    """One episode of one stream. `start`, `end`: bins [start, end); `alarm`: the bin of the first alarm."""

    stream: Stream
    alarm: int
    start: int
    end: int
    score: float
    usual: float  # per bin, known bins of the 28 days before
    rate: float  # new alarms so high in a year of quiet counts

    @property
    def begins(self) -> Any:
        return self.stream.start + np.timedelta64(self.start * self.stream.bin_minutes * 60, "s")

    @property
    def ends(self) -> Any:
        return self.stream.start + np.timedelta64(self.end * self.stream.bin_minutes * 60, "s")

    @property
    def alarmed(self) -> Any:
        """When the bin of the alarm was over: nobody could have known earlier."""
        return self.stream.start + np.timedelta64((self.alarm + 1) * self.stream.bin_minutes * 60, "s")

    @property
    def age_days(self) -> float:
        """For how long the stream had been heard."""
        return known_days(self.stream, self.alarm)

    @property
    def count(self) -> int:
        return int(np.nansum(self.stream.counts[self.start : self.end]))

    @property
    def days(self) -> float:
        known = ~np.isnan(self.stream.counts[self.start : self.end])
        return float(max(known.sum(), 1)) / self.stream.bins_per_day


def scored(streams: Sequence[Stream]) -> list[Array]:
    """Scores (n,) of every stream where it alarms anew, 0 elsewhere; those with equal bins in one pass."""
    out: list[Array] = [np.array([])] * len(streams)
    for bins_per_day in sorted({s.bins_per_day for s in streams}):
        chosen = [i for i, s in enumerate(streams) if s.bins_per_day == bins_per_day]
        longest = max(len(streams[i]) for i in chosen)
        # Every stream begins at midnight, so that hours of the day agree; what is shorter ends in bins without data.
        table, bars = np.full((len(chosen), longest), np.nan), np.ones((len(chosen), longest))
        for row, i in enumerate(chosen):
            table[row, : len(streams[i])], bars[row, : len(streams[i])] = streams[i].counts, _bars(streams[i])
        scores = backlash_alarms(table, bars, bins_per_day)
        for row, i in enumerate(chosen):
            out[i] = scores[row, : len(streams[i])]
    return out


def incidents(stream: Stream, scores: Array) -> tuple[Incident, ...]:
    """Every episode of the stream that alarmed, oldest first."""
    found: list[Incident] = []
    for first, last in _episodes(stream, scores):
        usual = usual_before(stream, first)
        if np.isnan(usual):
            continue
        start, end = _extent(stream, first, last, usual)
        if found and start < found[-1].end:
            start = found[-1].end
        if np.nansum(stream.counts[start:end] - usual) < LEAST_EXCESS:
            continue
        score = float(scores[first : last + 1].max())
        rate = yearly_rate(stream, score, usual, first)
        found.append(Incident(stream, first, min(start, first), end, score, usual, rate))
    return tuple(found)


def yearly_rate(stream: Stream, score: float, usual: float, at: int) -> float:
    """New alarms as high as `score` in a year of quiet counts, at the age the stream has at bin `at`."""
    age = known_days(stream, at)
    return MONTHS_PER_YEAR * float(alarm_rate(score, level=usual, bins_per_day=stream.bins_per_day, age_days=age))


def usual_before(stream: Stream, at: int) -> float:
    """Mean per known bin of the 28 days before; NaN with fewer than seven known days."""
    before = stream.counts[max(at - USUAL_DAYS * stream.bins_per_day, 0) : at]
    known = ~np.isnan(before)
    if known.sum() < FEWEST_USUAL_DAYS * stream.bins_per_day:
        return float("nan")
    return float(before[known].mean())


def whole_days(stream: Stream, at: int) -> Array:
    """(d,) totals of the days of which every bin is known, newest 28 before bin `at`."""
    size = stream.bins_per_day
    before = stream.counts[max(at - USUAL_DAYS * size, 0) : at]
    days = before[len(before) % size :].reshape(-1, size).sum(axis=1)
    return days[~np.isnan(days)]


def together(found: Iterable[Incident]) -> list[tuple[Incident, ...]]:
    """Incidents whose alarms came within a day of each other, or inside each other, as one.

    Groups oldest first, the strongest alarm of each before its others.
    """
    groups: list[list[Incident]] = []
    # The strongest first, so that what joins it is what belongs to it and not the stir of the day before.
    for incident in sorted(found, key=lambda i: (-i.score, i.alarmed, i.stream.subject)):
        near = next((g for g in groups if _belongs(incident, g)), None)
        if near is None:
            groups.append([incident])
        else:
            near.append(incident)
    return sorted((tuple(g) for g in groups), key=lambda g: min(i.alarmed for i in g))


def _belongs(one: Incident, group: Sequence[Incident]) -> bool:
    """Two alarms within a day, or one inside the other's episode; never two episodes of one stream."""
    apart = np.timedelta64(round(APART_DAYS * 86_400), "s")
    if any(one.stream.subject == other.stream.subject for other in group):
        return False
    first = group[0]
    inside = one.begins <= first.alarmed <= one.ends or first.begins <= one.alarmed <= first.ends
    return bool(inside or abs(one.alarmed - first.alarmed) <= apart)


def _episodes(stream: Stream, scores: Array) -> Iterator[tuple[int, int]]:
    """First and last alarm of each episode: alarms less than a day apart."""
    alarms = np.flatnonzero(scores > 0).tolist()
    while alarms:
        first = last = alarms.pop(0)
        while alarms and alarms[0] - last < max(stream.bins_per_day, 2):
            last = alarms.pop(0)
        yield first, last


def _bars(stream: Stream) -> Array:
    """(n,) from which score on each bin alarms, as it was known when its day began; 1, never, where nothing was."""
    size = stream.bins_per_day
    bars = np.ones(len(stream))
    for day in range(0, len(stream), size):
        usual = usual_before(stream, day)
        if not np.isnan(usual):
            bars[day : day + size] = default_alarm(usual, bins_per_day=size, age_days=known_days(stream, day))
    return bars


def _extent(stream: Stream, first: int, last: int, usual: float) -> tuple[int, int]:
    """Around the alarms, the bins [start, end) with the largest sum beyond twice the usual."""
    size = stream.bins_per_day
    beyond = np.nan_to_num(stream.counts - LOUD * usual, nan=0.0)
    back = beyond[max(first - round(BACK_DAYS * size), 0) : first][::-1].cumsum()
    on = beyond[last + 1 : last + 1 + round(ON_DAYS * size)]
    # A day that is no louder than twice the usual ends it: what comes after is another story.
    calm = np.flatnonzero(trailing_sum(beyond, size)[last + 1 : last + 1 + len(on)] <= 0)
    on = on[: calm[0] + 1] if len(calm) else on
    return first - _best(back), last + 1 + _best(on.cumsum())


def _best(running: Array) -> int:
    """How many steps to take: where the running sum is largest, none if it never is positive."""
    if not len(running) or running.max() <= 0:
        return 0
    return int(running.argmax()) + 1
