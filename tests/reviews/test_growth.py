"""Growth as it is read from a scene: which numbers count as new followers, who points to whom, what is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from pratfall.learn.growth import Growth
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.records.scene import Scene
from pratfall.records.subjects import Account
from pratfall.reviews.growth import from_text, growth_of, to_text
from tests.small_scenes import INSTAGRAM, X, post, scene

TODAY = date(2026, 11, 21)
BOTH = (X, INSTAGRAM)


def days(account: int, metric: str = "follows_gained", n: int = 364, value: float = 2.0) -> list[Any]:
    made = [(TODAY - timedelta(days=k), value + k % 3) for k in range(n)]
    return [(account, metric, day.isoformat(), won, False) for day, won in made]


def posts(n: int, account: int = 0, every: int = 3, **given: Any) -> list[dict[str, Any]]:
    return [
        post(TODAY - timedelta(days=every * k), account, **{"text": "Frogs", "format": "image"} | given)
        for k in range(n)
    ]


def grown(made: Scene) -> Growth:
    found = growth_of(made)
    assert found is not None
    return found


def test_nobody_who_posts_nothing_grows() -> None:
    assert growth_of(scene()) is None


def test_new_followers_are_read_from_days_or_else_from_the_printed_number() -> None:
    by_days = scene(posts(30), days=days(0))
    stocks = [(0, "followers", (TODAY - timedelta(days=k)).isoformat(), 1_000.0 - 2 * k) for k in range(365)]
    by_stock = scene(posts(30), stocks=stocks)
    for made, per_week in ((by_days, 21.0), (by_stock, 14.0)):
        found = grown(made).accounts[0].per_week
        assert isinstance(found, Estimate)
        assert found.value == pytest.approx(per_week, rel=0.03)
    assert grown(by_stock).accounts[0].followers == 1_000.0


def test_a_day_that_is_missing_makes_its_week_unknown_and_not_empty() -> None:
    rows = [row for k, row in enumerate(days(0)) if k % 7 != 3]
    assert grown(scene(posts(30), days=rows)).accounts[0].per_week == NotEnoughData(12, 0, "follower_weeks")


def test_a_day_that_was_not_over_is_unknown() -> None:
    rows = [(account, metric, day, won, True) for account, metric, day, won, _ in days(0)]
    assert grown(scene(posts(30), days=rows)).accounts[0].per_week == NotEnoughData(12, 0, "follower_weeks")


def test_hours_come_from_the_kinds_of_posts_and_are_unknown_where_one_has_none() -> None:
    found = grown(scene(posts(60, every=6), days=days(0))).accounts[0].hours_each
    assert isinstance(found, Estimate)
    strange = grown(scene(posts(60, every=6, format="hologram"), days=days(0))).accounts[0].hours_each
    assert strange == NotEnoughData(1, 0, "hours")


def test_posts_that_point_are_counted_and_pairs_are_asked() -> None:
    made = scene(
        posts(100) + posts(12, every=11, text="More on Instagram") + posts(40, 1, every=5),
        accounts=BOTH,
        days=days(1),
    )
    found = grown(made)
    own = next(one for one in found.accounts if one.account == X.subject)
    assert own.posts == 112
    assert isinstance(own.leads, Estimate)
    assert own.leads.value == pytest.approx(12 / 112)
    (lead,) = found.leads
    assert (lead.one, lead.other) == (X.subject, INSTAGRAM.subject)
    assert isinstance(lead.led.ratio, Estimate)
    assert not lead.led.claimed


def test_pointing_where_followers_are_unknown_says_what_to_collect() -> None:
    made = scene(posts(12, every=11, text="More on Instagram") + posts(40, 1, every=5), accounts=BOTH)
    (lead,) = grown(made).leads
    assert lead.led.ratio == NotEnoughData(84, 0, "follower_days")


def test_a_link_to_one_of_two_accounts_of_a_network_points_to_that_one() -> None:
    other = Account("instagram", "3", handle="frogs", name="Frogs")
    link = posts(12, every=11, links=("https://www.instagram.com/pond.pictures/",))
    made = scene(link + posts(20, 1) + posts(20, 2), accounts=(X, INSTAGRAM, other), days=[*days(1), *days(2)])
    assert {lead.other for lead in grown(made).leads} == {INSTAGRAM.subject}


def test_a_name_dropped_once_is_no_attempt_to_lead() -> None:
    made = scene(posts(30) + posts(1, text="On Instagram") + posts(20, 1), accounts=BOTH, days=days(1))
    assert grown(made).leads == ()


def test_adverts_on_a_network_are_told_as_followers_that_may_have_been_bought() -> None:
    spent = {
        "platform": "x_ads",
        "start": np.datetime64("2026-10-01"),
        "end": np.datetime64("2026-10-05"),
    }
    assert grown(scene(posts(30), days=days(0), spends=[spent])).accounts[0].bought
    assert not grown(scene(posts(30), days=days(0))).accounts[0].bought


def test_what_is_kept_is_read_back_the_same() -> None:
    made = scene(posts(60) + posts(12, every=11, text="See Instagram") + posts(40, 1), accounts=BOTH, days=days(1))
    assert from_text(to_text(grown(made))) == grown(made)
    assert from_text(to_text(None)) is None
