"""What a decision was taken on, read back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

from pratfall.decide.afterwards import Later, Verdict
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit
from pratfall.reviews.campaign_numbers import CampaignNumbers
from pratfall.reviews.render import codec
from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns import frozen
from pratfall.site.campaigns.models import Decision
from pratfall.site.campaigns.plan import Plan
from tests.reviews.render.example import example

REVIEW = example()
FINDING = next(f for f in REVIEW.findings if isinstance(f.estimate, Estimate))


def decision(**basis: object) -> Decision:
    return Decision(act="optimise", basis=json.dumps(basis))


def test_a_finding_comes_back_as_it_stood_and_is_told_in_both_languages() -> None:
    made = decision(review={"as_of": REVIEW.as_of.isoformat()}, findings=[codec.encode(FINDING)])
    (found,) = frozen.findings_in(made)
    assert codec.encode(found) == codec.encode(FINDING)
    told = [frozen.told_in(made, speech(lang))[0].sentence for lang in ("en", "fr")]
    assert told[0] != told[1]
    basis = frozen.basis_in(made)
    assert basis is not None and (basis.code, basis.as_of) == (FINDING.code, REVIEW.as_of)


def test_a_decision_about_no_finding_has_no_basis_to_compare() -> None:
    assert frozen.basis_in(decision(review=None)) is None
    assert frozen.campaign_in(decision(review=None)) is None
    assert frozen.plan_in(decision()) is None


def test_a_campaign_and_its_plan_come_back(plan: Plan) -> None:
    numbers = CampaignNumbers(
        name="oven", as_of=datetime(2026, 11, 21, tzinfo=UTC), gifts_until=None, result=Decimal(7), gifts=1, spent=None,
        hours=None,
    )  # fmt: skip
    made = decision(plan=plan.as_json(), campaign=codec.encode(numbers))
    assert frozen.plan_in(made) == plan
    assert frozen.campaign_in(made) == numbers


def test_what_came_after_is_compared_with_the_act() -> None:
    few = NotEnoughData(8, 2, "posts")
    rose = Estimate(1.2, 1.0, 1.4, Unit.RATIO)
    later = Later(posts=20, level=rose, change=few, others=few, saved=Cost(), days=30)
    after = frozen.afterwards(decision(), later, floor=0.8)
    assert after is not None and after.verdict is Verdict.RIGHT
    assert frozen.afterwards(decision(), None, floor=0.8) is None
