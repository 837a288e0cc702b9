"""How much of a change is the luck it was found by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pratfall.diagnose.case import Explanation, Missing
from pratfall.diagnose.chance import explain
from pratfall.records.findings import Status
from pratfall.records.numbers import Estimate, Unit
from tests.diagnose.accounts import case, days_apart


def asked(rate: float | None, *, told: bool, bar: float = 0.003) -> Explanation | Missing:
    made = case(days_apart(60, 1.0), 40)
    finding = replace(
        made.finding,
        status=Status.LIKELY if told else Status.CANNOT_TELL,
        estimate=Estimate(0.5, 0.3, 0.8, Unit.RATIO),
        false_alarms_per_year=rate,
    )
    (found,) = explain(replace(made, finding=finding, bar=bar))
    return found


def share(found: Explanation | Missing) -> float:
    assert isinstance(found, Explanation) and found.offset is not None
    return found.offset.value / -0.5


def test_a_change_far_beyond_the_bar_owes_hardly_anything_to_chance() -> None:
    assert share(asked(1e-7, told=True)) < 0.02


def test_the_closer_to_the_bar_the_more_is_luck() -> None:
    shares = [share(asked(rate, told=True)) for rate in (1e-5, 1e-4, 1e-3)]
    assert shares == sorted(shares) and shares[-1] > 0.2


def test_no_share_is_more_than_all_of_it() -> None:
    assert share(asked(0.0029, told=True)) <= 1.0
    assert share(asked(0.9, told=False)) <= 1.0


@pytest.mark.parametrize(("rate", "stands"), [(0.5, True), (1e-6, False)], ids=["often", "hardly-ever"])
def test_what_cannot_be_told_is_chance_where_chance_shows_it_often(rate: float, stands: bool) -> None:
    found = asked(rate, told=False)
    assert isinstance(found, Explanation) and found.stands is stands


def test_a_finding_that_is_told_is_never_put_down_to_chance() -> None:
    found = asked(0.0029, told=True)
    assert isinstance(found, Explanation) and found.stands is False


def test_without_a_rate_nothing_is_known_of_chance() -> None:
    assert isinstance(asked(None, told=False), Missing)
