"""Has the level of an account, a series or a campaign changed, suddenly or slowly?

Codes: level_fell, level_rose (a step), declining, growing (a slope), fading (a slope downwards that is the
subject's own, `fade`). One question each way (`stats.shiryaev_roberts`): whether a step or a slope fits better only
gives the name, so that one change is not asked about twice.

A change that came last year too and passed (`season`) is the season's: nothing can be told before two years are known.
An account whose network moved at the same time is judged on what it did beyond the network (`network`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from pratfall.records.candidates import Candidate
from pratfall.records.charts import LevelChart
from pratfall.records.evidence import Evidence, of_posts
from pratfall.records.findings import Kind
from pratfall.records.numbers import Estimate, NotEnoughData, Window
from pratfall.records.subjects import SubjectKind
from pratfall.stats.autocorrelation import inflation
from pratfall.stats.onset import onset
from pratfall.stats.shift import shift
from pratfall.stats.shiryaev_roberts import FEWEST, alarms
from pratfall.stats.two_phase import bend

from .beyond import beyond_network
from .explained import Explained
from .fade import Fade, Slide
from .histories import Histories
from .levels import level_chart
from .ratio import now_over_usual
from .season import DAYS_NEEDED, comes_every_year

Array = Any
KINDS = (SubjectKind.ACCOUNT, SubjectKind.SERIES, SubjectKind.CAMPAIGN)
NOTABLE_RATE = 0.2  # a larger rate can never become `likely`, so nothing more is computed for it
SHOWN = 20
METHOD = "shiryaev_roberts"
CLEARLY = 2.0  # a slope is said where it is e times as likely as the best step: twice the log of that
SLIDE_END = 3  # the newest third of a slide stands for what is left


@dataclass(frozen=True)
class Split:
    """Where a history parts into usual and now: values [0, before) and [after, n); onset in days.

    `hinge`: the day that tells before from after best, by which others are asked whether they explain the change.
    """

    before: int
    after: int
    since: date
    earliest: date
    latest: date
    hinge: date
    slope: bool


def weigh(histories: Histories) -> Iterator[Candidate]:
    """Two candidates per subject that has a response and goes on: one down, one up."""
    every = histories.every
    fade = Fade(histories, Explained(histories))
    for down in (True, False):
        rates = beyond_network(histories, alarms(every, down=down).rate, down=down)
        for i in range(len(histories.groups)):
            if histories.going[i] and histories.groups[i].subject.kind in KINDS:
                rate = None if np.isnan(rates[i]) else float(rates[i])
                yield _candidate(histories, rate, fade, i, down)


def _candidate(h: Histories, rate: float | None, fade: Fade, i: int, down: bool) -> Candidate:
    n = int(h.segments.length[i])
    subject = h.groups[i].subject
    told = rate is not None and (rate <= NOTABLE_RATE or subject.kind is SubjectKind.ACCOUNT)
    split = _split(h, i, down) if told else None
    estimate: Callable[[float], Estimate | NotEnoughData] = partial(_estimate, h, i, split)
    if split and comes_every_year(h, i, split.hinge, down=down):
        rate, split, estimate = None, None, partial(_too_short_for_the_season, h, i)
    return Candidate(
        code=_code(h, fade, i, split, down),
        kind=Kind.FAILURE if down else Kind.GOOD_NEWS,
        subject=subject,
        budget=_home(h, i),
        rate=rate,
        estimate=estimate,
        window=_window(h, i, split),
        n=n,
        method=METHOD,
        since=split.since if split else None,
        evidence=_evidence(h, i, split) if split else (),
        facts=_facts(h, i, split),
        chart=partial(_chart, h, i, split) if split else None,
        given=partial(fade.explained.p_given, i, split.hinge, down) if split else None,
    )


def _home(h: Histories, i: int) -> tuple[str, str]:
    """The account that answers for it: a campaign on one account is part of that account's story."""
    subject = h.groups[i].subject
    if not subject.account_id:
        accounts = np.unique(h.scene.posts.account[h.groups[i].rows])
        if len(accounts) == 1:
            subject = h.scene.accounts[accounts[0]].subject
    return subject.platform, subject.account_id


def _code(h: Histories, fade: Fade, i: int, split: Split | None, down: bool) -> str:
    slope = split is not None and split.slope
    if not down:
        return "growing" if slope else "level_rose"
    if split is None or not slope:
        return "level_fell"
    days = h.days(i)
    slide = Slide(days[split.before - 1].astype(object), days[split.after].astype(object))
    return "fading" if fade.is_own(i, slide) else "declining"


def _split(h: Histories, i: int, down: bool) -> Split:
    days = h.days(i)
    score = h.score[h.part(i)]
    n = len(days)
    found = onset(score, down=down)
    first, earliest, latest = (days[k].astype(object) for k in (found.first, found.earliest, found.latest))
    slow = bend(score, down=down)
    if slow is None or slow.z <= 0.0 or slow.z**2 - max(found.z, 0.0) ** 2 < CLEARLY:
        return Split(found.first, found.first, first, earliest, latest, first, slope=False)
    # A slide has no level before and after: what was before it, or its beginning, and its end stand for them.
    before = max(slow.first, n // SLIDE_END)
    after = max(n - (n - slow.first) // SLIDE_END, before)
    began = days[slow.first].astype(object)
    return Split(before, after, began, min(began, earliest), max(began, latest), first, slope=True)


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


def _too_short_for_the_season(h: Histories, i: int, level: float) -> NotEnoughData:
    return NotEnoughData(DAYS_NEEDED, int((h.last[i] - h.first[i]).astype(int)) + 1, "days")


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
    return of_posts(h.scene.posts, h.rows[h.part(i)][split.after :][::-1][:SHOWN])


def _chart(h: Histories, i: int, split: Split) -> LevelChart:
    return level_chart(h, i, split.before, split.after)
