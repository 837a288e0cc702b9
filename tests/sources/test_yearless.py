"""Dates without a year: ids, counting back, and what a leap year rules out."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pratfall.sources import yearless

MONTHS = "January February March April May June July August September October November December".split()
TODAY = date(2026, 11, 21)


def printed(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}"


def run(start: date, n: int) -> list[str]:
    return [printed(start + timedelta(days=i)) for i in range(n)]


def test_a_post_takes_the_year_within_a_day_of_its_id() -> None:
    assert yearless.near("December 31", date(2026, 1, 1)) == date(2025, 12, 31)
    assert yearless.near("July 16", date(2025, 7, 16)) == date(2025, 7, 16)
    assert yearless.near("July 16", date(2025, 7, 19)) is None
    assert yearless.near("2025-07-01", date(2025, 7, 16)) == date(2025, 7, 1)


def test_the_export_day_is_the_first_after_the_newest_post() -> None:
    assert yearless.first_after("February 28", date(2026, 2, 1), TODAY) == date(2026, 2, 28)
    assert yearless.first_after("January 3", date(2025, 12, 20), TODAY) == date(2026, 1, 3)
    assert yearless.first_after("March 1", TODAY, TODAY) is None


def test_a_lost_29th_of_february_rules_a_leap_year_out() -> None:
    days = run(date(2023, 2, 27), 4)  # February 27, 28, March 1, 2
    assert yearless.daily(days, date(2024, 12, 31)).days[-1] == date(2023, 3, 2)
    assert date(2024, 3, 2) not in yearless.daily(days, TODAY).candidates


def test_a_printed_29th_of_february_leaves_only_leap_years() -> None:
    found = yearless.daily(run(date(2024, 2, 28), 3), TODAY)
    assert found.candidates == (date(2024, 3, 1), date(2020, 3, 1), date(2016, 3, 1))


def test_newest_first_is_read_as_well() -> None:
    days = run(date(2025, 12, 28), 10)[::-1]
    found = yearless.daily(days, TODAY)
    assert (found.days[0], found.days[-1]) == (date(2026, 1, 6), date(2025, 12, 28))


def test_a_real_gap_does_not_hide_the_file() -> None:
    days = run(date(2026, 3, 1), 5) + run(date(2026, 3, 9), 5)
    assert yearless.daily(days, TODAY).days[-1] == date(2026, 3, 13)


def test_a_known_post_settles_the_year() -> None:
    days = run(date(2025, 9, 1), 20)
    assert yearless.daily(days, TODAY, not_before=date(2025, 9, 3)).candidates == (date(2025, 9, 20),)
    assert yearless.daily(days, TODAY).candidates[0] == date(2026, 9, 20)


def test_words_that_are_no_dates_get_no_day() -> None:
    found = yearless.daily(["March 1", "soon", None, "March 2"], TODAY)
    assert found.days == (date(2026, 3, 1), None, None, date(2026, 3, 2))


@given(st.dates(date(2018, 1, 1), date(2025, 11, 1)), st.integers(8, 365))
def test_an_export_made_today_is_always_read_back(start: date, n: int) -> None:
    last = start + timedelta(days=n - 1)
    found = yearless.daily(run(start, n), last)
    assert found.days == tuple(start + timedelta(days=i) for i in range(n))


def test_days_in_numbers_are_read_in_the_order_that_makes_them_neighbours() -> None:
    days = [date(2026, 3, 1) + timedelta(days=i) for i in range(9)]
    for form in ("%m/%d/%Y", "%d/%m/%Y"):
        assert yearless.daily([day.strftime(form) for day in days], TODAY).days == tuple(days)
