from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pratfall.decide.ideas import IdeaPlan, Kind, State
from pratfall.decide.running import AGREED, FOR_EVER, running
from pratfall.records.numbers import Estimate, NotEnoughData

PLAN = IdeaPlan(kind=Kind.RANDOMISED, variants=("today", "new"), smallest_worth=1.3, posts_per_variant=60)


def posts(n: int, times: float = 1.0, seed: int = 1) -> list[float]:
    return (np.exp(np.random.default_rng(seed).normal(3.0, 0.7, n)) * times).tolist()


def state(times: float, n: int = 60, plan: IdeaPlan = PLAN) -> State:
    return running(plan, {"today": posts(n), "new": posts(n, times, seed=2)}).state


def test_a_winner_a_loser_and_one_that_is_not_worth_it() -> None:
    assert state(2.5) is State.BETTER
    assert state(0.4) is State.WORSE
    many = replace(PLAN, posts_per_variant=1500)
    assert state(1.05, 1500, many) in (State.NOT_WORTH_IT, State.BETTER)
    assert state(0.98, 1500, many) is State.NOT_WORTH_IT


def test_while_posts_are_to_come_it_is_open_and_after_them_it_ended_open() -> None:
    assert state(1.0, 20) is State.OPEN
    assert state(1.0, 60, replace(PLAN, smallest_worth=3.0)) is State.NOT_WORTH_IT
    assert state(1.0, 60) is State.ENDED_OPEN


def test_posts_beyond_those_agreed_change_nothing() -> None:
    late = running(PLAN, {"today": posts(60) + [1e6] * 40, "new": posts(60, seed=2) + [0.0] * 40})
    assert late.comparisons == running(PLAN, {"today": posts(60), "new": posts(60, seed=2)}).comparisons


def test_the_arm_with_fewest_posts_says_how_far_it_is() -> None:
    told = running(PLAN, {"today": posts(40), "new": posts(30, seed=2)})
    assert (told.used, told.method) == (0.5, AGREED)


def test_without_an_end_the_interval_holds_for_ever() -> None:
    told = running(replace(PLAN, posts_per_variant=None), {"today": posts(200), "new": posts(200, 2.0, seed=2)})
    assert (told.used, told.method, told.state) == (None, FOR_EVER, State.BETTER)


def test_what_was_found_once_stays_found() -> None:
    early = posts(40, 3.0, seed=2)
    found = running(PLAN, {"today": posts(40), "new": early})
    assert found.state is State.BETTER
    assert running(PLAN, {"today": posts(60), "new": early + posts(20, 0.4, seed=5)}).state is State.BETTER


def test_few_posts_are_too_few_and_missing_numbers_are_no_zeros() -> None:
    told = running(PLAN, {"today": [3.0, np.nan], "new": [5.0]})
    assert told.comparisons[0].ratio == NotEnoughData(5, 1, "posts")
    assert told.state is State.OPEN


def test_lost_posts_forbid_any_comparison() -> None:
    plan = replace(PLAN, posts_per_variant=400)
    told = running(plan, {"today": posts(400), "new": posts(250, 3.0, seed=2)})
    assert told.state is State.UNBALANCED and not told.balance.even


def test_one_of_several_variants_may_win() -> None:
    plan = replace(PLAN, variants=("today", "new", "other"))
    told = running(plan, {"today": posts(60), "new": posts(60, 3.0, seed=2), "other": posts(60, 1.1, seed=3)})
    assert [c.state for c in told.comparisons] == [State.BETTER, State.ENDED_OPEN]
    assert told.state is State.BETTER
    assert isinstance(told.comparisons[0].ratio, Estimate) and told.comparisons[0].ratio.level == pytest.approx(0.975)


def test_a_new_network_is_held_against_the_number_agreed() -> None:
    plan = IdeaPlan(kind=Kind.AGAINST_BAR, variants=("TikTok",), smallest_worth=1.3, posts_per_variant=40, bar=60.0)
    assert running(plan, {"TikTok": posts(40)}).state is State.WORSE  # a typical post brings 20
    assert running(replace(plan, bar=5.0), {"TikTok": posts(40)}).state is State.BETTER


def test_strangers_are_refused() -> None:
    with pytest.raises(ValueError, match="does not know"):
        running(PLAN, {"else": [1.0]})
    with pytest.raises(ValueError, match="no experiment"):
        running(replace(PLAN, kind=Kind.BEFORE_AFTER), {})
