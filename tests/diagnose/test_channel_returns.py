"""Money an hour by channel: counted once, unknown where nothing names it, compared where one was given up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from pratfall.diagnose.channel_returns import given_up, returns
from pratfall.habits import abandoned
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Window
from pratfall.records.scene import Covered, Scene
from pratfall.records.subjects import Account, Subject
from tests.small_scenes import INSTAGRAM, X, post, scene

MAIL = Account("mailchimp", "m", name="Letter")


def price(subject: Subject, window: Window) -> Cost:
    return Cost()


def gifts(source: str, n: int, *, first: str = "2026-01-05", net: int = 20) -> Iterator[dict[str, Any]]:
    for i in range(n):
        at = np.datetime64(date.fromisoformat(first) + timedelta(days=5 * i), "s")
        yield {"occurred": at, "net": Decimal(net), "source": source}


def weekly(account: int, n: int, first: str = "2026-01-06", **given: Any) -> Iterator[dict[str, Any]]:
    for i in range(n):
        yield post(date.fromisoformat(first) + timedelta(days=7 * i), account, **given)


def organisation(*given: dict[str, Any], posts: list[dict[str, Any]] | None = None) -> Scene:
    made = posts or [
        *weekly(0, 40, format="image"),
        *weekly(1, 40, format="image"),
        *weekly(2, 10, format="email"),
    ]
    covered = [Covered(a, "posts", date(2025, 1, 1), date(2026, 11, 20)) for a in range(3)]
    return scene(made, accounts=(X, INSTAGRAM, MAIL), gifts=given, coverage=covered)


def test_money_an_hour_comes_from_labelled_gifts_and_the_hours_of_posts() -> None:
    window, found = returns(organisation(*gifts("newsletter", 20), *gifts("ig", 8)), price)
    by_name = {one.channel: one for one in found}
    assert window == Window(date(2025, 11, 22), date(2026, 11, 21))
    mail = by_name["email"]
    assert (mail.cost.hours, mail.gifts) == (Decimal("40.0"), 20)
    assert mail.money is not None
    assert mail.money.amount == 400
    assert isinstance(mail.per_hour, Estimate)
    assert mail.per_hour.value == 10.0
    assert mail.per_hour.low < 10.0 < mail.per_hour.high
    assert [one.channel for one in found] == ["email", "instagram", "x"]


def test_a_channel_nothing_names_brought_an_unknown_sum_not_none() -> None:
    _, found = returns(organisation(*gifts("newsletter", 20)), price)
    silent = next(one for one in found if one.channel == "x")
    assert (silent.gifts, silent.money) == (None, None)
    assert silent.per_hour == NotEnoughData(1, 0, "labelled_links")


def test_a_channel_whose_links_carry_its_source_and_brought_nothing_is_known_to_have_brought_nothing() -> None:
    posts = [
        *weekly(0, 40, links=("https://a.example/?utm_source=x",)),
        *weekly(2, 10, format="email"),
    ]
    _, found = returns(organisation(*gifts("newsletter", 20), posts=posts), price)
    silent = next(one for one in found if one.channel == "x")
    assert silent.gifts == 0
    assert isinstance(silent.per_hour, Estimate)
    assert silent.per_hour.value == 0.0 < silent.per_hour.high


def test_an_abandoned_channel_that_brought_more_an_hour_is_said_to() -> None:
    posts = [
        *weekly(0, 30, first="2025-01-07", format="text"),
        *weekly(1, 90, first="2025-01-07", format="image"),
    ]
    made = organisation(*gifts("x", 40, first="2025-01-06"), *gifts("instagram", 20, first="2025-01-06"), posts=posts)
    (found,) = given_up(made, list(abandoned.audit(made)))
    assert found.subject == X.subject
    assert isinstance(found.ratio, Estimate)
    assert found.ratio.low > 1.0


def test_a_channel_whose_hours_are_unknown_is_listed_and_takes_no_part_in_a_comparison() -> None:
    posts = [
        *weekly(0, 30, first="2025-01-07", format="text"),
        *weekly(1, 90, first="2025-01-07", format="image"),
        *weekly(2, 90, first="2025-01-07", format="hologram"),
    ]
    given = [*gifts("x", 40, first="2025-01-06"), *gifts("instagram", 20, first="2025-01-06")]
    rich = list(gifts("mailchimp", 300, first="2025-01-06", net=500))
    made = [organisation(*given, *more, posts=posts) for more in ([], rich)]
    without, with_unknown = (next(given_up(one, list(abandoned.audit(one)))).ratio for one in made)
    assert isinstance(without, Estimate)
    assert isinstance(with_unknown, Estimate)
    assert with_unknown.value == without.value
    _, found = returns(made[1], price)
    unknown = next(one for one in found if one.channel == "mailchimp")
    assert unknown.cost.hours is None
    assert unknown.money is not None
    assert isinstance(unknown.per_hour, NotEnoughData)


def test_an_abandoned_channel_nothing_names_stays_unknown() -> None:
    posts = [*weekly(0, 30, first="2025-01-07"), *weekly(1, 90, first="2025-01-07", format="image")]
    made = organisation(*gifts("instagram", 20), posts=posts)
    (found,) = given_up(made, list(abandoned.audit(made)))
    assert found.ratio == NotEnoughData(1, 0, "labelled_links")


def test_without_any_gift_that_names_its_source_what_labelled_links_brought_is_unknown_and_not_nothing() -> None:
    labelled = [*weekly(0, 40, format="image", links=("https://a.example/?utm_source=x",))]
    for given in ((), tuple(gifts("", 20))):
        _, found = returns(organisation(*given, posts=labelled), price)
        (x,) = found
        assert (x.gifts, x.money) == (None, None)
        assert x.per_hour == NotEnoughData(1, 0, "labelled_gifts")
