"""Growth per account and which to build first: only where it is shown, and what is missing where it is not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from pratfall.learn.growth import First, Known, growth
from pratfall.records.numbers import Estimate, NotEnoughData, Window
from pratfall.records.subjects import Subject, SubjectKind
from tests.calibration.impact_worlds import wander

TODAY = date(2026, 11, 21)
YEAR = Window(TODAY - timedelta(days=363), TODAY)


def known(name: str, weeks: np.ndarray, **given: Any) -> Known:
    facts: dict[str, Any] = {
        "account": Subject(SubjectKind.ACCOUNT, name, name, name, "1"),
        "followers": 1_000.0,
        "followers_on": TODAY,
        "weeks": weeks,
        "hours_a_week": 2.0,
        "reach": np.linspace(100, 300, 60),
        "reach_metric": "impressions",
        "posts": 60,
        "leading": 6,
        "clicks": None,
        "alive": True,
        "bought": False,
        "mail": False,
    }
    return Known(**(facts | given))


def weeks(level: float, seed: int = 1, spread: float = 0.3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.poisson(level * np.exp(wander(rng, (52,), 0.5, spread))).astype(float)


def first(*accounts: Known) -> First:
    return growth(accounts, (), YEAR).first


def test_hours_for_a_new_follower_are_hours_over_followers_with_their_doubt() -> None:
    (grown,) = growth([known("x", np.full(52, 4.0) + np.tile([-1.0, 1.0], 26))], (), YEAR).accounts
    assert isinstance(grown.hours_each, Estimate)
    assert grown.hours_each.value == pytest.approx(0.5, rel=0.02)
    assert isinstance(grown.per_week, Estimate)
    assert grown.hours_each.low == pytest.approx(2.0 / grown.per_week.high)
    assert grown.hours_each.high == pytest.approx(2.0 / grown.per_week.low)


def test_an_account_that_may_have_won_nobody_has_no_bound_on_hours() -> None:
    lossy = np.tile([-30.0, 32.0], 26)
    lossy[::13] += 100.0
    (grown,) = growth([known("x", lossy)], (), YEAR).accounts
    assert isinstance(grown.per_week, Estimate)
    if isinstance(grown.hours_each, Estimate) and grown.per_week.low <= 0:
        assert grown.hours_each.high == float("inf")
    (shrinking,) = growth([known("x", np.full(52, -3.0))], (), YEAR).accounts
    assert shrinking.hours_each == NotEnoughData(1, 0, "new_followers")


def test_one_that_clearly_wins_more_an_hour_is_built_first() -> None:
    found = first(known("x", weeks(5)), known("instagram", weeks(60, 2)), known("tiktok", weeks(8, 3)))
    assert found.account is not None
    assert found.account.id == "instagram"
    assert isinstance(found.over, Estimate)
    assert found.over.low > 1.0


def test_two_that_cannot_be_told_apart_give_no_advice() -> None:
    found = first(known("x", weeks(20)), known("instagram", weeks(22, 2)))
    assert found.account is None
    assert isinstance(found.over, Estimate)
    assert found.over.low < 1.0 < found.over.value


def test_equal_accounts_seldom_get_advice() -> None:
    """5 % promised; three standard errors of 150 worlds lie at 10.3 %."""
    told = [first(*(known(str(k), weeks(20, 100 * seed + k)) for k in range(4))).account for seed in range(150)]
    assert np.mean([one is not None for one in told]) <= 0.103


def test_what_was_advertised_abandoned_or_is_a_mailing_list_is_not_compared() -> None:
    found = first(
        known("x", weeks(5)),
        known("instagram", weeks(60, 2), bought=True),
        known("tiktok", weeks(60, 3), alive=False),
        known("mailchimp", weeks(60, 4), mail=True),
        known("youtube", weeks(60, 5), hours_a_week=None),
        known("facebook", np.full(52, np.nan)),
    )
    assert found.account is None
    assert found.compared == 1
    assert [(subject.id, lack) for subject, lack in found.lacking] == [
        ("instagram", "bought"),
        ("youtube", "hours"),
        ("facebook", "follower_weeks"),
    ]
    assert found.over == NotEnoughData(2, 1, "accounts_compared")


def test_too_few_weeks_posts_or_followers_say_how_many_are_missing() -> None:
    short = np.concatenate([np.full(42, np.nan), np.full(10, 3.0)])
    (grown,) = growth([known("x", short, followers=None, posts=4, leading=1)], (), YEAR).accounts
    assert grown.per_week == NotEnoughData(12, 10, "follower_weeks")
    assert grown.trend == NotEnoughData(12, 10, "follower_weeks")
    assert grown.reach_share == NotEnoughData(1, 0, "followers")
    assert grown.leads == NotEnoughData(10, 4, "posts")


def test_reach_is_told_over_followers_and_leading_as_a_share() -> None:
    (grown,) = growth([known("x", weeks(5))], (), YEAR).accounts
    assert isinstance(grown.reach_share, Estimate)
    assert grown.reach_share.value == pytest.approx(0.2)
    assert grown.reach_share.low < 0.2 < grown.reach_share.high
    assert isinstance(grown.leads, Estimate)
    assert grown.leads.value == pytest.approx(0.1)


def test_the_trend_is_last_week_over_first() -> None:
    growing = 20.0 * np.exp(np.linspace(0, np.log(3.0), 52)) - 1.0
    rng = np.random.default_rng(2)
    (grown,) = growth([known("x", growing * np.exp(rng.normal(0, 0.1, 52)))], (), YEAR).accounts
    assert isinstance(grown.trend, Estimate)
    assert grown.trend.low < 3.0 < grown.trend.high
    assert grown.trend.low > 2.0


def test_the_mean_of_weeks_with_a_memory_holds_its_level() -> None:
    """95 % promised; three standard errors of 200 worlds lie at 90.4 %."""
    rng, held = np.random.default_rng(14), 0
    for _ in range(200):
        series = 30.0 + 6.0 * wander(rng, (52,), 0.5, 1.0)
        (grown,) = growth([known("x", series)], (), YEAR).accounts
        assert isinstance(grown.per_week, Estimate)
        held += grown.per_week.low <= 30.0 <= grown.per_week.high
    assert held / 200 >= 0.904


def test_accounts_stand_by_what_an_hour_wins_and_unknown_ones_last() -> None:
    found = growth(
        [known("unknown", np.full(52, np.nan)), known("slow", weeks(3)), known("quick", weeks(50, 2))], (), YEAR
    )
    assert [one.account.id for one in found.accounts] == ["quick", "slow", "unknown"]
