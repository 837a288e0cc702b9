"""Has the level of an account, a series or a campaign changed, suddenly or slowly?

Codes: level_fell, level_rose (a step), declining, growing (a slope): whichever filter of `stats.scan` is
largest gives the name, so that one change is one question each way and not two.

An account whose network moved at the same time is judged on what it did beyond the network (`network`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from pratfall.records.candidates import Candidate
from pratfall.records.charts import LevelChart
from pratfall.records.findings import Evidence, Kind
from pratfall.records.numbers import Estimate, NotEnoughData, Window
from pratfall.records.subjects import SubjectKind
from pratfall.stats.autocorrelation import inflation
from pratfall.stats.onset import onset
from pratfall.stats.permutation_tail import permutation_normal
from pratfall.stats.scan import FEWEST, Scan, largest, steepest
from pratfall.stats.shift import shift

from .beyond import beyond_network
from .explained import Explained
from .histories import Histories
from .levels import level_chart
from .ratio import now_over_usual

Array = Any
KINDS = (SubjectKind.ACCOUNT, SubjectKind.SERIES, SubjectKind.CAMPAIGN)
NOTABLE_RATE = 0.2  # a larger rate can never become `likely`, so nothing more is computed for it
SHOWN = 20
METHOD = "scan"


@dataclass(frozen=True)
class Split:
    """Where a history parts into usual and now: values [0, before) and [after, n); onset in days."""

    before: int
    after: int
    since: date
    earliest: date
    latest: date
    slope: bool


def weigh(histories: Histories) -> Iterator[Candidate]:
    """Two candidates per subject that has a response and goes on: one down, one up."""
    every = histories.every
    explained = Explained(histories)
    for down in (True, False):
        scan = beyond_network(histories, largest(every, down=down), down=down)
        for i in range(len(histories.groups)):
            if histories.going[i] and histories.groups[i].subject.kind in KINDS:
                yield _candidate(histories, scan, explained, i, down)


def _candidate(h: Histories, scan: Scan, explained: Explained, i: int, down: bool) -> Candidate:
    n = int(h.segments.length[i])
    subject = h.groups[i].subject
    asked = not np.isnan(scan.rate[i])
    rate = float(scan.rate[i]) if asked else None
    told = asked and (float(scan.rate[i]) <= NOTABLE_RATE or subject.kind is SubjectKind.ACCOUNT)
    split = _split(h, i, down) if told else None
    slope = split is not None and split.slope
    code = ("declining" if slope else "level_fell") if down else ("growing" if slope else "level_rose")
    return Candidate(
        code=code,
        kind=Kind.FAILURE if down else Kind.GOOD_NEWS,
        subject=subject,
        budget=(subject.platform, subject.account_id),
        rate=rate,
        estimate=partial(_estimate, h, i, split),
        window=_window(h, i, split),
        n=n,
        method=METHOD,
        since=split.since if split else None,
        evidence=_evidence(h, i, split) if split else (),
        facts=_facts(h, i, split),
        chart=partial(_chart, h, i, split) if split else None,
        given=partial(explained.p_given, i, split.since, down) if split else None,
    )


def _split(h: Histories, i: int, down: bool) -> Split:
    days = h.days(i)
    n = len(days)
    found = onset(h.score[h.part(i)], down=down)
    first, earliest, latest = (days[k].astype(object) for k in (found.first, found.earliest, found.latest))
    # The best step over all splits against the best slope, so that an old step is not called a slope.
    step = float(permutation_normal(np.array(found.z), np.array(float(n))))
    if steepest(h.every, i, down=down) > step:
        # A slope has no level before and after: its first and last third stand for them.
        return Split(n // 3, n - n // 3, first, earliest, latest, slope=True)
    return Split(found.first, found.first, first, earliest, latest, slope=False)


def _estimate(h: Histories, i: int, split: Split | None, level: float) -> Estimate | NotEnoughData:
    n = int(h.segments.length[i])
    if split is None:
        return NotEnoughData(FEWEST, n, "posts")
    part = h.part(i)
    left = h.residual[part]
    widen = float(inflation(h.every.correlation[i]))
    found = shift(left[: split.before], left[split.after :], level=level, widen=widen)
    if found is None:
        return NotEnoughData(FEWEST, n, "posts")
    usual = float(np.median(np.log1p(h.response.value[h.rows[part]][: split.before])))
    return now_over_usual(found, usual, level)


def _window(h: Histories, i: int, split: Split | None) -> Window:
    """From the onset (where one is told) to the newest judged post."""
    first, last = h.first[i].astype(object), h.last[i].astype(object)
    return Window(split.since if split else first, last)


def _facts(h: Histories, i: int, split: Split | None) -> dict[str, object]:
    facts: dict[str, object] = {"metric": h.metric(i)}
    if split:
        values = h.response.value[h.rows[h.part(i)]]
        facts |= {
            "before": split.before,
            "after": len(values) - split.after,
            "usual": float(np.median(values[: split.before])),
            "now": float(np.median(values[split.after :])),
            "since_earliest": split.earliest,
            "since_latest": split.latest,
        }
    return facts


def _evidence(h: Histories, i: int, split: Split) -> tuple[Evidence, ...]:
    """The newest posts after the change."""
    posts = h.scene.posts
    rows = h.rows[h.part(i)][split.after :][::-1][:SHOWN]
    return tuple(Evidence("post", str(posts.id[r]), str(posts.text[r])[:80], str(posts.url[r])) for r in rows)


def _chart(h: Histories, i: int, split: Split) -> LevelChart:
    return level_chart(h, i, split.before, split.after)
