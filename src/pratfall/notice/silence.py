"""Has a series stopped, against its own rhythm, while its account goes on? Code series_stopped.

The gap since the last post, over days for which an export speaks without a hole, is compared with the gaps
before it (`stats.tail`, logs of days, rounded to whole ones). Where the whole account is silent, the habit
`abandoned` says so once instead of each of its series. What stopped more than a year ago is history, not news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from math import log, log1p
from typing import Any

import numpy as np

from pratfall.records.candidates import Candidate
from pratfall.records.evidence import Evidence, of_posts
from pratfall.records.findings import Kind
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.scene import Group, Scene
from pratfall.records.subjects import SubjectKind
from pratfall.stats.tail import FEWEST, tail_probability

Array = Any
NEWEST_GAPS = 200
SERIES_DAYS = 28  # a series of a month's pause is not called stopped, whatever its rhythm
NEWS_DAYS = 365
SHOWN = 5
DAYS_PER_YEAR = 365.25
METHOD = "gap_tail"


@dataclass(frozen=True)
class Silence:
    """`published` (n,) of a subject in order of time, and the days since the last that somebody speaks for."""

    published: Array
    days: int

    @property
    def last(self) -> date:
        last: date = self.published[-1].astype("datetime64[D]").astype(object)
        return last

    def gaps(self) -> Array:
        """Days between its posting days, newest 200."""
        return np.diff(np.unique(self.published.astype("datetime64[D]"))).astype(int)[-NEWEST_GAPS:]


def notice(scene: Scene) -> Iterable[Candidate]:
    """One candidate per series with a rhythm in an account that goes on."""
    known = {
        (scene.accounts[a].platform, scene.accounts[a].account_id): windows
        for a, windows in scene.known_days("posts").items()
    }
    limit = int(scene.settings.benchmarks["dormant_days"])
    silent = set()
    for group in _ordered(scene.groups):
        home = (group.subject.platform, group.subject.account_id)
        silence = _silence(scene, group, known.get(home, ()))
        if silence is None:
            continue
        if group.subject.kind is SubjectKind.ACCOUNT and silence.days >= limit:
            silent.add(home)
        elif group.subject.kind is SubjectKind.SERIES and home not in silent and silence.days <= NEWS_DAYS:
            yield from _candidate(scene, group, silence)


def _ordered(groups: Iterable[Group]) -> list[Group]:
    """Accounts before their series."""
    wanted = (SubjectKind.ACCOUNT, SubjectKind.SERIES)
    return sorted((g for g in groups if g.subject.kind in wanted), key=lambda g: wanted.index(g.subject.kind))


def _silence(scene: Scene, group: Group, known: tuple[Window, ...]) -> Silence | None:
    published = scene.posts.published[group.rows]
    published = published[~np.isnat(published)]
    if len(published) <= FEWEST:
        return None
    last: date = published[-1].astype("datetime64[D]").astype(object)
    speaks = next((w for w in known if w.start <= last <= w.end), None)
    return Silence(published, (speaks.end - last).days if speaks else 0)


def _candidate(scene: Scene, group: Group, silence: Silence) -> Iterator[Candidate]:
    span_days = max(float((silence.published[-1] - silence.published[0]) / np.timedelta64(1, "D")), 1.0)
    per_year = (len(silence.published) - 1) * DAYS_PER_YEAR / span_days
    rate, facts = per_year, dict[str, object]()
    # A shorter pause is no silence, however regular the rhythm was: nothing more is computed for it.
    if silence.days >= SERIES_DAYS:
        gaps = silence.gaps()
        if len(gaps) < FEWEST:
            return
        rate = per_year * tail_probability(
            log(silence.days), np.log(gaps), resolution=log1p(1.0 / float(np.median(gaps)))
        )
        facts = {"usual_gap_days": float(np.median(gaps)), "longest_gap_days": int(gaps.max()), "last": silence.last}
    subject = group.subject
    yield Candidate(
        code="series_stopped",
        kind=Kind.FAILURE,
        subject=subject,
        budget=(subject.platform, subject.account_id),
        rate=rate,
        estimate=partial(_estimate, silence.days),
        window=Window(silence.last, silence.last + timedelta(days=silence.days)),
        n=len(silence.published),
        method=METHOD,
        since=silence.last + timedelta(days=1),
        evidence=_evidence(scene, group) if facts else (),
        facts=facts,
    )


def _estimate(silent_days: int, level: float) -> Estimate | NotEnoughData:
    return Estimate(silent_days, silent_days, silent_days, Unit.DAYS, level)


def _evidence(scene: Scene, group: Group) -> tuple[Evidence, ...]:
    """The last posts before the silence."""
    return of_posts(scene.posts, group.rows[::-1][:SHOWN])
