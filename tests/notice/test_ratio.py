import math

import pytest

from pratfall.notice.ratio import now_over_usual
from pratfall.stats.shift import Shift


def test_a_halving_of_many_is_half_and_the_added_one_is_taken_out() -> None:
    found = now_over_usual(Shift(math.log(51 / 101), math.log(0.4), math.log(0.7)), math.log(101), 0.95)
    assert found.value == pytest.approx(0.5)
    assert found.low < 0.5 < found.high


def test_a_usual_of_nearly_nothing_tells_the_plain_ratio() -> None:
    found = now_over_usual(Shift(-0.5, -1.0, 0.0), 0.0, 0.9)
    assert found.high == 1.0
    assert found.level == 0.9


def test_nothing_falls_below_nothing() -> None:
    assert now_over_usual(Shift(-9.0, -10.0, -8.0), 3.0, 0.95).low == 0.0
