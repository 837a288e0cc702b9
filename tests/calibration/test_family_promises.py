"""What the cause families promise, quickly; `./run bench diagnose_families` says it with more worlds."""

from __future__ import annotations

import pytest

from tests.calibration.family_worlds import EFFECTS, kept

QUICK = range(7000, 7024)


@pytest.mark.parametrize("planted", sorted(EFFECTS))
def test_the_part_of_a_planted_cause_is_within_its_interval_and_hardly_anything_else_is_told(planted: str) -> None:
    found = kept(planted, QUICK)
    assert found.covered >= 0.79  # 95 % promised: fewer than 19 of 24 happens once in a hundred times
    assert found.told_wrongly <= 0.21  # 5 % promised: more than 5 of 24 happens once in a thousand times
    assert found.truth * (found.truth + found.bias) > 0


def test_where_nothing_measured_mattered_hardly_anything_is_told() -> None:
    assert kept("", QUICK).told_wrongly <= 0.21


@pytest.mark.parametrize("planted", ["timing", "pitch_share", "frequency", "paid_ended"])
def test_a_strong_cause_is_mostly_found(planted: str) -> None:
    assert kept(planted, range(7100, 7112)).told >= 0.7


def test_what_is_only_assumed_is_listed_and_not_claimed() -> None:
    assert kept("audience", range(7100, 7108)).told == 0.0
