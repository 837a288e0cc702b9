"""Did a habit move? A printed example, a slow twin, and everything that must keep it from being told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from pratfall.habits.shares import share_reading
from pratfall.learn.habit_trend import (
    NO_EARLIER,
    Move,
    Trend,
    compare,
    first_after,
    is_fact,
    judged_from,
    newest,
    trends,
)
from pratfall.records.findings import Status
from pratfall.records.habit_readings import HabitReading, HabitsThen
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.subjects import Account
from pratfall.reviews.habit_history import FACTS
from tests.small_scenes import INSTAGRAM, X

TODAY = date(2026, 11, 20)


def quarter(end: date) -> Window:
    return Window(end - timedelta(days=90), end)


def reading(hits: int, n: int, end: date = TODAY, code: str = "one_way", of: Account = X) -> HabitReading:
    return share_reading(code, of.subject, quarter(end), (hits, n), 0.2, fewest=1)


def fact(status: Status | None, end: date = TODAY) -> HabitReading:
    days = Estimate(5, 5, 5, Unit.DAYS, 1.0)
    return HabitReading(
        code="abandoned", subject=X.subject, status=status, estimate=days, n=9, window=quarter(end), limit=60
    )


def month(end: date, *readings: HabitReading, **usual: HabitReading) -> HabitsThen:
    return HabitsThen(end, tuple(usual.values()) or readings, tuple(r for r in readings if not is_fact(r)))


def moved(before: HabitReading, after: HabitReading) -> Trend:
    found = compare(before, after)
    assert isinstance(found, Trend)
    return found


BEFORE = TODAY - timedelta(days=91)


def test_the_difference_of_two_shares_is_the_one_in_print() -> None:
    """Newcombe 1998, table II, method 10: 56 of 70 against 48 of 80."""
    change = moved(reading(48, 80, BEFORE), reading(56, 70)).change
    assert change is not None
    assert (round(change.value, 4), round(change.low, 4), round(change.high, 4)) == (0.2, 0.0524, 0.3339)


@given(st.integers(1, 200), st.integers(1, 200), st.floats(0, 1), st.floats(0, 1))
def test_interval_and_p_are_those_of_a_slow_twin(n: int, m: int, one: float, other: float) -> None:
    a, b = reading(round(n * one), n, BEFORE), reading(round(m * other), m)
    found = moved(a, b)
    (la, pa, ua), (lb, pb, ub) = _wilson(round(n * one), n), _wilson(round(m * other), m)
    low, high = pb - pa - sqrt((pb - lb) ** 2 + (ua - pa) ** 2), pb - pa + sqrt((ub - pb) ** 2 + (pa - la) ** 2)
    assert found.change is not None and found.p is not None
    assert (found.change.low, found.change.high) == pytest.approx((low, high), abs=1e-9)
    assert (found.p < 0.05) == (low > 1e-12 or high < -1e-12) or abs(found.p - 0.05) < 1e-6


def _wilson(x: int, n: int) -> tuple[float, float, float]:
    z = float(norm.ppf(0.975))
    roots = np.roots([n + z * z, -(2 * x + z * z), x * x / n])
    low, high = sorted(float(root.real) for root in roots)
    return (0.0 if x == 0 else low), x / n, (1.0 if x == n else high)


@given(st.integers(0, 60), st.integers(0, 60))
def test_turning_time_round_turns_the_move_round(x: int, y: int) -> None:
    forth, back = moved(reading(x, 60, BEFORE), reading(y, 60)), moved(reading(y, 60, BEFORE), reading(x, 60))
    turned = {Move.BETTER: Move.WORSE, Move.WORSE: Move.BETTER}
    assert back.move is turned.get(forth.move, forth.move)
    assert forth.p == pytest.approx(back.p)


def test_more_is_better_for_some_habits() -> None:
    up = reading(5, 100, BEFORE), reading(60, 100)
    assert moved(*up).move is Move.WORSE
    assert moved(*(replace(one, more_is_worse=False) for one in up)).move is Move.BETTER


def test_the_same_is_said_only_where_nothing_worth_noticing_fits_in() -> None:
    assert moved(reading(400, 2000, BEFORE), reading(404, 2000)).move is Move.SAME
    assert moved(reading(4, 20, BEFORE), reading(4, 20)).move is Move.CANNOT_TELL


def test_readings_that_share_days_are_not_compared() -> None:
    with pytest.raises(ValueError, match="share days"):
        compare(reading(1, 9, TODAY - timedelta(days=90)), reading(1, 9))


def test_too_few_is_said_with_how_many_are_missing() -> None:
    few = share_reading("one_way", X.subject, quarter(TODAY), (1, 3), 0.2)
    assert compare(reading(1, 30, BEFORE), few) == NotEnoughData(20, 3, "posts")
    assert compare(replace(few, window=quarter(BEFORE)), reading(1, 30)) == NotEnoughData(20, 3, "posts")


def test_a_fact_is_a_fault_or_it_is_none() -> None:
    assert moved(fact(Status.SURE, BEFORE), fact(None)).move is Move.BETTER
    assert moved(fact(None, BEFORE), fact(Status.LIKELY)).move is Move.WORSE
    assert moved(fact(None, BEFORE), fact(None)).move is Move.SAME
    assert moved(fact(Status.CANNOT_TELL, BEFORE), fact(None)).move is Move.CANNOT_TELL
    assert {code for code in (*FACTS, "one_way") if is_fact(replace(fact(None), code=code))} == FACTS


def test_the_newest_quarter_is_held_against_the_last_that_shares_no_day() -> None:
    ends = [TODAY - timedelta(days=days) for days in (300, 120, 91, 30, 0)]
    history = [month(end, reading(hits, 200, end)) for end, hits in zip(ends, (10, 20, 150, 1, 20), strict=True)]
    found = trends(history)[0].trend
    assert isinstance(found, Trend)
    assert (found.before.window.end, found.after.window.end) == (BEFORE, TODAY)
    assert found.move is Move.BETTER


def test_where_quarters_are_too_small_a_year_is_held_against_the_year_before() -> None:
    few = share_reading("one_way", X.subject, quarter(TODAY), (1, 3), 0.2)
    year = replace(reading(60, 100), window=Window(TODAY - timedelta(days=364), TODAY))
    old_end = TODAY - timedelta(days=380)
    old = replace(reading(10, 100), window=Window(old_end - timedelta(days=364), old_end))
    small = replace(few, window=quarter(old_end))
    history = [HabitsThen(old_end, (old,), (small,)), HabitsThen(TODAY, (year,), (few,))]
    assert trends(history)[0].move is Move.WORSE
    assert trends(history[1:])[0].trend == NotEnoughData(2, 1, NO_EARLIER)
    assert trends([]) == ()


def test_what_moves_slowly_is_seen_against_the_same_quarter_of_the_year_before() -> None:
    days = (365, 274, 183, 91, 0)
    ends = [TODAY - timedelta(days=back) for back in days]
    history = [month(end, reading(hits, 200, end)) for end, hits in zip(ends, (40, 55, 70, 85, 100), strict=True)]
    one = trends(history)[0]
    assert isinstance(one.trend, Trend) and one.trend.move is Move.CANNOT_TELL
    assert one.year is not None and one.year.before.window.end == ends[0] and one.year.move is Move.WORSE
    assert one.move is Move.WORSE
    assert trends(history[1:])[0].year is None
    assert trends([month(end, fact(None, end)) for end in ends])[0].year is None


def test_one_small_move_among_many_questions_is_not_told() -> None:
    """0.05 < p alone would tell it; of thirty questions one such is chance."""
    codes = [f"h{i}" for i in range(30)]
    first = [reading(30, 100, BEFORE, code) for code in codes]
    last = [reading(30, 100, TODAY, code) for code in codes[1:]]
    alone = reading(44, 100, TODAY, codes[0])
    assert moved(first[0], alone).move is Move.WORSE
    many = trends([month(BEFORE, *first), month(TODAY, alone, *last)])
    assert many[0].move is Move.CANNOT_TELL
    assert isinstance(many[0].trend, Trend) and many[0].trend.change == moved(first[0], alone).change
    great = trends([month(BEFORE, *first), month(TODAY, reading(80, 100, TODAY, codes[0]), *last)])
    assert great[0].move is Move.WORSE


def test_a_repair_is_judged_on_the_first_quarter_that_begins_after_it() -> None:
    done = date(2026, 5, 10)
    ends = [date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30)]
    history = [month(end, reading(i, 50, end), reading(9, 50, end, of=INSTAGRAM)) for i, end in enumerate(ends)]
    assert judged_from(done) == date(2026, 8, 9)
    found = first_after(history, ("one_way", "x", "1"), done)
    assert found is not None and found.window.end == date(2026, 8, 31)
    assert first_after(history[:1], ("one_way", "x", "1"), done) is None


def test_a_quarter_that_cannot_be_counted_waits_for_the_next_and_says_what_is_missing() -> None:
    done, ends = date(2026, 5, 10), [date(2026, 8, 31), date(2026, 9, 30)]
    few = [share_reading("one_way", X.subject, quarter(end), (1, 3 + i), 0.2) for i, end in enumerate(ends)]
    history = [month(end, r) for end, r in zip(ends, few, strict=True)]
    assert first_after(history, few[0].key, done) == few[1]
    history.append(month(date(2026, 10, 31), reading(9, 50, date(2026, 10, 31))))
    assert first_after(history, few[0].key, done) == history[-1].lately[0]


def test_a_fact_is_looked_at_a_quarter_after_its_repair() -> None:
    silent, back = fact(Status.SURE, date(2026, 7, 31)), fact(None, date(2026, 8, 31))
    history = [month(date(2026, 7, 31), silent), month(date(2026, 8, 31), back)]
    assert first_after(history, silent.key, date(2026, 5, 10)) == back
    assert newest(history, silent.key) == back
    assert newest([], silent.key) is None


def test_what_a_repair_starts_from_is_the_last_quarter() -> None:
    year = replace(reading(60, 100), window=Window(TODAY - timedelta(days=364), TODAY))
    then = HabitsThen(TODAY, (year,), (reading(5, 50),))
    assert newest([then], year.key) == reading(5, 50)
