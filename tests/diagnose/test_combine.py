"""Answers weighed together: what adds up, what is told, and in which order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pratfall.diagnose.case import Answer, Case, Explanation, Missing, Offset
from pratfall.diagnose.combine import diagnosis, weigh
from pratfall.records.causes import Basis, Cause, Diagnosis
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from tests.diagnose.accounts import case, days_apart

N, SPLIT = 120, 70
LATE = np.arange(N) >= SPLIT


def asked() -> Case:
    rng = np.random.default_rng(4)
    return case(days_apart(N, 1.0), SPLIT, y=rng.normal(0.0, 0.5, N) - 0.2 * LATE - 1.0 * night())


def night() -> np.ndarray:
    return (np.random.default_rng(9).random(N) < np.where(LATE, 0.7, 0.1)).astype(float)


def column(code: str, values: np.ndarray, sd: float = 1.0) -> Explanation:
    return Explanation(
        code=code, basis=Basis.INFERRED, changes_mind="x", columns=values[:, None], prior_sd=(sd,), step="y"
    )


def direct(code: str, value: float, error: float, **given: object) -> Explanation:
    made = Explanation(code=code, basis=Basis.INFERRED, changes_mind="x", offset=Offset(value, error))
    return replace(made, **given)  # type: ignore[arg-type]


def told(*answers: Answer, mistakes: float = 0.05) -> Diagnosis:
    return diagnosis(weigh(asked(), answers), mistakes=mistakes)


def share(cause: Cause) -> float:
    assert isinstance(cause.share, Estimate)
    return cause.share.value


def test_shares_and_the_rest_are_all_of_it() -> None:
    found = told(column("night", night()), direct("others", -0.1, 0.05), column("noise", np.sin(np.arange(N) * 2.0)))
    assert isinstance(found.unexplained, Estimate)
    assert sum(map(share, found.causes)) + found.unexplained.value == pytest.approx(1.0, abs=1e-12)


def test_what_did_it_is_told_first_and_what_did_not_is_a_suspect() -> None:
    found = told(column("noise", np.sin(np.arange(N) * 2.0)), column("night", night()))
    assert [(c.code, c.told) for c in found.causes] == [("night", True), ("noise", False)]
    assert found.verdict == "told"
    assert share(found.causes[0]) > 0.5


def test_nothing_is_told_where_the_review_allows_no_mistake() -> None:
    found = told(column("night", night()), mistakes=0.0)
    assert found.verdict == "cannot_tell" and not any(c.told for c in found.causes)


def test_what_worked_against_the_change_is_listed_and_is_no_cause_of_it() -> None:
    found = told(direct("others", 0.5, 0.05), column("night", night()))
    assert [(c.code, c.told) for c in found.causes] == [("night", True), ("others", False)]
    assert told(direct("others", 0.5, 0.05)).verdict == "cannot_tell"


def test_every_further_question_makes_it_harder_to_be_told() -> None:
    part = direct("weak", -0.1, 0.1 / 2.3)  # p = 0.02
    assert told(part).causes[0].told
    quiet = [direct(f"nothing{i}", 0.0, 0.1) for i in range(4)]
    assert not told(part, *quiet).causes[0].told


def test_a_search_brings_its_own_p_value_and_interval() -> None:
    wide = replace(direct("found", -0.3, 0.3, p=0.0001), offset=Offset(-0.3, 0.3, ends=(-0.6, 0.0)))
    (cause,) = told(wide).causes
    assert cause.told
    assert isinstance(cause.share, Estimate) and cause.share.low == pytest.approx(0.0)


def test_a_second_cut_is_no_part_of_the_sum_and_stands_behind() -> None:
    cut = direct("reach", -0.6, 0.05, beside=True)
    found = told(cut, column("night", night()))
    assert [(c.code, c.told, c.beside) for c in found.causes] == [("night", True, False), ("reach", True, True)]
    assert isinstance(found.unexplained, Estimate)
    assert share(found.causes[0]) + found.unexplained.value == pytest.approx(1.0)
    assert told(cut).verdict == "cannot_tell"  # how it fell is not why


def test_chance_alone_is_a_verdict_of_its_own() -> None:
    chance = direct("chance", -0.6, 0.3, stands=True)
    assert told(chance).verdict == "chance"
    assert told(chance, column("night", night())).verdict == "told"
    assert told(replace(chance, stands=False)).verdict == "cannot_tell"


def test_a_bare_fact_has_no_share_and_is_never_told() -> None:
    (cause,) = told(Explanation(code="fact", basis=Basis.OBSERVED, changes_mind="x")).causes
    assert isinstance(cause.share, NotEnoughData) and not cause.told


def test_what_is_missing_is_collected_once() -> None:
    none = NotEnoughData(2, 1, "days")
    found = told(Missing("a", none, "two_years"), Missing("b", none, "followers"), Missing("c", none, "two_years"))
    assert found.collect == ("two_years", "followers")


def test_the_effect_is_the_ratio_of_the_level_after_to_the_level_before() -> None:
    made = asked()
    effect = diagnosis(weigh(made, [])).effect
    assert isinstance(effect, Estimate) and effect.unit is Unit.RATIO
    assert effect.value == pytest.approx(np.exp(made.y[LATE].mean() - made.y[~LATE].mean()))
    assert effect.low < effect.value < effect.high
