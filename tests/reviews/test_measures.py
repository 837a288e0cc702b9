"""The numbers promises are held to, counted by hand beside what is read."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from pratfall.records.findings import Freshness
from pratfall.records.measures import Measure, Measured
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window
from pratfall.records.review import AccountState, ContentMix
from pratfall.reviews.measures import NEVER_HOURS, measures
from tests.small_scenes import comment, post, scene

DAYS = Window(date(2026, 5, 20), date(2026, 11, 19))
NOW = datetime(2026, 11, 19, 12)


def thread(i: int, answered_after_hours: float | None) -> list[dict[str, Any]]:
    """The i-th newest comment, seven hours older each, all of them old enough to have been answered."""
    at = NOW - timedelta(days=4, hours=7 * i)
    rows = [comment(at.isoformat(), id=f"q{i}", text="When do you open?", post=0)]
    if answered_after_hours is not None:
        said = at + timedelta(hours=answered_after_hours)
        rows.append(comment(said.isoformat(), id=f"a{i}", parent=f"q{i}", by_owner=True, post=0))
    return rows


def read(waits: list[float | None]) -> dict[Measured, Measure]:
    newest = comment(NOW.isoformat(), id="new", text="Hello", post=0)
    rows = [row for i, wait in enumerate(waits) for row in thread(i, wait)]
    made = scene([post("2026-11-18")], comments=[newest, *rows])
    return {one.measured: one for one in measures(made, [state(made)])}


def state(made: Any) -> AccountState:
    """The account of a small scene at a glance, as far as measures look at it."""
    mix = ContentMix(DAYS, 40, 0, (("pitch", Estimate(0.5, 0.4, 0.6, Unit.SHARE)),))
    return AccountState(
        account=made.accounts[0],
        posts=1,
        first_post=None,
        last_post=None,
        metric="likes",
        level=NotEnoughData(6, 1, "posts"),
        calendar=None,  # type: ignore[arg-type]
        chart=None,
        cost=Cost(),
        freshness=Freshness(None, stale=True),
        mix=(mix,),
    )


def value(measure: Measure) -> float:
    assert isinstance(measure.estimate, Estimate)
    return measure.estimate.value


def test_the_share_without_an_answer_is_there_also_when_it_is_small() -> None:
    found = read([2.0] * 38 + [None] * 2)[Measured.UNANSWERED_SHARE]
    assert value(found) == pytest.approx(2 / 40) and found.n == 40


def test_the_median_counts_comments_nobody_answered() -> None:
    assert value(read([2.0] * 12 + [30.0] * 12)[Measured.ANSWER_HOURS]) == pytest.approx(16)
    assert value(read([2.0] * 12 + [30.0] * 12 + [None] * 2)[Measured.ANSWER_HOURS]) == pytest.approx(30)
    assert value(read([2.0] * 5 + [None] * 20)[Measured.ANSWER_HOURS]) == NEVER_HOURS


def test_a_few_comments_are_no_number() -> None:
    found = read([2.0] * 9)[Measured.ANSWER_HOURS]
    assert found.estimate == NotEnoughData(10, 9, "comments")


def test_without_known_answers_of_the_account_nothing_is_measured() -> None:
    assert read([None] * 20)[Measured.UNANSWERED_SHARE].estimate == NotEnoughData(1, 0, "own_answers")


def test_comments_before_the_window_count_no_more() -> None:
    assert read([2.0] * 90)[Measured.ANSWER_HOURS].n < 90


def test_numbers_of_posts_are_those_of_the_review() -> None:
    found = read([])
    assert found[Measured.LEVEL].estimate == NotEnoughData(6, 1, "posts") and found[Measured.LEVEL].n == 1
    assert value(found[Measured.PITCH_SHARE]) == 0.5 and found[Measured.PITCH_SHARE].window == DAYS
