from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pratfall.site.reports.models import Kind
from pratfall.site.reports.regular.periods import holding, last_whole, offered

some_days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(st.sampled_from(list(Kind)), some_days)
def test_periods_follow_each_other_without_a_gap(kind: Kind, day: date) -> None:
    period = holding(kind, day)
    assert period.start <= day <= period.end
    assert period.after.start == period.end + timedelta(days=1) and period.after.before == period
    assert last_whole(kind, day).end < day and holding(kind, period.end) == period


def test_a_week_begins_on_monday_and_a_month_on_its_first() -> None:
    week, month = holding(Kind.WEEKLY, date(2026, 12, 31)), holding(Kind.MONTHLY, date(2024, 2, 29))
    assert (week.start, week.end) == (date(2026, 12, 28), date(2027, 1, 3))
    assert (month.start, month.end, month.window.days) == (date(2024, 2, 1), date(2024, 2, 29), 29)
    assert (month.begins, month.over) == (datetime(2024, 2, 1, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC))


def test_the_last_twelve_months_are_offered_newest_first() -> None:
    starts = [period.start for period in offered(Kind.MONTHLY, date(2026, 3, 1))]
    assert starts[0] == date(2026, 2, 1) and starts[-1] == date(2025, 3, 1) and len(starts) == 12
