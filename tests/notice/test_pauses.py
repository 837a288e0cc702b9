from datetime import date, timedelta

from pratfall.notice.pauses import usual_pause_days
from tests.small_scenes import INSTAGRAM, X, post, scene


def test_a_weekly_account_pauses_six_days_and_a_daily_one_none() -> None:
    weekly = [post(date(2026, 1, 1) + timedelta(days=7 * i)) for i in range(30)]
    daily = [post(date(2026, 1, 1) + timedelta(days=i), 1) for i in range(30)]
    assert usual_pause_days(scene(weekly + daily, accounts=(X, INSTAGRAM))) == {0: 6.0, 1: 0.0}


def test_one_long_pause_is_not_usual() -> None:
    days = [*range(20), *range(200, 220)]
    assert usual_pause_days(scene([post(date(2026, 1, 1) + timedelta(days=d)) for d in days])) == {0: 0.0}


def test_a_single_post_has_no_rhythm() -> None:
    assert usual_pause_days(scene([post("2026-01-01")])) == {}
    assert usual_pause_days(scene()) == {}
