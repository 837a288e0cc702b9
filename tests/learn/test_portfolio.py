"""Shares of effort and the failure rate, beside slow twins."""

from __future__ import annotations

from datetime import date, timedelta
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.learn.genuine import Tried, flags
from pratfall.learn.portfolio import DEFAULT, LEVELS, Band, By, Portfolio, Stands, portfolio
from pratfall.records.numbers import Estimate, NotEnoughData, Window

YEAR = Window(date(2025, 11, 22), date(2026, 11, 21))
DAY = date(2026, 5, 1)


def idea(number: int, worked: bool | None = False, *, boldness: str = "adjacent", **given: object) -> Tried:
    values = {"name": f"Idea {number}", "begun": DAY, "ended": DAY + timedelta(days=28), **given}
    return Tried(origin="idea", number=number, boldness=boldness, worked=worked, **values)  # type: ignore[arg-type]


def campaign(number: int, boldness: str, hours: float | None = None, worked: bool | None = None) -> Tried:
    ended = DAY + timedelta(days=28) if worked is not None else None
    return Tried(origin="campaign", number=number, name=f"Campaign {number}", boldness=boldness, begun=DAY,
                 ended=ended, worked=worked, hours=hours)  # fmt: skip


def shares(found: Portfolio) -> dict[tuple[str, ...], float]:
    assert not isinstance(found.effort.groups, NotEnoughData)
    return {group.levels: group.share for group in found.effort.groups}


TRIED = st.builds(
    lambda number, origin, level, hours, days, long, worked, end, sure: Tried(
        origin=origin,
        number=number,
        name="",
        boldness=level,
        begun=YEAR.end - timedelta(days=days),
        ended=None if long is None else YEAR.end - timedelta(days=days - long),
        worked=None if long is None else worked,
        hours=hours,
        ends_by_rule=end,
        predictions=(0.99, 0.99) if sure else (),
    ),
    st.integers(1, 10_000),
    st.sampled_from(("idea", "campaign")),
    st.sampled_from(("", *LEVELS)),
    st.one_of(st.none(), st.floats(1, 80)),
    st.integers(0, 500),
    st.one_of(st.none(), st.integers(0, 90)),
    st.sampled_from((True, False, None)),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(TRIED, max_size=25, unique_by=lambda one: one.key), st.booleans())
def test_numbers_are_those_of_the_slow_way(tried: list[Tried], judged: bool) -> None:
    """One loop per question, and Wilson's interval written out."""
    said = {one.key: True for one in tried[::3]} if judged else {}
    found = portfolio(tried, window=YEAR, judged=said)
    begun = [t for t in tried if YEAR.start <= t.begun <= YEAR.end]
    named = [t for t in begun if t.boldness]
    known = all(t.hours is not None for t in named) and bool(named)
    for of in found.effort.levels:
        own = [t for t in named if t.boldness == of.level]
        if known:
            slow = sum(t.hours for t in own if t.hours) / sum(t.hours for t in named if t.hours)
        else:
            slow = len(own) / len(named) if named else 0.0
        assert of.share == pytest.approx(slow)
        assert of.n == len(own)
    assert (found.effort.begun, found.effort.unnamed) == (len(begun), len(begun) - len(named))
    failed = worked = undecided = 0
    for t in tried:
        out = any(flag.excludes for flag in flags(t)) and not said.get(t.key)
        if not t.is_test or out or t.ended is None or not YEAR.start <= t.ended <= YEAR.end:
            continue
        failed, worked, undecided = (
            failed + (t.worked is False),
            worked + (t.worked is True),
            undecided + (t.worked is None),
        )
    assert (found.failure.failed, found.failure.worked, found.failure.undecided) == (failed, worked, undecided)
    n = failed + worked
    if n < 5:
        assert found.failure.rate == NotEnoughData(5, n, "tests")
        return
    rate, z = found.failure.rate, 1.959963984540054
    assert isinstance(rate, Estimate)
    middle, half = failed + z * z / 2, z * sqrt(failed * (n - failed) / n + z * z / 4)
    assert (rate.low, rate.high) == pytest.approx(
        ((middle - half) / (n + z * z), (middle + half) / (n + z * z)), abs=1e-9
    )


def test_effort_is_counted_in_hours_where_all_are_known() -> None:
    tried = [campaign(1, "routine", 60), campaign(2, "incremental", 10), campaign(3, "adjacent", 20),
             campaign(4, "radical", 5), campaign(5, "radical", 5)]  # fmt: skip
    found = portfolio(tried, window=YEAR)
    assert found.effort.by is By.HOURS
    assert shares(found) == pytest.approx({("routine", "incremental"): 0.7, ("adjacent",): 0.2, ("radical",): 0.1})
    assert not isinstance(found.effort.groups, NotEnoughData)
    assert {group.stands for group in found.effort.groups} == {Stands.INSIDE}


