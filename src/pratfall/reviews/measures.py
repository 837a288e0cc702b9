"""Numbers that promises are held to, read from the same scene as the review: they stand there also when all is well.

A habit is told only while it is one. Whether it was mended needs its number afterwards too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil, floor, sqrt
from typing import Any

import numpy as np

from pratfall.habits.answers import Answers, answers
from pratfall.habits.ground import freshness_at
from pratfall.habits.unanswered import comments_until
from pratfall.records.findings import Freshness
from pratfall.records.measures import Measure, Measured
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.review import AccountState
from pratfall.records.scene import Scene
from pratfall.stats.shares import wilson

Array = Any
WINDOW_DAYS = 28
FEWEST = 10  # comments
NEVER_HOURS = float(WINDOW_DAYS * 24)  # an unanswered comment counts as one answered no sooner
LEVEL = 0.95


def measures(scene: Scene, accounts: Sequence[AccountState]) -> tuple[Measure, ...]:
    """Every number of every account, those with too little to count included."""
    until = comments_until(scene)
    fresh = freshness_at(scene, until)
    found: list[Measure] = []
    for index, state in enumerate(accounts):
        found += _of_posts(scene, state)
        if not np.isnat(until[index]):
            found += _of_comments(scene, index, state, until[index], fresh[index])
    return tuple(found)


def _of_posts(scene: Scene, state: AccountState) -> Iterator[Measure]:
    account, today = state.account, scene.now.date()
    recent = Window(today - timedelta(days=WINDOW_DAYS), today)
    named = (account.platform, account.account_id, account.label)
    n = state.level.got if isinstance(state.level, NotEnoughData) else None
    if state.metric:
        yield Measure(Measured.LEVEL, *named, state.level, recent, n, state.freshness)
    if state.mix:
        mix = state.mix[0]
        yield Measure(Measured.PITCH_SHARE, *named, dict(mix.shares)["pitch"], mix.window, mix.n, state.freshness)


def _of_comments(scene: Scene, index: int, state: AccountState, until: Any, freshness: Freshness) -> Iterator[Measure]:
    """Of the last 28 days with comments, without the newest ones: nobody could be expected to have answered those."""
    grace = np.timedelta64(round(scene.settings.benchmarks["answer_grace_days"] * 86_400), "s")
    found = _between(scene, answers(scene, index), until - np.timedelta64(WINDOW_DAYS, "D"), until - grace)
    end: date = (until - grace).astype("datetime64[D]").astype(object)
    window = Window(end - timedelta(days=WINDOW_DAYS), end)
    account, n = state.account, len(found.rows)
    for measured, estimate in ((Measured.UNANSWERED_SHARE, _share(found)), (Measured.ANSWER_HOURS, _hours(found))):
        yield Measure(measured, account.platform, account.account_id, account.label, estimate, window, n, freshness)


def _between(scene: Scene, found: Answers, after: Any, until: Any) -> Answers:
    created = scene.comments.created[found.rows]
    keep = (created > after) & (created <= until)
    return Answers(found.rows[keep], found.hours[keep], found.owner_seen)


def _share(found: Answers) -> Estimate | NotEnoughData:
    n, left = len(found.rows), int((~found.answered).sum())
    if lacking := _lacking(found):
        return lacking
    low, high = wilson(left, n, level=LEVEL)
    return Estimate(left / n, low, high, Unit.SHARE, LEVEL)


def _hours(found: Answers) -> Estimate | NotEnoughData:
    """The median over all of them, answered or not, with its order-statistic interval."""
    if lacking := _lacking(found):
        return lacking
    hours = np.sort(np.where(found.answered, np.minimum(found.hours, NEVER_HOURS), NEVER_HOURS))
    n = len(hours)
    spread = 1.96 * sqrt(n) / 2
    low, high = max(floor(n / 2 - spread) - 1, 0), min(ceil(n / 2 + spread), n - 1)
    return Estimate(float(np.median(hours)), float(hours[low]), float(hours[high]), Unit.HOURS, LEVEL)


def _lacking(found: Answers) -> NotEnoughData | None:
    if not found.owner_seen:
        return NotEnoughData(1, 0, "own_answers")
    return NotEnoughData(FEWEST, len(found.rows), "comments") if len(found.rows) < FEWEST else None
