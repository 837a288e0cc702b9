from __future__ import annotations

import numpy as np
import pytest

from pratfall.diagnose import audience
from pratfall.diagnose.case import Explanation, Missing
from pratfall.records.causes import Basis
from tests.diagnose.accounts import case, days_apart

AT = days_apart(120, 2.0)  # 1 June 2025 to 25 January 2026
CHANGE = "2025-09-29"


def followers(*readings: tuple[str, float]) -> list[tuple[int, str, str, float]]:
    return [(0, "followers", day, value) for day, value in readings]


def test_followers_lost_are_a_column_of_logs_with_an_assumed_effect() -> None:
    stocks = followers(("2025-05-20", 1000), ("2025-09-28", 1000), (CHANGE, 700), ("2026-01-20", 700))
    [found] = audience.explain(case(AT, 60, stocks=[*stocks, *_monthly(1000, 700)]))
    assert isinstance(found, Explanation)
    assert found.basis is Basis.ASSUMED
    assert found.columns is not None
    assert found.columns[30, 0] == pytest.approx(np.log(1000))
    assert found.columns[90, 0] == pytest.approx(np.log(700))
    assert found.facts == {"before": 1000, "after": pytest.approx(700, abs=3), "by": pytest.approx(-0.3, abs=0.01)}
    assert found.prior_mean == (audience.ELASTICITY,)


def _monthly(before: float, after: float) -> list[tuple[int, str, str, float]]:
    days = ["2025-06-20", "2025-07-20", "2025-08-20", "2025-10-20", "2025-11-20", "2025-12-20"]
    return followers(*((day, before if day < CHANGE else after) for day in days))


def test_between_two_readings_stands_the_line_between_their_logs() -> None:
    day = np.array(["2025-06-01", "2025-06-11", "2025-06-21"], dtype="datetime64[D]")
    known = np.array(["2025-06-01", "2025-06-21"], dtype="datetime64[D]")
    read = audience._read(known, np.array([100.0, 400.0]), day)
    assert read == pytest.approx([100.0, 200.0, 400.0])


def test_far_from_every_reading_nothing_is_known() -> None:
    known = np.array(["2025-01-01"], dtype="datetime64[D]")
    days = np.array(["2024-11-01", "2024-12-15", "2025-01-20", "2025-06-01"], dtype="datetime64[D]")
    assert np.isnan(audience._read(known, np.array([100.0]), days)).tolist() == [True, False, False, True]


def test_a_steady_audience_is_no_cause() -> None:
    assert list(audience.explain(case(AT, 60, stocks=_monthly(1000, 980)))) == []


@pytest.mark.parametrize("stocks", [[], followers(("2025-12-01", 500.0))])
def test_without_followers_on_both_sides_it_says_what_to_collect(stocks: list[tuple[int, str, str, float]]) -> None:
    [found] = audience.explain(case(AT, 60, stocks=stocks))
    assert isinstance(found, Missing)
    assert found.collect == "followers"
    assert found.needs.got == len(stocks)
