from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats import agreed_end
from pratfall.stats.confidence_sequence import interval, p_values
from pratfall.stats.post_means import Difference
from tests.stats.looked_at import differences, ever_outside


def test_without_an_end_the_truth_is_left_out_at_most_once_in_twenty() -> None:
    found = differences(np.random.default_rng(5), 2000, 500)
    assert ever_outside(*interval(found), 0.0) <= 0.05


def test_the_width_is_the_published_one_where_posts_are_many() -> None:
    n, a = 1000.0, 0.05
    rho2 = (-2 * np.log(a) + np.log(-2 * np.log(a) + 1)) / 60.0
    half = np.sqrt(2 * (n * rho2 + 1) / (n**2 * rho2) * np.log(np.sqrt(n * rho2 + 1) / a))  # of a mean with variance 1
    known = Difference(np.array(0.0), np.array(n**-0.5), np.array(1e9), np.array(n))
    assert float(interval(known)[1]) == pytest.approx(half, rel=1e-6)


def test_an_agreed_end_is_narrower_at_its_end() -> None:
    found = differences(np.random.default_rng(6), 1, 100)
    last = Difference(found.value[:, -1], found.se[:, -1], found.df[:, -1], found.n[:, -1])
    (low, high), (least, most) = agreed_end.interval(last, 1.0), interval(last)
    assert (high - low)[0] < (most - least)[0]


def test_the_p_value_is_where_the_interval_leaves_out_no_difference() -> None:
    found = differences(np.random.default_rng(3), 300, 60, effect=0.5)
    low, high = interval(found)
    outside = (low > 0) | (high < 0)
    assert 0.1 < outside.mean() < 0.9
    assert (outside == (p_values(found) < 0.05)).all()


def test_few_posts_say_nothing() -> None:
    few = Difference(np.array(1.0), np.array(0.1), np.array(2.0), np.array(4.0))
    assert interval(few) == (-np.inf, np.inf)
