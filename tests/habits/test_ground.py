from datetime import UTC, date, datetime, timedelta

import numpy as np

from pratfall.habits import ground
from pratfall.records.scene import Covered
from tests.small_scenes import INSTAGRAM, NOW, X, post, scene


def test_the_window_ends_on_the_last_day_posts_are_known_for() -> None:
    made = scene(
        [post("2026-01-01"), post("2026-06-01"), post("2026-07-05")],
        coverage=[
            Covered(0, "posts", date(2026, 1, 1), date(2026, 7, 31)),
            Covered(0, "days", date(2026, 1, 1), date(2026, 9, 1)),
        ],
    )
    (found,) = ground.grounds(made, window_days=91)
    assert found.window.end == date(2026, 7, 31)
    assert found.rows.tolist() == [1, 2]
    assert found.history.tolist() == [0, 1, 2]
    assert found.freshness.stale


def test_without_coverage_the_newest_post_or_reading_ends_it() -> None:
    made = scene([post("2026-11-01", observed=np.datetime64("2026-11-20T08:00:00"))])
    (found,) = ground.grounds(made, window_days=30)
    assert found.freshness.newest == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert not found.freshness.stale


def test_accounts_that_never_posted_are_left_out() -> None:
    made = scene(
        [post("2026-11-01", 1)],
        accounts=(X, INSTAGRAM),
        coverage=[Covered(0, "posts", date(2026, 1, 1), date(2026, 2, 1))],
    )
    assert [g.account for g in ground.grounds(made, window_days=30)] == [INSTAGRAM]


def test_replies_and_reposts_are_not_own_words() -> None:
    relations = ["original", "reply", "repost", "quote", "crosspost"]
    made = scene([post(f"2026-11-0{i + 1}", relation=r) for i, r in enumerate(relations)])
    assert ground.own_words(made, np.arange(5)).tolist() == [0, 3, 4]


def test_own_texts_are_the_newest_with_words() -> None:
    words = ["soup", "", "bread", "garden", "van"]
    made = scene([post(f"2026-11-0{i + 1}", text=text) for i, text in enumerate(words)])
    assert ground.own_texts(made, np.arange(5), most=3).tolist() == [2, 3, 4]


def test_own_handles_are_those_of_the_accounts_without_their_at_sign() -> None:
    assert ground.own_handles(scene(accounts=(X, INSTAGRAM))) == {"pond", "pond.pictures"}


def test_a_monthly_account_is_not_stale_where_a_daily_one_is() -> None:
    """Both were last heard of 40 days ago."""
    monthly = [post(NOW.date() - timedelta(days=40 + 31 * i), 0) for i in range(12)]
    daily = [post(NOW.date() - timedelta(days=40 + i), 1) for i in range(60)]
    stale = [g.freshness.stale for g in ground.grounds(scene(monthly + daily, accounts=(X, INSTAGRAM)), window_days=90)]
    assert stale == [False, True]


def test_the_newest_days_of_a_ground_are_its_own_and_never_more() -> None:
    made = scene([post("2026-06-01"), post("2026-07-05")])
    (found,) = ground.grounds(made, window_days=91)
    last = ground.newest(made, found, days=10)
    assert (last.window.days, last.window.end) == (10, date(2026, 7, 5))
    assert (last.rows.tolist(), last.history.tolist()) == ([1], [0, 1])
    whole = ground.newest(made, found, days=900)
    assert (whole.window, whole.rows.tolist()) == (found.window, found.rows.tolist())
