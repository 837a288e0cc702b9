"""A number that has to move: what it may be, what it keeps, and what a day's review says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.records.findings import Kind
from pratfall.respond.proof import Side
from pratfall.site.setbacks import promises
from pratfall.site.setbacks.promises import choices, measure_of, read, side_of

from .conftest import NOW
from .promised import HOURS, LESS_PITCH, Desk, answer_hours, finding, review

TODAY = NOW.date()


@pytest.mark.parametrize("promised", [HOURS, LESS_PITCH, replace(HOURS, measure="level", side=Side.AT_LEAST)])
def test_it_reads_back_as_written(promised: promises.Promised) -> None:
    assert read(promised.as_json()) == (
        promised if promised.measure != promises.GONE else replace(promised, side=Side.AT_MOST)
    )
    assert read(None) is None and read({}) is None


def test_a_bar_that_is_reached_already_is_no_promise() -> None:
    with pytest.raises(Refused, match="prevention_number_there"):
        replace(HOURS, bar=60.0).must_move()
    with pytest.raises(Refused, match="prevention_number_unknown"):
        replace(HOURS, start={}).must_move()
    HOURS.must_move()


@pytest.mark.parametrize("weeks", [0, 1, 27])
def test_staying_away_takes_weeks(weeks: int) -> None:
    with pytest.raises(Refused, match="prevention_weeks_wrong"):
        replace(LESS_PITCH, weeks=weeks).must_move()


def test_another_bar_keeps_where_it_started_and_another_number_does_not() -> None:
    later = replace(HOURS, bar=12.0, start={"value": 30.0})
    assert later.kept_from(HOURS.as_json())["from"] == HOURS.start
    other = replace(later, account_id="2")
    assert other.kept_from(HOURS.as_json())["from"] == {"value": 30.0}


def test_a_look_says_what_it_saw_and_whether_it_could_have_seen_it() -> None:
    def look(*findings: Any, **more: Any) -> tuple[bool, bool]:
        seen = LESS_PITCH.looked(review(TODAY, *findings, **more), TODAY)
        assert seen is not None
        return seen.seen()[-1].found, seen.seen()[-1].believable

    assert look(finding()) == (True, True)
    assert look() == (False, True)
    assert look(stale=True) == (False, False)
    assert look(posts=3) == (False, False)
    assert look(finding("replies_missing", Kind.TRUST)) == (False, False)
    old = finding("feed_gap", Kind.TRUST, on=TODAY - timedelta(days=90))
    assert look(old) == (False, True)


def test_looks_that_say_the_same_are_kept_once_a_week() -> None:
    promised = LESS_PITCH
    for day in range(15):
        promised = promised.looked(review(TODAY), TODAY + timedelta(days=day)) or promised
    assert [look.on for look in promised.seen()] == [TODAY + timedelta(days=d) for d in (0, 6, 12)]
    again = promised.looked(review(TODAY, finding()), TODAY + timedelta(days=13))
    assert again is not None and again.seen()[-1].found


def test_only_what_the_review_knows_can_be_promised() -> None:
    desk: Any = Desk(review(TODAY, finding(), finding("unanswered")), (answer_hours(60, 40, 90, on=TODAY),))
    offered = list(choices(desk))
    assert [(o.measure, o.code) for o in offered] == [("answer_hours", ""), ("gone", "pitch_heavy")]
    assert offered[0].start == {"value": 60, "low": 40, "high": 90}
    assert list(choices(None)) == []


def test_today_reads_the_same_number_of_the_same_account() -> None:
    measures = (answer_hours(60, 40, 90, on=TODAY),)
    assert measure_of(HOURS, measures) == measures[0]
    assert measure_of(replace(HOURS, account_id="2"), measures) is None


def test_some_numbers_are_better_when_lower() -> None:
    assert side_of("answer_hours") is Side.AT_MOST and side_of("level") is Side.AT_LEAST
