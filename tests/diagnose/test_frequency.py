from __future__ import annotations

import numpy as np
import pytest

from pratfall.diagnose import frequency
from pratfall.diagnose.case import Explanation
from tests.diagnose.accounts import HOUR, case, days_apart


def twice_as_often() -> np.ndarray:
    """Every second day for 60 posts, then daily for 60."""
    first = days_apart(60, 2.0)
    return np.concatenate([first, first[-1] + np.arange(1, 61) * 24 * HOUR])


def test_posting_twice_as_often_is_one_doubling_more() -> None:
    [found] = frequency.explain(case(twice_as_often(), 60))
    assert isinstance(found, Explanation)
    assert found.columns is not None
    assert found.columns[30, 0] == pytest.approx(np.log2(1 + 3))
    assert found.columns[100, 0] == pytest.approx(np.log2(1 + 7))
    assert found.facts["before"] == pytest.approx(3.0, abs=0.2)
    assert found.facts["after"] == pytest.approx(7.0, abs=0.3)
    assert found.step == "post_less"


def test_the_first_week_of_a_history_says_nothing() -> None:
    [found] = frequency.explain(case(twice_as_often(), 60))
    assert isinstance(found, Explanation)
    assert found.columns is not None
    assert found.columns[0, 0] == pytest.approx(found.columns[4:60, 0].mean(), abs=0.1)


def test_a_steady_pace_is_no_cause() -> None:
    assert list(frequency.explain(case(days_apart(120, 2.0), 60))) == []


def test_posting_less_asks_for_the_old_pace() -> None:
    pace = twice_as_often()
    rare = pace[0] + (pace[-1] - pace[::-1])
    [found] = frequency.explain(case(rare, 60))
    assert isinstance(found, Explanation)
    assert found.step == "post_as_before"
    assert float(str(found.facts["after"])) < float(str(found.facts["before"]))
