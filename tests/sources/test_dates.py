"""Dates as exports print them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.sources.dates import DateOrder, When, contradicts, needs_order, order_of, parse, period_in

MONTH, DAY = DateOrder.MONTH_FIRST, DateOrder.DAY_FIRST


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-05", date(2026, 6, 5)),
        ("20240416", date(2024, 4, 16)),
        ("Fri, Jun 5, 2026", date(2026, 6, 5)),
        ("Dec 18, 2022", date(2022, 12, 18)),
        ("28 sept. 2026", date(2026, 9, 28)),
        ("5 août 2026", date(2026, 8, 5)),
        ("1er février 2025", date(2025, 2, 1)),
        ("3 de marzo de 2026", date(2026, 3, 3)),
        ("12 de dezembro de 2025", date(2025, 12, 12)),
        ("7. März 2026", date(2026, 3, 7)),
        ("1 May 2026", date(2026, 5, 1)),
        ("13/02/2026", date(2026, 2, 13)),
        ("02/13/2026", date(2026, 2, 13)),
        ("4/4/2026", date(2026, 4, 4)),
    ],
)
def test_a_day_is_read_in_many_languages(text: str, day: date) -> None:
    assert parse(text) == When(day)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2021-12-28 16:45 +0000", datetime(2021, 12, 28, 16, 45, tzinfo=UTC)),
        ("2024-05-06T07:08:09Z", datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)),
        ("2024-05-06T07:08:09.123+02:00", datetime(2024, 5, 6, 5, 8, 9, tzinfo=UTC)),
        ("Wed Jul 27 15:42:49 +0000 2022", datetime(2022, 7, 27, 15, 42, 49, tzinfo=UTC)),
        ("2024-04-06 11:26:33 UTC", datetime(2024, 4, 6, 11, 26, 33, tzinfo=UTC)),
        ("2024-04-06 11:26 PST", datetime(2024, 4, 6, 19, 26, tzinfo=UTC)),
    ],
)
def test_a_printed_zone_gives_the_instant(text: str, instant: datetime) -> None:
    when = parse(text)
    assert when is not None
    assert when.instant() == instant


@pytest.mark.parametrize(
    ("text", "order", "local"),
    [
        ("02/19/2015 11:45:22 PM", MONTH, datetime(2015, 2, 19, 23, 45, 22)),
        ("Jun 09, 2018 09:30 pm", MONTH, datetime(2018, 6, 9, 21, 30)),
        ("03/04/2026 05:06", DAY, datetime(2026, 4, 3, 5, 6)),
        ("03/04/2026 05:06", MONTH, datetime(2026, 3, 4, 5, 6)),
        ("Nov 20, 2025 12:46 am", MONTH, datetime(2025, 11, 20, 0, 46)),
    ],
)
def test_a_time_without_zone_stays_local(text: str, order: DateOrder, local: datetime) -> None:
    when = parse(text, order)
    assert when is not None
    assert (when.local(), when.instant(), when.has_time) == (local, None, True)


def test_a_day_alone_is_never_midnight() -> None:
    when = parse("2026-06-05")
    assert when is not None
    assert (when.has_time, when.instant()) == (False, None)


@pytest.mark.parametrize("text", ["July 16", "8 de marzo", "16 juillet"])
def test_a_day_without_a_year_says_so(text: str) -> None:
    when = parse(text)
    assert when is not None
    assert not when.has_year


def test_an_ambiguous_date_is_not_read_without_an_order() -> None:
    assert parse("03/04/2026") is None


def test_one_thirteenth_decides_the_column() -> None:
    assert order_of(["03/04/2026", "13/04/2026"]) is DAY
    assert order_of(["03/04/2026", "04/13/2026"]) is MONTH
    assert order_of(["03/04/2026"]) is DateOrder.UNDECIDED


def test_evidence_for_both_orders_is_a_contradiction() -> None:
    assert contradicts(["13/04/2026", "04/13/2026"])
    assert order_of(["13/04/2026", "04/13/2026"]) is DateOrder.UNDECIDED


def test_the_same_day_and_month_need_no_order() -> None:
    assert not needs_order(["4/4/2026", "2026-01-02"])


@pytest.mark.parametrize(
    "text", ["", "31/31/2026", "2026-02-30", "hello", "12", "2026", "Total", "10:30", "99/99/9999"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse(text, DAY) is None


def test_two_dates_in_a_file_name_are_a_period() -> None:
    assert period_in("tweet_activity_metrics_a_20161201_20170101_en.csv") == (date(2016, 12, 1), date(2017, 1, 1))
    assert period_in("account_analytics_content_2026-06-01_2026-06-15.csv") == (date(2026, 6, 1), date(2026, 6, 15))
    assert period_in("export 20261301 20261401.csv") is None
    assert period_in("content.csv") is None


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_day_comes_back_in_either_order(day: date) -> None:
    assert parse(f"{day.day}/{day.month}/{day.year}", DAY) == When(day)
    assert parse(f"{day.month}/{day.day}/{day.year}", MONTH) == When(day)
    assert parse(day.isoformat()) == When(day)
    assert parse(day.strftime("%a, %b %d, %Y")) == When(day)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1)), st.integers(-12, 14))
def test_an_offset_moves_the_instant(local: datetime, hours: int) -> None:
    text = f"{local:%Y-%m-%d %H:%M} {'-' if hours < 0 else '+'}{abs(hours):02d}00"
    when = parse(text)
    assert when is not None
    expected = local.replace(second=0, microsecond=0, tzinfo=UTC) - timedelta(hours=hours)
    assert when.instant() == expected


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(text: str) -> None:
    for order in DateOrder:
        parse(text, order)


def test_dots_put_the_day_first_unless_the_column_says_otherwise() -> None:
    assert order_of(["01.09.2026 18:00", "03.04.2026"]) is DAY
    assert order_of(["01.09.2026", "09.28.2026"]) is MONTH
    assert order_of(["01/09/2026"]) is DateOrder.UNDECIDED
