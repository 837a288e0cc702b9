"""Questions, or comments, that people left and nobody answered.

Questions are counted where there are enough of them; else all comments, of which many want no answer. Comments
of the last days are not counted yet. The time to answer is a median with its interval, never a mean: a few
answers after months would drown the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil, floor, sqrt
from typing import Any

import numpy as np

from pratfall.records.evidence import Evidence, of_account
from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Cost, NotEnoughData, Window
from pratfall.records.scene import Scene
from pratfall.text.masking import mask
from pratfall.text.questions import find_questions

from .answers import Answers, answers
from .ground import SHOWN, freshness_at, own_handles, reference
from .shares import FEWEST, share_reading

Array = Any
WINDOW_DAYS = 365
FEWEST_QUESTIONS = 10


@dataclass(frozen=True)
class Case:
    """Comments of one account (index). `open`: rows of Comments without answer, of `n` that count."""

    account: int
    found: Answers
    open: Array
    n: int
    questions: bool
    freshness: Freshness


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account with comments; `estimate`: share unanswered.

    Where no comment is known to be the account's own, answers may be missing from the export: cannot tell.
    """
    for case, reading in _counted(scene, WINDOW_DAYS):
        if reading.status:
            yield _finding(scene, case, reading)


def readings(scene: Scene, *, days: int = WINDOW_DAYS) -> Iterator[HabitReading]:
    """Every account with comments."""
    return (reading for _, reading in _counted(scene, days))


def _counted(scene: Scene, days: int) -> Iterator[tuple[Case, HabitReading]]:
    until = comments_until(scene)
    freshness = freshness_at(scene, until)
    for index in np.flatnonzero(~np.isnat(until)).tolist():
        found = _recent(scene, answers(scene, index), until[index], days)
        asks = find_questions(scene.comments.text[found.rows].tolist())
        questions = int(asks.sum()) >= FEWEST_QUESTIONS
        counted = asks if questions else np.ones(len(asks), dtype=bool)
        left = found.rows[counted & ~found.answered]
        case = Case(index, found, left, int(counted.sum()), questions, freshness[index])
        yield case, _reading(scene, case, _window(scene, case, until[index], days))


def _reading(scene: Scene, case: Case, window: Window) -> HabitReading:
    limit = scene.settings.benchmarks["unanswered_share_max"]
    fewest = FEWEST_QUESTIONS if case.questions else FEWEST
    subject, counted = scene.accounts[case.account].subject, (len(case.open), case.n)
    reading = share_reading("unanswered", subject, window, counted, limit, fewest=fewest, of="comments")
    if case.n < fewest or case.found.owner_seen:
        return reading
    return replace(reading, status=Status.CANNOT_TELL, estimate=NotEnoughData(needed=1, got=0, of="own_answers"))


def _window(scene: Scene, case: Case, until: Any, days: int) -> Window:
    """From the oldest to the newest comment that counts; the days looked at where none does."""
    at = scene.comments.created[case.found.rows].astype("datetime64[D]")
    if len(at):
        return Window(at.min().astype(object), at.max().astype(object))
    end: date = until.astype("datetime64[D]").astype(object)
    return Window(end - timedelta(days=days - 1), end)


def comments_until(scene: Scene) -> Array:
    """(accounts,) datetime64[s]: the newest comment known on each account's posts or by it; NaT where none is."""
    seconds = np.full(len(scene.accounts), np.iinfo(np.int64).min)
    comments = scene.comments
    keep = (comments.account >= 0) & ~np.isnat(comments.created)
    np.maximum.at(seconds, comments.account[keep], comments.created[keep].astype("datetime64[s]").astype(np.int64))
    return seconds.astype("datetime64[s]")


def _recent(scene: Scene, found: Answers, until: Any, window_days: int) -> Answers:
    """Comments of the window, those of the days of grace left out."""
    created = scene.comments.created[found.rows]
    grace = np.timedelta64(round(scene.settings.benchmarks["answer_grace_days"] * 86_400), "s")
    keep = (created <= until - grace) & (created > until - np.timedelta64(window_days, "D"))
    return Answers(found.rows[keep], found.hours[keep], found.owner_seen)


def _finding(scene: Scene, case: Case, reading: HabitReading) -> Finding:
    account = scene.accounts[case.account]
    return Finding(
        code="unanswered",
        kind=Kind.HABIT,
        subject=account.subject,
        status=reading.status or Status.CANNOT_TELL,
        estimate=reading.estimate,
        window=reading.window,
        n=case.n,
        method="wilson",
        since=None,
        cost=Cost(),
        evidence=(of_account(account), *_evidence(scene, case.open)),
        freshness=case.freshness,
        facts={
            "unanswered": len(case.open),
            "counted": case.n,
            "of": "questions" if case.questions else "comments",
            **_times(case.found),
        },
        reference=reference(scene, "unanswered_share_max"),
        repair="answer_questions_first",
    )


def _evidence(scene: Scene, rows: Array) -> tuple[Evidence, ...]:
    """The newest open ones, newest first, each under its post's address."""
    comments, posts = scene.comments, scene.posts
    ours = own_handles(scene)
    newest = rows[np.argsort(comments.created[rows], kind="stable")[::-1]][:SHOWN]
    urls = [posts.url[comments.post[r]] if comments.post[r] >= 0 else "" for r in newest]
    return tuple(
        Evidence("comment", comments.id[r], mask(comments.text[r], keep=ours)[:80], url)
        for r, url in zip(newest, urls, strict=True)
    )


def _times(found: Answers) -> dict[str, float | None]:
    """Median hours to the first answer with the order-statistic interval at 95 %; None where nothing was answered."""
    hours = np.sort(found.hours[found.answered])
    n = len(hours)
    if not n:
        return {"median_hours": None, "median_hours_low": None, "median_hours_high": None}
    spread = 1.96 * sqrt(n) / 2
    low, high = max(floor(n / 2 - spread) - 1, 0), min(ceil(n / 2 + spread), n - 1)
    ends = {"median_hours_low": float(hours[low]), "median_hours_high": float(hours[high])}
    return {"median_hours": float(np.median(hours)), **ends}
