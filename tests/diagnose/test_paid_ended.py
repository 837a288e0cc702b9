from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from pratfall.diagnose import paid_ended
from pratfall.diagnose.case import Case, Explanation
from pratfall.records.subjects import Account
from tests.diagnose.accounts import case, days_apart
from tests.small_scenes import post, scene

AT = days_apart(120, 2.0)  # 1 June 2025 to 25 January 2026; post 60 on 29 September
FACEBOOK = Account("facebook", "1", handle="pond")


def flight(start: str, end: str, amount: int = 50, platform: str = "meta_ads") -> dict[str, object]:
    return {"platform": platform, "start": start, "end": end, "amount": Decimal(amount), "currency": "EUR"}


def explained(spends: list[dict[str, object]], account: Account = FACEBOOK) -> list[Explanation]:
    at: Case = case(AT, 60, accounts=[account], spends=spends)
    return [a for a in paid_ended.explain(at) if isinstance(a, Explanation)]


def test_adverts_that_ran_most_of_the_time_and_ended_are_counted() -> None:
    [found] = explained([flight("2025-06-01", "2025-07-31"), flight("2025-08-10", "2025-09-28")])
    assert found.code == "paid_ended"
    assert found.facts["before"] == pytest.approx(56 / 60, abs=0.04)
    assert found.facts["after"] == 0.0
    assert found.facts["last"] == date(2025, 9, 28)


def test_adverts_that_began_have_a_name_of_their_own() -> None:
    [found] = explained([flight("2025-06-01", "2025-06-10"), flight("2025-10-01", "2026-01-20")])
    assert found.code == "paid_began"


def test_days_before_the_first_known_spend_are_unknown_and_not_without() -> None:
    assert explained([flight("2025-10-05", "2026-01-25")]) == []


def test_a_flight_without_money_or_for_another_network_is_none() -> None:
    assert explained([flight("2025-06-01", "2025-09-28", amount=0)]) == []
    assert explained([flight("2025-06-01", "2025-09-28", platform="google_ads")]) == []
    assert explained([flight("2025-06-01", "2025-09-28")], Account("x", "1")) == []


def test_a_boosted_post_works_for_a_week() -> None:
    posts = [post("2025-06-01", metrics={"paid_reach": 100.0}), post("2025-06-20", metrics={"paid_reach": 0.0})]
    made = scene(posts)
    days = paid_ended._days_with_adverts(made, 0, paid_ended.boosted(made))
    assert days.tolist() == [date(2025, 6, d) for d in range(1, 9)]


def test_spans_that_overlap_are_counted_once() -> None:
    made = scene([post("2025-06-01")], spends=[flight("2025-06-01", "2025-06-03", platform="x_ads")] * 2)
    days = paid_ended._days_with_adverts(made, 0, np.zeros(1, dtype=bool))
    assert days.tolist() == [date(2025, 6, d) for d in (1, 2, 3)]
