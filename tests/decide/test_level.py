from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import log

import pytest

from pratfall.decide import level
from pratfall.decide.level import advise
from pratfall.records.advice import Act, Advice
from pratfall.records.findings import Status
from pratfall.records.numbers import Cost, Estimate, NotEnoughData
from pratfall.records.subjects import SubjectKind
from tests.decide.cases import TODAY, case, cause, diagnosis, finding, ratio


def advised(**given: object) -> Advice:
    answer = advise(case(finding(**given)))
    assert answer
    return answer


def chances(advice: Advice) -> tuple[float, float]:
    assert isinstance(advice.wrong_if_pulled, Estimate)
    assert isinstance(advice.wrong_if_kept, Estimate)
    return advice.wrong_if_pulled.value, advice.wrong_if_kept.value


def test_a_series_far_below_the_bar_is_pulled_with_both_errors_told() -> None:
    advice = advised()
    stopped, kept = chances(advice)
    assert (advice.act, advice.reason) == (Act.PULL, "below_floor")
    assert stopped == pytest.approx(0.01, abs=0.001) and kept == pytest.approx(0.99, abs=0.001)
    assert advice.saving.hours == Decimal("12.0")
    assert advice.too_late.hours is not None and Decimal("4") < advice.too_late.hours < Decimal("6")
    assert advice.horizon == TODAY + timedelta(days=28)


def test_the_two_chances_of_being_wrong_add_up_to_one() -> None:
    for value in (0.3, 0.55, 0.7, 0.9):
        assert sum(chances(advised(estimate=ratio(value, value / 1.5, value * 1.5)))) == pytest.approx(1.0)


def test_a_small_fall_is_kept() -> None:
    assert advised(estimate=ratio(0.9, 0.8, 0.99)).act is Act.KEEP


def test_near_the_bar_it_waits_where_posts_will_settle_it_and_learns_where_they_will_not() -> None:
    near = advised(estimate=ratio(0.55, 0.36, 0.84))
    assert (near.act, near.reason) == (Act.WAIT, "more_posts")
    assert TODAY < near.look_again <= TODAY + timedelta(weeks=12)
    slow = advised(estimate=ratio(0.6, 0.42, 0.86))
    assert slow.act is Act.LEARN


def test_it_looks_again_in_the_week_in_which_the_same_posts_would_pull_it() -> None:
    given = case(finding(estimate=ratio(0.6, 0.42, 0.86)))
    belief = level.Belief(log(0.6), 0.19)
    weeks = level.weeks_to_settle(given, belief)
    assert weeks is not None and not level.pulls(given, belief)
    then = [level.Belief(log(0.6), 0.19 * (12.0 / (12.0 + w)) ** 0.5) for w in (weeks - 1, weeks)]
    assert [level.pulls(given, later) for later in then] == [False, True]


def test_a_cause_that_can_be_mended_comes_before_pulling() -> None:
    advice = advised(diagnosis=diagnosis(cause("pitch_share", 0.8)))
    assert (advice.act, advice.change) == (Act.OPTIMISE, "pitch_share")
    assert advice.facts["share"] == 0.8


def test_a_cause_too_small_to_lift_it_above_the_bar_does_not_save_it() -> None:
    assert advised(diagnosis=diagnosis(cause("timing", 0.2))).act is Act.PULL


@pytest.mark.parametrize(
    "unfit",
    [cause("timing", 0.8, step=None), cause("timing", 0.8, told=False), replace(cause("reach_loss", 0.9), beside=True)],
    ids=["no_step", "suspect", "beside"],
)
def test_what_nobody_can_mend_and_what_is_only_suspected_is_no_reason_to_optimise(unfit: object) -> None:
    assert advised(diagnosis=diagnosis(unfit)).act is Act.PULL  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "reason"), [("network_wide", "outside"), ("season", "outside"), ("regression_to_mean", "mostly_chance")]
)
def test_nobody_is_pulled_for_what_came_from_outside_or_from_luck(code: str, reason: str) -> None:
    advice = advised(diagnosis=diagnosis(cause(code, 0.6, step=None)))
    assert (advice.act, advice.reason) == (Act.WAIT, reason)


def test_a_network_is_never_pulled() -> None:
    advice = advised(subject=SubjectKind.NETWORK)
    assert (advice.act, advice.reason) == (Act.LEARN, "find_the_part")


def test_unknown_costs_stay_unknown() -> None:
    advice = advise(case(ahead=Cost()))
    assert advice and advice.saving == advice.too_early == advice.too_late == Cost()


def test_more_caution_pulls_less() -> None:
    about = finding(estimate=ratio(0.6, 0.42, 0.86))
    bold, careful = (advise(case(about, caution=caution)) for caution in (1.0, 50.0))
    assert bold and bold.act is Act.PULL
    assert careful and careful.act is not Act.PULL


@pytest.mark.parametrize("estimate", [None, NotEnoughData(20, 3, "posts"), ratio(1.6, 1.2, 2.0)])
def test_what_is_no_measured_fall_is_left_to_other_rules(estimate: object) -> None:
    status = Status.CANNOT_TELL if isinstance(estimate, NotEnoughData) else Status.SURE
    assert advise(case(finding(estimate=estimate, status=status))) is None


def test_without_a_beginning_nobody_knows_how_long_it_takes() -> None:
    given = case(finding(since=None))
    assert level.weeks_to_settle(given, level.Belief(-0.5, 0.3)) is None
    assert (
        level.weeks_to_settle(case(finding(since=date(2026, 8, 28)), posts_per_week=None), level.Belief(-1, 1)) is None
    )
