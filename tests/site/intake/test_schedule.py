from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pratfall.records.charts import CalendarChart
from pratfall.records.findings import Freshness
from pratfall.records.numbers import Cost, NotEnoughData
from pratfall.records.review import AccountState
from pratfall.records.subjects import Account
from pratfall.site.intake.models import Expected
from pratfall.site.intake.schedule import Feed, lines

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def state(handle: str, age_days: float | None, good_days: float = 14) -> AccountState:
    newest = None if age_days is None else NOW - timedelta(days=age_days)
    until = newest + timedelta(days=good_days) if newest else None
    return AccountState(
        account=Account("x", handle, handle),
        posts=3,
        first_post=None,
        last_post=None,
        metric=None,
        level=NotEnoughData(6, 3, "posts"),
        calendar=CalendarChart(date(2026, 11, 1), ()),
        chart=None,
        cost=Cost(),
        freshness=Freshness(newest, stale=until is None or until < NOW, good_until=until),
    )


@pytest.mark.parametrize(
    ("age_days", "every_days", "feed"),
    [
        (20, None, Feed.BLIND),
        (20, 30, Feed.BLIND),
        (6, 5, Feed.LATE),
        (10, None, Feed.SOON),
        (2, 5, Feed.FINE),
        (2, None, Feed.FINE),
        (None, 5, Feed.UNKNOWN),
    ],
)
def test_a_feed_is_as_good_as_what_it_can_still_carry(age_days: float, every_days: int | None, feed: Feed) -> None:
    agreed = [Expected(platform="x", account_id="pond", every_days=every_days)] if every_days else []
    assert lines([state("pond", age_days)], agreed, NOW)[0].feed is feed


def test_the_most_urgent_account_comes_first() -> None:
    accounts = [state("fine", 1), state("blind", 40), state("soon", 10), state("sooner", 12)]
    assert [line.state.account.account_id for line in lines(accounts, [], NOW)] == ["blind", "sooner", "soon", "fine"]


def test_what_will_be_missing_and_what_was_agreed_have_their_days() -> None:
    agreed = [Expected(platform="x", account_id="pond", every_days=7)]
    line = lines([state("pond", 2)], agreed, NOW)[0]
    assert line.due == NOW + timedelta(days=5) and line.blind_from == NOW + timedelta(days=12)