def test_one_unknown_hour_and_all_are_counted_by_number_which_is_said() -> None:
    tried = [campaign(n, "routine", 10.0 if n else None) for n in range(5)]
    found = portfolio(tried, window=YEAR)
    assert (found.effort.by, found.effort.hours_unknown) == (By.NUMBER, 1)
    assert shares(found)[("routine", "incremental")] == 1.0


def test_four_that_began_make_no_shares() -> None:
    assert portfolio([campaign(n, "routine") for n in range(4)], window=YEAR).effort.groups == NotEnoughData(
        5, 4, "tests"
    )


def test_what_nobody_called_bold_or_not_stays_out_of_the_shares_and_is_counted() -> None:
    found = portfolio([*(campaign(n, "adjacent") for n in range(5)), idea(9, boldness="")], window=YEAR)
    assert found.effort.unnamed == 1
    assert shares(found)[("adjacent",)] == 1.0


def test_three_tenths_are_inside_a_band_that_ends_at_three_tenths() -> None:
    tried = [campaign(n, "adjacent" if n < 3 else "routine", 0.1) for n in range(10)]
    found = portfolio(tried, window=YEAR)
    assert not isinstance(found.effort.groups, NotEnoughData)
    assert found.effort.groups[1].stands is Stands.INSIDE


def test_undecided_tests_are_no_failures_and_those_that_run_are_counted_apart() -> None:
    tried = [idea(1), idea(2), idea(3, True), idea(4, None), idea(5, None, ended=None)]
    failure = portfolio(tried, window=YEAR).failure
    assert (failure.failed, failure.worked, failure.undecided, failure.running) == (2, 1, 1, 1)
    assert failure.rate == NotEnoughData(5, 3, "tests")


def test_only_a_whole_interval_stands_anywhere() -> None:
    timid = [idea(n, True) for n in range(12)]
    assert portfolio(timid, window=YEAR).failure.stands is Stands.BELOW
    few = [idea(n, n > 3) for n in range(6)]
    assert portfolio(few, window=YEAR).failure.stands is Stands.OPEN
    wild = [idea(n) for n in range(60)]
    assert portfolio(wild, window=YEAR).failure.stands is Stands.ABOVE
    as_wanted = [idea(n, n % 4 == 0) for n in range(100)]
    assert portfolio(as_wanted, window=YEAR).failure.stands is Stands.INSIDE


def test_a_flagged_test_is_set_aside_until_a_person_says_otherwise() -> None:
    tried = [*(idea(n) for n in range(4)), idea(9, ends_by_rule=False)]
    found = portfolio(tried, window=YEAR)
    assert [test.tried.number for test in found.set_aside] == [9]
    assert found.failure.failed == 4
    signed = portfolio(tried, window=YEAR, judged={("idea", 9): True})
    assert not signed.set_aside
    assert signed.failure.failed == 5
    assert [test.tried.number for test in signed.asked] == [9]


def test_a_person_may_set_aside_what_no_rule_minds() -> None:
    found = portfolio([idea(1)], window=YEAR, judged={("idea", 1): False})
    assert [test.tried.number for test in found.set_aside] == [1]


def test_routine_campaigns_are_effort_and_no_tests() -> None:
    found = portfolio([campaign(n, "routine", 5, worked=True) for n in range(6)], window=YEAR)
    assert found.tests == ()
    assert found.failure.rate == NotEnoughData(5, 0, "tests")
    assert shares(found)[("routine", "incremental")] == 1.0


def test_what_began_before_the_window_and_ended_in_it_fails_in_it_and_is_no_effort_of_it() -> None:
    old = idea(1, begun=YEAR.start - timedelta(days=20), ended=YEAR.start + timedelta(days=8))
    gone = idea(2, begun=YEAR.start - timedelta(days=60), ended=YEAR.start - timedelta(days=32))
    found = portfolio([old, gone], window=YEAR)
    assert (found.failure.failed, found.effort.begun, len(found.tests)) == (1, 0, 1)


def test_a_team_sets_its_own_band() -> None:
    band = Band({(level,): (0.1, 0.4) for level in LEVELS}, (0.2, 0.5))
    found = portfolio([campaign(n, LEVELS[n % 4]) for n in range(8)], window=YEAR, band=band)
    assert not isinstance(found.effort.groups, NotEnoughData)
    assert {group.stands for group in found.effort.groups} == {Stands.INSIDE}
    assert found.failure.band == (0.2, 0.5)


def test_the_default_band_can_be_met() -> None:
    lows, highs = (sum(limits[end] for limits in DEFAULT.shares.values()) for end in (0, 1))
    assert lows <= 1.0 <= highs
