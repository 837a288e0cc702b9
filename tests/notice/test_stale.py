from datetime import date, timedelta

import numpy as np

from pratfall.notice import stale
from pratfall.records.scene import Covered
from tests.small_scenes import INSTAGRAM, X, post, scene


def test_data_of_three_weeks_and_a_day_are_stale_and_of_less_are_not() -> None:
    made = scene(
        accounts=(X, INSTAGRAM),
        coverage=[
            Covered(0, "posts", date(2026, 1, 1), date(2026, 10, 30)),
            Covered(1, "posts", date(2026, 1, 1), date(2026, 11, 1)),
        ],
    )
    (found,) = stale.doubt(made, ())
    assert found.subject == X.subject
    assert found.freshness.stale
    assert found.facts["newest"] == "2026-10-30"
    assert found.n == 22


def test_a_monthly_letter_is_not_stale_after_a_month_but_after_two() -> None:
    letters = [post(date(2026, 10, 10) - timedelta(days=30 * i), format="email") for i in range(12)]
    assert list(stale.doubt(scene(letters), ())) == []
    (found,) = stale.doubt(scene(letters[1:]), ())
    assert found.n == 72


def test_an_account_without_any_data_is_not_called_stale() -> None:
    assert list(stale.doubt(scene(accounts=(X,)), ())) == []


def test_a_reading_taken_yesterday_keeps_old_posts_fresh() -> None:
    made = scene([post("2024-01-01", observed=np.datetime64("2026-11-20T08:00:00"))])
    assert list(stale.doubt(made, ())) == []
