from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pratfall.decide.campaign import advise
from pratfall.records.advice import Act, Advice
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.numbers import Cost, Estimate, Money, Unit, Window
from pratfall.records.subjects import SubjectKind
from tests.decide.cases import case, finding


def euros(amount: float) -> Money:
    return Money(Decimal(str(amount)), "EUR")


def running(code: str = "target_unlikely", **given: Any) -> Finding:
    """Forty of sixty days are over, 1,500 of 6,000 came in; 800 EUR of adverts so far, so 400 to come."""
    facts: dict[str, Any] = {
        "so_far": euros(1500),
        "expected": euros(2100),
        "least": euros(1800),
        "most": euros(2500),
        "target": euros(6000),
        "last_day": date(2026, 12, 10),
    }
    kind = Kind.GOOD_NEWS if code == "target_likely" else Kind.FAILURE
    return finding(
        code,
        subject=SubjectKind.CAMPAIGN,
        kind=kind,
        estimate=Estimate(0.35, 0.3, 0.42, Unit.SHARE, 0.9),
        window=Window(date(2026, 10, 12), date(2026, 11, 20)),
        cost=Cost(money=(euros(given.pop("spent", 800)),)),
        facts=facts | given.pop("facts", {}),
        status=Status.SURE,
        **given,
    )


def advised(about: Finding, **given: Any) -> Advice:
    answer = advise(case(about, **given))
    assert answer
    return answer


def test_what_it_still_costs_is_compared_with_what_it_may_still_bring() -> None:
    advice = advised(running())
    assert advice.saving == Cost(money=(euros(400.0),))  # 800 in 40 days, 20 days left
    assert (advice.act, advice.reason) == (Act.OPTIMISE, "mend_campaign_pays")
    assert advice.horizon == date(2026, 12, 10)


def test_a_campaign_that_costs_more_than_it_can_still_bring_is_pulled() -> None:
    advice = advised(running(spent=6000))
    assert (advice.act, advice.reason) == (Act.PULL, "costs_more_than_it_brings")
    assert isinstance(advice.wrong_if_pulled, Estimate) and advice.wrong_if_pulled.value <= 0.05
    assert advice.too_late.money is not None and 2000 < advice.too_late.money[0].amount < 2700


def test_what_was_spent_so_far_moves_nothing_but_the_pace() -> None:
    """The same pace over a longer past: the same errors, and the same saving."""
    short, long = running(spent=800), running(spent=1600, since=None)
    longer = Window(date(2026, 9, 2), date(2026, 11, 20))
    one, other = advised(short), advised(replace(long, window=longer))
    assert (one.saving, one.wrong_if_kept) == (other.saving, other.wrong_if_kept)


def test_missing_the_target_alone_pulls_nothing_where_costs_are_unknown() -> None:
    advice = advised(replace(running(), cost=Cost()))
    assert (advice.act, advice.reason, advice.saving) == (Act.OPTIMISE, "mend_campaign", Cost())
    assert not isinstance(advice.wrong_if_pulled, Estimate)


def test_sign_ups_are_worth_what_the_plan_pays_for_one() -> None:
    counts = {"so_far": 50, "expected": 80, "least": 65, "most": 100, "target": 400, "budget": euros(2000)}
    cheap, dear = (advised(running(facts=counts, spent=spent)) for spent in (100, 2000))
    assert cheap.act is Act.OPTIMISE
    assert dear.act is Act.PULL
    assert advised(running(facts={**counts, "budget": None}, spent=2000)).act is not Act.PULL


def test_hours_count_only_at_a_rate_the_team_gave() -> None:
    hours = replace(running(), cost=Cost(hours=Decimal(200)))
    assert advised(hours).act is Act.OPTIMISE
    assert advised(hours, hourly_rate=euros(40)).act is Act.PULL


def test_two_currencies_are_never_added() -> None:
    spent = Cost(money=(euros(9000), Money(Decimal(9), "USD")))
    assert advised(replace(running(), cost=spent)).act is not Act.PULL


@pytest.mark.parametrize(("code", "act"), [("target_likely", Act.KEEP), ("target_open", Act.WAIT)])
def test_a_likely_target_is_left_alone_and_an_open_one_waited_for(code: str, act: Act) -> None:
    assert advised(running(code)).act is act


def test_near_the_end_there_is_only_something_to_learn() -> None:
    advice = advised(running(facts={"last_day": date(2026, 11, 24)}))
    assert (advice.act, advice.reason) == (Act.LEARN, "end_is_near")
    assert advice.look_again == date(2026, 11, 24)


def test_other_findings_are_left_to_other_rules() -> None:
    assert advise(case()) is None
