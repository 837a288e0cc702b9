"""What is promised of causes, on made-up changes (the long form: ./run bench diagnose_causes)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from benchmarks.diagnose_causes import Outcome, outcome, outcomes
from tests.calibration.changed_posts import known_of, of_real_posts
from tests.calibration.one_real_account import read

FIRST_SEED, WORLDS = 300, 40  # other seeds than the benchmark's, and than those that made choices
PLANTED = ("network_wide", "holiday", "outage", "season", "regression_to_mean", "slices")


@cache
def seen(cause: str) -> list[Outcome]:
    return outcomes(cause, range(FIRST_SEED, FIRST_SEED + WORLDS))


@pytest.mark.parametrize("cause", ["none", "mix"])
def test_a_cause_is_hardly_ever_told_where_none_was(cause: str) -> None:
    wrong = np.mean([bool(set(one.told) - set(one.truth)) for one in seen(cause)])
    assert wrong <= 0.05 + 2.0 * np.sqrt(0.05 * 0.95 / WORLDS)


@pytest.mark.parametrize("cause", PLANTED)
def test_the_planted_cause_is_first_among_those_told(cause: str) -> None:
    firsts = [one.told[0] == cause for one in seen(cause) if one.told]
    assert len(firsts) >= 0.3 * WORLDS
    assert np.mean(firsts) >= 0.9


@pytest.mark.parametrize("cause", PLANTED)
def test_the_interval_of_its_share_holds_the_truth(cause: str) -> None:
    covered = [one.covers[cause] for one in seen(cause) if cause in one.covers]
    assert np.mean(covered) >= 0.95 - 2.5 * np.sqrt(0.05 * 0.95 / len(covered))


def test_intervals_of_causes_that_were_not_there_hold_zero() -> None:
    covered = [inside for cause in ("none", "mix") for one in seen(cause) for inside in one.covers.values()]
    assert np.mean(covered) >= 0.93


def test_a_cause_is_hardly_ever_told_of_real_posts_whose_numbers_were_dealt_anew(shared_data: Path) -> None:
    known = known_of(read(shared_data / "x_exports_ropensci"))
    told = [bool(outcome(of_real_posts(known, seed)).told) for seed in range(FIRST_SEED, FIRST_SEED + WORLDS)]
    assert np.mean(told) <= 0.05 + 2.0 * np.sqrt(0.05 * 0.95 / WORLDS)
