from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qs

import pytest

from pratfall.records.channels import Channels, Return
from pratfall.records.numbers import Cost, Estimate, Money, NotEnoughData, Unit
from pratfall.records.review import Review
from pratfall.reviews.render.speech import speech
from pratfall.site.lessons import channel_words
from tests.small_scenes import INSTAGRAM, X, defaults


def brought(channel: str, value: float, low: float, high: float) -> Return:
    hours = Cost(hours=Decimal(96))
    per_hour = Estimate(value, low, high, Unit.PER_HOUR)
    return Return(channel=channel, cost=hours, gifts=40, money=Money(Decimal("900.00"), "EUR"), per_hour=per_hour)


UNKNOWN = Return(
    channel="x", cost=Cost(hours=Decimal(3)), gifts=None, money=None, per_hour=NotEnoughData(1, 0, "posts")
)


def channels(*returns: Return) -> Channels:
    return Channels(None, None, returns, ())


def said(*returns: Return, lang: str = "en") -> str:
    return " ".join(channel_words.money(channels(*returns), speech(lang)))


def test_the_order_is_certain_only_where_the_ranges_lie_apart() -> None:
    mail, near, far = brought("email", 68, 40, 116), brought("instagram", 50, 30, 70), brought("facebook", 8, 4, 24)
    assert "lie below it" in said(mail, far)
    assert "not certain" in said(mail, near, far)
    assert "Instagram" in said(mail, near, far)


def test_unknown_is_said_to_be_unknown_and_both_ways_to_be_wrong_are_said() -> None:
    text = said(brought("email", 68, 40, 116), brought("facebook", 8, 4, 24), UNKNOWN)
    assert "not nothing" in text
    assert "Giving up Facebook could be wrong" in text
    assert "Going on could be wrong too" in text
    assert "wrong" not in said(UNKNOWN)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_sentence_has_its_words(lang: str) -> None:
    text = said(brought("email", 68, 40, 116), brought("facebook", 60, 4, 90), UNKNOWN, lang=lang)
    assert "channels." not in text
    assert "{" not in text


def test_a_chart_needs_two_channels_whose_money_is_known() -> None:
    told = cast(Any, SimpleNamespace(head=("a",), rows=(("b",),), basis="c"))
    one = brought("email", 68, 40, 116)
    assert channel_words.figure(channels(one, UNKNOWN), told, speech("en")) is None
    drawn = channel_words.figure(channels(one, replace(one, channel="facebook")), told, speech("en"))
    assert drawn is not None
    assert drawn.svg.count("<rect") == 4


def test_networks_nobody_uses_can_be_tried_with_hours_and_an_end() -> None:
    states = [SimpleNamespace(account=account) for account in (X, INSTAGRAM)]
    review = cast(Review, SimpleNamespace(accounts=states))
    found = channel_words.tries(review, defaults(), speech("fr"))
    assert {"X", "Instagram"}.isdisjoint({one.name for one in found})
    given = parse_qs(found[0].query)
    assert given["kind"] == ["against_bar"]
    assert given["days"] == ["56"]
    assert float(given["budget_hours"][0]) > 0
    assert "exit_rule" in given
    assert not any("growth.try" in value[0] for value in given.values())
