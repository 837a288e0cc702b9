import numpy as np
import pytest

from pratfall.notice.histories import prepare
from pratfall.notice.network import weigh
from pratfall.records.candidates import Candidate
from pratfall.records.numbers import Estimate
from pratfall.records.subjects import SubjectKind
from tests.calibration.worlds import Plan, make


def asked(factors: list[float], seed: int = 54) -> dict[str, Candidate]:
    plans = [Plan("x", 1, 3.0, falls=((None, 900, f),)) for f in factors] + [Plan("youtube", 1, 3.0)]
    made = make(plans, 1020, np.random.default_rng(seed)).scene(1020)
    return {c.code: c for c in weigh(prepare(made, (SubjectKind.ACCOUNT,)))}


def test_a_fall_of_every_account_is_the_networks() -> None:
    found = asked([0.6] * 6)
    fell = found["network_fell"]
    assert fell.rate is not None and fell.rate < 0.01
    estimate = fell.estimate(0.95)
    assert isinstance(estimate, Estimate) and estimate.low < 0.6 < estimate.high
    assert fell.subject.id == "x" and len(fell.evidence) == 6
    assert (found["network_rose"].rate or 0) > 1


@pytest.mark.parametrize("fallen", [1, 2, 3])
def test_a_collapse_of_some_accounts_is_not_the_networks(fallen: int) -> None:
    found = asked([0.2] * fallen + [1.0] * (6 - fallen))
    assert (found["network_fell"].rate or 0) > 0.1


def test_two_accounts_must_both_fall() -> None:
    assert (asked([0.35, 0.35])["network_fell"].rate or 9) < 0.05
    assert (asked([0.2, 1.0])["network_fell"].rate or 0) > 0.1


def test_one_account_is_no_network() -> None:
    assert asked([0.5]) == {}
