"""What decisions were worth: sums of what can be added only, shares with their doubt, nothing made of reactions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from pratfall.learn.worth import Decided, days_since, worth
from pratfall.records.advice import Act
from pratfall.records.numbers import Cost, Estimate, Money, NotEnoughData, Window
from pratfall.records.subjects import Subject, SubjectKind

TODAY = date(2026, 11, 21)


def series(name: str, account: str = "1") -> Subject:
    return Subject(SubjectKind.SERIES, name, name, "instagram", account)


def decided(number: int, **given: Any) -> Decided:
    facts: dict[str, Any] = {
        "number": number,
        "act": Act.PULL,
        "subject": series(str(number), str(number)),
        "verdict": "right",
        "judged": "",
        "saved": Cost(hours=Decimal("10")),
        "counted": 40,
        "hours_a_post": 0.5,
        "since": 0,
        "days": Window(date(2026, 9, 1), TODAY),
    }
    return Decided(**(facts | given))


def test_a_stop_saves_hours_with_the_doubt_of_the_rhythm_it_rests_on() -> None:
    found = worth([decided(1)])
    (item,) = found.items
    assert isinstance(item.hours, Estimate)
    assert item.hours.value == 10
    assert item.hours.low == pytest.approx(10 * 28.58 / 40, abs=0.02)  # Garwood's for a count of 40
    assert item.hours.high == pytest.approx(10 * 54.47 / 40, abs=0.02)
    assert item.counts


def test_hours_of_different_accounts_are_added_and_their_doubts_as_independent_ones() -> None:
    one, two = worth([decided(1)]).saved, worth([decided(1), decided(2)]).saved
    assert one is not None
    assert two is not None
    assert two.value == 20
    assert two.high - two.value == pytest.approx(np.sqrt(2) * (one.high - one.value))


def test_what_may_have_spared_the_same_posts_is_never_added() -> None:
    whole = Subject(SubjectKind.ACCOUNT, "instagram/1", "pond", "instagram", "1")
    network = Subject(SubjectKind.NETWORK, "instagram", "Instagram", "instagram")
    of_account = [decided(1, subject=whole, saved=Cost(hours=Decimal(30))), decided(2, subject=series("tips"))]
    found = worth(of_account)
    assert found.saved is not None
    assert found.saved.value == 30
    assert found.left_out == 1
    assert [item.counts for item in found.items] == [True, False]
    assert worth([decided(1, subject=network), decided(2)]).left_out == 1


def test_the_same_account_in_other_days_is_added() -> None:
    before = decided(1, subject=series("tips"), days=Window(date(2026, 1, 1), date(2026, 2, 1)))
    found = worth([before, decided(2, subject=series("tips"))])
    assert found.left_out == 0


def test_a_stop_that_was_not_kept_to_saves_nothing_and_counts_for_nothing() -> None:
    found = worth([decided(1, verdict="ignored")])
    assert found.saved is None
    assert found.items[0].hours is None
    assert found.by_act[0].ignored == 1


def test_unknown_hours_are_unknown_and_not_none() -> None:
    found = worth([decided(1, saved=Cost())])
    assert found.saved is None
    assert found.unknown == 1
    assert found.items[0].hours == NotEnoughData(1, 0, "hours")


def test_going_on_below_the_bar_has_taken_the_hours_of_its_posts() -> None:
    stayed = decided(1, act=Act.KEEP, verdict="wrong", since=12, hours_a_post=0.5, saved=Cost())
    found = worth([stayed, decided(2, act=Act.KEEP, verdict="right", since=50, saved=Cost())])
    assert found.took is not None
    assert found.took.value == 6.0
    assert found.saved is None
    assert worth([decided(1, act=Act.KEEP, verdict="wrong", hours_a_post=None)]).unknown == 1


def test_money_is_only_what_was_not_spent_and_currencies_stay_apart() -> None:
    spent = [
        decided(1, saved=Cost(hours=None, money=(Money(Decimal("12.50"), "EUR"),))),
        decided(2, saved=Cost(hours=None, money=(Money(Decimal("7.50"), "EUR"), Money(Decimal("3"), "USD")))),
    ]
    assert worth(spent).money == (Money(Decimal("20.00"), "EUR"), Money(Decimal("3"), "USD"))
    assert worth([decided(1)]).money == ()


def test_how_often_a_kind_is_right_needs_enough_that_could_be_judged() -> None:
    four = [decided(k) for k in range(4)]
    assert worth(four).by_act[0].right == NotEnoughData(5, 4, "judged_decisions")
    five = [*four, decided(4, verdict="wrong"), decided(5, verdict="open"), decided(6, verdict="ignored")]
    (kind,) = worth(five).by_act
    assert isinstance(kind.right, Estimate)
    assert kind.right.value == 0.8
    assert kind.right.low == pytest.approx(0.3755, abs=0.001)  # Wilson's for 4 of 5
    assert kind.right.high == pytest.approx(0.9638, abs=0.001)
    assert (kind.n, kind.open, kind.ignored) == (7, 1, 1)


def test_of_decisions_about_one_thing_only_the_newest_is_judged() -> None:
    same = series("tips")
    older = [decided(k, subject=same, days=Window(date(2026, 1 + k, 1), TODAY), verdict="wrong") for k in range(6)]
    newest = decided(9, subject=same, days=Window(date(2026, 10, 1), TODAY))
    assert worth([newest, *older]).by_act[0].right == NotEnoughData(5, 1, "judged_decisions")


def test_what_the_team_says_is_kept_apart_from_what_numbers_say() -> None:
    (kind,) = worth([decided(k, verdict="open", judged="right" if k else "wrong") for k in range(6)]).by_act
    assert kind.right == NotEnoughData(5, 0, "judged_decisions")
    assert isinstance(kind.said_right, Estimate)
    assert kind.said_right.value == pytest.approx(5 / 6)


def test_no_decision_is_worth_nothing_that_is_said() -> None:
    found = worth([])
    assert (found.items, found.by_act, found.saved, found.took, found.money) == ((), (), None, None, ())


def test_totals_hold_the_truth_as_often_as_they_say() -> None:
    """Three rhythms counted once: 95 % promised; three standard errors of 400 worlds lie at 91.7 %."""
    rng, held = np.random.default_rng(8), 0
    truth = np.array([30.0, 12.0, 60.0])
    for _ in range(400):
        counts = np.maximum(rng.poisson(truth), 1)
        told = [decided(k, counted=int(n), saved=Cost(hours=Decimal(int(n)))) for k, n in enumerate(counts)]
        total = worth(told).saved
        assert total is not None
        held += total.low <= truth.sum() <= total.high
    assert held / 400 >= 0.917


def test_days_of_a_decision_of_today_are_today() -> None:
    assert days_since(TODAY, TODAY) == Window(TODAY, TODAY)
    assert days_since(date(2026, 11, 1), TODAY).days == 21
