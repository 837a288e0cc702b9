from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pratfall.decide.before_after import design_before_after, reading
from pratfall.decide.ideas import IdeaPlan, Kind, Refusal, State
from pratfall.stats.impact import Impact, impact

PLAN = IdeaPlan(
    kind=Kind.BEFORE_AFTER,
    variants=("newsletter",),
    smallest_worth=1.5,
    exit_rule="four weeks",
    changes_mind="half more",
)


def daily(n: int = 365, effect: float = 1.0, after: int = 30) -> list[float]:
    rng = np.random.default_rng(4)
    mean = np.full(n, 60.0)
    mean[n - after :] *= effect
    return rng.poisson(mean).astype(float).tolist()


def test_what_it_could_see_is_tried_on_days_in_which_nothing_changed() -> None:
    tried = design_before_after(PLAN, daily(), None, days_after=28)
    assert isinstance(tried, Impact)
    assert tried.smallest_rise < 0.5 and not tried.found


def test_what_cannot_be_seen_is_refused_and_so_is_what_nobody_wrote_down() -> None:
    answer = design_before_after(replace(PLAN, smallest_worth=1.01, exit_rule=""), daily(), None, days_after=28)
    assert isinstance(answer, Refusal)
    assert [reason.code for reason in answer.reasons] == ["no_exit_rule", "cannot_see_it"]


@pytest.mark.parametrize("days", [10, 40])
def test_a_short_past_is_refused(days: int) -> None:
    answer = design_before_after(PLAN, daily(days, after=5), None, days_after=28)
    assert isinstance(answer, Refusal)
    assert answer.reasons[-1].code == "too_little_history"


@pytest.mark.parametrize(("effect", "state"), [(2.0, State.BETTER), (0.4, State.WORSE), (1.0, State.NOT_WORTH_IT)])
def test_it_always_says_that_it_is_no_experiment(effect: float, state: State) -> None:
    found = impact(daily(effect=effect), start=335)
    assert isinstance(found, Impact)
    told, doubts = reading(PLAN, found, over=True)
    assert told is state
    assert doubts[0] == "not_randomised" and "no_controls" in doubts


def test_before_the_agreed_end_nothing_is_said() -> None:
    found = impact(daily(effect=2.0), start=335)
    assert isinstance(found, Impact)
    told, doubts = reading(PLAN, found, over=False)
    assert told is State.OPEN and "one_look" in doubts
