from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np

from pratfall.records.numbers import Cost, Money, Window
from pratfall.records.scene import Group
from pratfall.records.subjects import Account, Subject, SubjectKind
from pratfall.reviews.cost import cost_of, income
from tests.small_scenes import INSTAGRAM, X, defaults, post, scene

YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))
CAMPAIGN = Subject(SubjectKind.CAMPAIGN, "spring", "spring")
WHOLE = Subject(SubjectKind.ORGANISATION, "pond", "pond")
FACEBOOK = Account("facebook", "3")
POSTS = [
    post("2026-03-01", id="a", format="text"),
    post("2026-03-02", id="b", format="image"),
    post("2026-05-01", id="c"),
]
GROUPS = [Group(X.subject, np.array([0, 1, 2])), Group(CAMPAIGN, np.array([1]), "label")]


def spend(
    platform: str, start: str, end: str, amount: str, campaign: str = "", currency: str = "EUR"
) -> dict[str, object]:
    days = {"start": np.datetime64(start, "D"), "end": np.datetime64(end, "D")}
    return {"platform": platform, "amount": Decimal(amount), "campaign": campaign, "currency": currency, **days}


def test_hours_follow_the_kinds_of_post_in_the_window() -> None:
    cost = cost_of(scene(POSTS, groups=GROUPS))
    assert cost(X.subject, YEAR) == Cost(hours=Decimal("2.0"), money=None)
    assert cost(X.subject, Window(date(2026, 3, 2), date(2026, 3, 2))).hours == Decimal("1.0")


def test_no_posts_and_unknown_kinds_cost_an_unknown_time_not_zero() -> None:
    cost = cost_of(scene([*POSTS, post("2026-06-01", format="hologram")], groups=[Group(X.subject, np.arange(4))]))
    assert cost(X.subject, YEAR).hours is None
    assert cost(X.subject, Window(date(2026, 7, 1), date(2026, 7, 31))) == Cost()
    assert cost(INSTAGRAM.subject, YEAR) == Cost()


def test_hours_become_money_only_at_a_rate_the_team_gave() -> None:
    rated = replace(defaults(), hourly_rate=Decimal("30"), currency="EUR")
    assert cost_of(scene(POSTS, groups=GROUPS, given=rated))(X.subject, YEAR).money == (Money(Decimal("60.00"), "EUR"),)


def test_spend_of_a_campaign_counts_by_its_days_inside_the_window() -> None:
    spends = [
        spend("meta_ads", "2026-03-01", "2026-03-10", "100", "spring"),
        spend("meta_ads", "2026-03-01", "2026-03-10", "7"),
    ]
    cost = cost_of(scene(POSTS, groups=GROUPS, spends=spends))
    assert cost(CAMPAIGN, YEAR).money == (Money(Decimal("100.00"), "EUR"),)
    assert cost(CAMPAIGN, Window(date(2026, 3, 9), date(2026, 4, 30))).money == (Money(Decimal("20.00"), "EUR"),)
    assert cost(WHOLE, YEAR).money == (Money(Decimal("107.00"), "EUR"),)


def test_adverts_that_may_be_for_either_of_two_accounts_are_given_to_neither() -> None:
    spends = [spend("meta_ads", "2026-03-01", "2026-03-01", "100")]
    alone = cost_of(scene(accounts=(X, INSTAGRAM), spends=spends))
    assert alone(INSTAGRAM.subject, YEAR).money == (Money(Decimal("100.00"), "EUR"),)
    assert alone(X.subject, YEAR).money is None
    both = cost_of(scene(accounts=(X, INSTAGRAM, FACEBOOK), spends=spends))
    assert both(INSTAGRAM.subject, YEAR).money is None


def test_currencies_are_never_added() -> None:
    spends = [spend("x", "2026-03-01", "2026-03-01", "5"), spend("x", "2026-03-01", "2026-03-01", "4", currency="CHF")]
    money = cost_of(scene(spends=spends))(X.subject, YEAR).money
    assert money == (Money(Decimal("4.00"), "CHF"), Money(Decimal("5.00"), "EUR"))


def test_a_single_post_is_priced_by_its_id() -> None:
    cost = cost_of(scene(POSTS, groups=GROUPS))
    assert cost(Subject(SubjectKind.POST, "b", "b", "x", "1"), YEAR).hours == Decimal("1.0")
    assert cost(Subject(SubjectKind.POST, "zzz", "z", "x", "1"), YEAR) == Cost()


def test_gifts_are_counted_once_by_label_else_by_source() -> None:
    gifts = [
        {"net": Decimal("10"), "campaign": "spring", "source": "facebook"},
        {"net": Decimal("5"), "campaign": "spring"},
        {"net": Decimal("7"), "source": "instagram"},
        {"net": Decimal("1")},
        {"net": None, "campaign": "spring"},
        {"net": Decimal("3"), "campaign": "spring", "currency": "CHF"},
    ]
    rows = [(i.label, i.n, i.money.amount, i.money.currency) for i in income(scene(gifts=gifts))]
    assert rows == [
        ("spring", 1, Decimal(3), "CHF"),
        ("spring", 2, Decimal(15), "EUR"),
        ("instagram", 1, Decimal(7), "EUR"),
        ("", 1, Decimal(1), "EUR"),
    ]
