"""What belongs to a campaign, and what it has cost and brought."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np

from pratfall.records.goals import CampaignGoal, GoalUnit
from pratfall.records.numbers import Money, Window
from pratfall.records.scene import Scene
from pratfall.records.subjects import Account
from pratfall.reviews.campaign_numbers import CampaignNumbers, campaign_numbers
from pratfall.reviews.render import codec
from tests.small_scenes import INSTAGRAM, X, post, scene

LETTERS = Account("mailchimp", "9", name="Friends")
GOAL = CampaignGoal(
    name="A new oven",
    labels=frozenset({"a new oven", "oven-2026"}),
    window=Window(date(2026, 11, 1), date(2026, 11, 30)),
    target=Decimal(500),
    currency="EUR",
)
TAGGED = "https://pond.example/give?utm_campaign=Oven-2026&utm_source=x"


def gift(day: int, net: int | None, campaign: str = "A new oven", **given: object) -> dict[str, object]:
    at = np.datetime64(f"2026-11-{day:02}T10:00:00", "s")
    return {"occurred": at, "net": None if net is None else Decimal(net), "campaign": campaign, **given}


def world() -> Scene:
    return scene(
        [
            post("2026-11-02", 0, id="linked", links=(TAGGED,), metrics={"likes": 5.0, "reach": 90.0}),
            post("2026-11-03", 0, id="tagged", hashtags=("anewoven",), metrics={"likes": 7.0}),
            post("2026-11-04", 1, id="labelled", campaign="OVEN-2026", metrics={"likes": np.nan}),
            post("2026-11-05", 1, id="other", campaign="spring"),
            post("2026-10-05", 0, id="before", hashtags=("anewoven",)),
            post("2026-11-06", 2, id="letter", campaign="a new oven", metrics={"email_opens_total": 40.0}),
        ],
        accounts=(X, INSTAGRAM, LETTERS),
        gifts=[
            gift(2, 20, source="x"),
            gift(2, 10, source="newsletter"),
            gift(9, 30, "oven-2026"),
            gift(9, 99, "spring"),
            gift(10, 99, currency="USD"),
        ],
        spends=[
            {
                "campaign": "Oven-2026",
                "amount": Decimal("12.50"),
                "start": np.datetime64("2026-11-03", "D"),
                "end": np.datetime64("2026-11-04", "D"),
            }
        ],
    )


def refs(numbers: CampaignNumbers, kind: str) -> dict[str, str]:
    return {piece.ref: piece.how for piece in numbers.pieces if piece.kind == kind}


def test_posts_belong_by_link_label_and_hashtag_in_the_days_of_the_campaign() -> None:
    numbers = campaign_numbers(world(), GOAL)
    assert refs(numbers, "post") == {"linked": "link", "tagged": "tag", "labelled": "label"}
    assert refs(numbers, "mailing") == {"letter": "label"}
    assert refs(numbers, "link") == {TAGGED: "link"}
    assert refs(numbers, "form") == {"A new oven": "label", "oven-2026": "label"}


def test_gifts_are_counted_by_label_and_currency_and_grow_by_day() -> None:
    numbers = campaign_numbers(world(), GOAL)
    assert (numbers.result, numbers.gifts) == (Decimal(60), 3)
    assert numbers.result_by(date(2026, 11, 8)) == 30
    assert numbers.result_by(date(2026, 11, 1)) == 0
    assert numbers.result_by(date(2026, 11, 20)) is None  # no gift is known that late
    assert numbers.spent == (Money(Decimal("12.50"), "EUR"),)


def test_sums_per_network_leave_out_what_nobody_exported_and_what_cannot_be_added() -> None:
    networks = campaign_numbers(world(), GOAL).networks
    assert networks["x"] == {"posts": 2.0, "likes": 12.0, "gifts": 1.0, "income": 20.0}
    assert networks["instagram"] == {"posts": 1.0, "gifts": 0.0, "income": 0.0}
    assert networks["email"] == {"posts": 1.0, "email_opens_total": 40.0, "gifts": 1.0, "income": 10.0}


def test_what_somebody_said_wins_over_labels() -> None:
    judged = {("post", "x", "tagged"): False, ("post", "instagram", "other"): True, ("form", "", "oven-2026"): False}
    numbers = campaign_numbers(world(), GOAL, judged)
    assert refs(numbers, "post") == {"linked": "link", "labelled": "label", "other": "hand"}
    assert numbers.result == 30
    assert [piece.confirmed for piece in numbers.pieces if piece.ref == "other"] == [True]


def test_without_any_export_of_gifts_nothing_is_known_of_them() -> None:
    numbers = campaign_numbers(scene([post("2026-11-02", id="1", campaign="oven-2026")]), GOAL)
    assert numbers.result is None and numbers.gifts_until is None
    assert numbers.result_by(date(2026, 11, 1)) is None
    assert numbers.networks["x"] == {"posts": 1.0}
    assert numbers.spent is None


def test_sign_ups_are_counted_by_themselves() -> None:
    goal = CampaignGoal(name="n", labels=frozenset({"a new oven"}), window=GOAL.window, unit=GoalUnit.SIGNUPS)
    rows = [gift(2, None, type="signup"), gift(3, 20)]
    assert campaign_numbers(scene(gifts=rows), goal).result == 1


def test_numbers_come_back_from_their_json() -> None:
    numbers = campaign_numbers(world(), GOAL)
    assert codec.decode(CampaignNumbers, codec.encode(numbers)) == numbers
