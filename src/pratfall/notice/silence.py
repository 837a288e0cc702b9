"""Has an account or a series stopped, against its own rhythm? Codes account_silent, series_stopped.

The gap since the last post, over days for which an export speaks without a hole, is compared with the
gaps before it (`stats.tail`, logs of days). A series stops only while its account goes on. What stopped more
than a year ago is history, not news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from math import log
from typing import Any

import numpy as np

from pratfall.records.candidates import Candidate
from pratfall.records.findings import Evidence, Kind
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
CODES = {SubjectKind.ACCOUNT: "account_silent", SubjectKind.SERIES: "series_stopped"}


@dataclass(frozen=True)
class Rhythm:
    """`days` (n,) distinct posting days; the silence since the last one, in days somebody speaks for."""

    days: Array
    silent_days: int

    @property
    def gaps(self) -> Array:
        return np.diff(self.days).astype(int)[-NEWEST_GAPS:]

    @property
    def last(self) -> date:
        last: date = self.days[-1].astype(object)
        return last


def notice(scene: Scene) -> Iterable[Candidate]:
    """One candidate per account with a rhythm, and per series of an account that goes on."""
    known = {
        (scene.accounts[a].platform, scene.accounts[a].account_id): windows
        for a, windows in scene.known_days("posts").items()
    }
    limit = int(scene.settings.benchmarks["dormant_days"])
    silent = set()
    for group in _ordered(scene.groups):
        home = (group.subject.platform, group.subject.account_id)
        rhythm = _rhythm(scene, group, known.get(home, ()))
        if rhythm is None or rhythm.silent_days > NEWS_DAYS:
            continue
        if group.subject.kind is SubjectKind.ACCOUNT:
            if rhythm.silent_days >= limit:
                silent.add(home)
            yield from _candidate(scene, group, rhythm, limit)
        elif home not in silent:
            yield from _candidate(scene, group, rhythm, SERIES_DAYS)


def _ordered(groups: Iterable[Group]) -> list[Group]:
    """Accounts before their series."""
    return sorted((g for g in groups if g.subject.kind in CODES), key=lambda g: g.subject.kind is SubjectKind.SERIES)


def _rhythm(scene: Scene, group: Group, known: tuple[Window, ...]) -> Rhythm | None:
    published = scene.posts.published[group.rows]
    days = np.unique(published[~np.isnat(published)].astype("datetime64[D]"))
    if not len(days):
        return None
    last: date = days[-1].astype(object)
    speaks = next((w for w in known if w.start <= last <= w.end), None)
    return Rhythm(days, (speaks.end - last).days if speaks else 0)


def _candidate(scene: Scene, group: Group, rhythm: Rhythm, limit: int) -> Iterator[Candidate]:
    gaps = rhythm.gaps
    if len(gaps) < FEWEST:
        return
    subject = group.subject
    usual = float(np.median(gaps))
    silent = rhythm.silent_days
    per_year = len(gaps) * DAYS_PER_YEAR / float(gaps.sum())
    # A pause shorter than the limit is no silence, however regular the rhythm was.
    rate = per_year * tail_probability(log(max(silent, 1)), np.log(gaps)) if silent >= limit else per_year
    due = rhythm.last + timedelta(days=max(round(usual), 1))
    yield Candidate(
        code=CODES[subject.kind],
        kind=Kind.FAILURE,
        subject=subject,
        budget=(subject.platform, subject.account_id),
        rate=rate,
        estimate=partial(_estimate, silent),
        window=Window(rhythm.last, max(rhythm.last + timedelta(days=silent), rhythm.last)),
        n=len(gaps),
        method=METHOD,
        since=due,
        evidence=_evidence(scene, group) if silent >= limit else (),
        facts={"usual_gap_days": usual, "longest_gap_days": int(gaps.max()), "last": rhythm.last},
    )


def _estimate(silent_days: int, level: float) -> Estimate | NotEnoughData:
    return Estimate(silent_days, silent_days, silent_days, Unit.DAYS, level)


def _evidence(scene: Scene, group: Group) -> tuple[Evidence, ...]:
    """The last posts before the silence."""
    posts = scene.posts
    rows = group.rows[::-1][:SHOWN]
    return tuple(Evidence("post", str(posts.id[r]), str(posts.text[r])[:80], str(posts.url[r])) for r in rows)
