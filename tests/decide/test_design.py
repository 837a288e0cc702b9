from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from pratfall.decide.design import SPREAD_ASSUMED, design, posts_to_see
from pratfall.decide.ideas import Design, IdeaPlan, Kind, Refusal
from pratfall.decide.running import running
from pratfall.records.numbers import Cost, Money

HISTORY = tuple(np.floor(np.exp(np.random.default_rng(1).normal(3.5, 0.8, 200))).tolist())
PLAN = IdeaPlan(
    kind=Kind.RANDOMISED,
    variants=("as today", "a question first"),
    smallest_worth=1.5,
    posts_per_variant=80,
    posts_per_week=8.0,
    history=HISTORY,
    hours_per_post=Decimal("0.5"),
    exit_rule="when it is worse for sure",
    changes_mind="half more reactions",
)


def codes(plan: IdeaPlan) -> list[str]:
    answer = design(plan)
    assert isinstance(answer, Refusal)
    return [reason.code for reason in answer.reasons]


def test_a_plan_that_can_answer_says_what_it_sees_and_costs() -> None:
    seen = design(PLAN)
    assert isinstance(seen, Design)
    assert 1.3 < seen.sees_rise < 1.5 and seen.sees_fall == pytest.approx(1 / seen.sees_rise)
    assert seen.posts_needed <= 80 and seen.weeks == 20.0
    assert seen.cost == Cost(Decimal("80.0"))


def test_what_it_says_it_sees_is_found_four_times_in_five() -> None:
    plan = replace(PLAN, posts_per_variant=30)
    answer = design(plan)
    assert isinstance(answer, Refusal) and answer.design
    rng, found = np.random.default_rng(8), 0
    for _ in range(300):
        today, new = np.exp(rng.normal(3.5, answer.design.spread, (2, 30))) - 1.0
        outcomes = {"as today": today.tolist(), "a question first": ((new + 1) * answer.design.sees_rise - 1).tolist()}
        found += running(plan, outcomes).state.value == "better"
    assert 0.7 < found / 300 < 0.85


def test_too_few_posts_are_refused_with_what_would_be_needed() -> None:
    answer = design(replace(PLAN, posts_per_variant=10))
    assert isinstance(answer, Refusal)
    (reason,) = answer.reasons
    assert reason.code == "too_few_posts"
    assert reason.facts["needed"] == posts_to_see(PLAN, float(np.log1p(HISTORY).std(ddof=1)))
    assert answer.design and answer.design.sees_rise > 2.0


def test_every_reason_is_told_at_once() -> None:
    poor = replace(
        PLAN,
        posts_per_variant=10,
        exit_rule=" ",
        changes_mind="",
        posts_per_week=1.0,
        history=(0.0,) * 150 + (4.0,) * 50,
        budget=Cost(Decimal(1), (Money(Decimal(1), "EUR"),)),
        money_per_post=Money(Decimal(3), "EUR"),
    )
    assert set(codes(poor)) == {
        "no_exit_rule",
        "no_mind_changer",
        "mostly_zero",
        "too_few_posts",
        "takes_too_long",
        "over_hours",
        "over_money",
    }


def test_one_variant_compares_nothing() -> None:
    assert codes(replace(PLAN, variants=("as today",))) == ["nothing_to_compare"]


@pytest.mark.parametrize("worth", [1.1, 1.5, 3.0, 20.0])
@pytest.mark.parametrize("kind", [Kind.RANDOMISED, Kind.AGAINST_BAR], ids=lambda k: k.value)
def test_the_posts_needed_are_the_fewest_that_see_it(worth: float, kind: Kind) -> None:
    plan = replace(PLAN, kind=kind, smallest_worth=worth, bar=9.0, posts_per_week=None)
    needed = posts_to_see(plan, float(np.log1p(HISTORY).std(ddof=1)))
    enough, short = (design(replace(plan, posts_per_variant=n)) for n in (needed, needed - 1))
    assert isinstance(enough, Design) and enough.sees_rise <= worth
    assert isinstance(short, Refusal)


def test_more_variants_need_more_posts() -> None:
    assert posts_to_see(replace(PLAN, variants=("a", "b", "c", "d")), 0.8) > posts_to_see(PLAN, 0.8)


def test_on_a_new_network_the_spread_is_assumed_and_said_to_be() -> None:
    idea = replace(PLAN, kind=Kind.AGAINST_BAR, variants=("TikTok",), bar=30.0, history=())
    seen = design(replace(idea, posts_per_variant=60))
    assert isinstance(seen, Design)
    assert (seen.spread, seen.spread_assumed) == (SPREAD_ASSUMED, True)


def test_an_open_end_is_allowed() -> None:
    assert isinstance(design(replace(PLAN, posts_per_variant=None, posts_per_week=40.0)), Design)


def test_before_and_after_is_designed_elsewhere() -> None:
    with pytest.raises(ValueError, match="before and after"):
        design(replace(PLAN, kind=Kind.BEFORE_AFTER))
