"""Whether what was agreed before the launch has happened."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from pratfall.records.numbers import Money
from pratfall.reviews.campaign_numbers import CampaignNumbers
from pratfall.site.campaigns.criteria import Judged, Met, failure_now, milestone_now, stop_now
from pratfall.site.campaigns.plan import Plan, Stop, StopKind

TODAY = date(2026, 11, 21)


@pytest.fixture
def numbers() -> CampaignNumbers:
    return CampaignNumbers(
        name="oven",
        as_of=datetime(2026, 11, 21, tzinfo=UTC),
        gifts_until=datetime(2026, 11, 20, 9, tzinfo=UTC),
        result=Decimal(1544),
        gifts=34,
        spent=(Money(Decimal(320), "EUR"),),
        hours=None,
        grown=((date(2026, 11, 1), Decimal(900)), (date(2026, 11, 14), Decimal(1544))),
        networks={"facebook": {"income": 476.88}},
    )


@pytest.mark.parametrize(
    ("stop", "expected"),
    [
        (Stop(StopKind.RESULT_BELOW, Decimal(1800), date(2026, 11, 15)), Judged(Met.MET, Decimal(1544))),
        (Stop(StopKind.RESULT_BELOW, Decimal(800), date(2026, 11, 10)), Judged(Met.NOT_MET, Decimal(900))),
        (Stop(StopKind.RESULT_BELOW, Decimal(1800), TODAY), Judged(Met.NOT_YET)),
        (Stop(StopKind.SPEND_ABOVE, Decimal(300)), Judged(Met.MET, Decimal(320))),
        (Stop(StopKind.CHANCE_BELOW, Decimal("0.1"), date(2026, 11, 10)), Judged(Met.MET, Decimal("0.02"))),
        (Stop(StopKind.CHANCE_BELOW, Decimal("0.1"), date(2026, 12, 1)), Judged(Met.NOT_YET)),
        (Stop(StopKind.BY_HAND, None, TODAY, "the oven is given"), Judged(Met.ASK)),
    ],
    ids=["fell-short", "held", "not-over", "overspent", "hopeless", "chance-later", "by-hand"],
)
def test_a_stop_criterion_is_met_or_says_why_not(
    stop: Stop, expected: Judged, plan: Plan, numbers: CampaignNumbers
) -> None:
    assert stop_now(stop, plan, numbers, 0.02, TODAY) == expected


def test_without_numbers_a_criterion_is_unknown_and_never_met(plan: Plan) -> None:
    for stop in plan.stops[:3]:
        assert stop_now(stop, plan, None, None, TODAY).met is Met.UNKNOWN


def test_failure_is_judged_at_the_end_by_what_was_written_before(plan: Plan, numbers: CampaignNumbers) -> None:
    facebook, email = plan.failures
    assert failure_now(facebook, plan, numbers, TODAY) == Judged(Met.NOT_YET, Decimal("476.88"))
    assert failure_now(facebook, plan, numbers, date(2026, 12, 4)) == Judged(Met.MET, Decimal("476.88"))
    assert failure_now(email, plan, numbers, date(2026, 12, 4)) == Judged(Met.UNKNOWN)


def test_a_milestone_is_judged_by_the_evening_of_its_day(plan: Plan, numbers: CampaignNumbers) -> None:
    (milestone,) = plan.milestones
    assert milestone_now(milestone, numbers, date(2026, 11, 12)).met is Met.NOT_YET
    assert milestone_now(milestone, numbers, date(2026, 11, 13)) == Judged(Met.NOT_MET, Decimal(900))
    assert milestone_now(milestone, None, TODAY).met is Met.UNKNOWN
