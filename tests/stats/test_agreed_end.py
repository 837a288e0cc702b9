from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from pratfall.stats.agreed_end import FEWEST, boundary, drift_found, interval, p_values, power
from pratfall.stats.post_means import Difference, difference, of_values
from tests.stats.looked_at import differences, ever_outside


def test_brownian_motion_leaves_the_boundary_as_often_as_promised() -> None:
    rng = np.random.default_rng(1)
    walks = rng.normal(0.0, 1.0 / np.sqrt(4000), (4000, 4000)).cumsum(axis=1)
    assert (np.abs(walks).max(axis=1) > boundary(0.95)).mean() == pytest.approx(0.05, abs=0.008)


@pytest.mark.parametrize("posts", [20, 40, 112])
def test_looking_after_every_post_the_truth_is_left_out_at_most_once_in_twenty(posts: int) -> None:
    found = differences(np.random.default_rng(posts), 4000, posts)
    wrong = ever_outside(*interval(found, np.arange(1, posts + 1) / posts), 0.0)
    assert 0.02 < wrong <= 0.055


def test_the_smallest_effect_is_found_four_times_in_five() -> None:
    posts = 112
    effect = drift_found() * np.sqrt(2.0 / posts) * 1.0  # the spread of log(1 + y) here is 1
    found = differences(np.random.default_rng(7), 2000, posts, effect=effect)
    low, _ = interval(found, np.arange(1, posts + 1) / posts)
    assert (low > 0).any(axis=1).mean() == pytest.approx(0.8, abs=0.04)


def test_the_power_is_that_of_a_walk_with_drift() -> None:
    rng = np.random.default_rng(2)
    steps = 4000
    walks = rng.normal(2.5 / steps, 1.0 / np.sqrt(steps), (3000, steps)).cumsum(axis=1)
    assert (walks.max(axis=1) > boundary()).mean() == pytest.approx(power(2.5), abs=0.03)


def test_at_the_end_the_interval_is_a_little_wider_than_for_a_single_look() -> None:
    known = Difference(np.array(0.0), np.array(1.0), np.array(1e6), np.array(1e6))
    _, high = interval(known, 1.0)
    assert float(high) == pytest.approx(-norm.ppf(0.0125), abs=1e-3)
    assert interval(known, 1.5) == interval(known, 1.0)  # what is beyond the end does not narrow it


def test_the_p_value_is_where_the_interval_leaves_out_no_difference() -> None:
    found = differences(np.random.default_rng(3), 200, 40)
    t = np.arange(1, 41) / 40
    low, high = interval(found, t)
    assert (((low > 0) | (high < 0)) == (p_values(found, t) < 0.05)).all()


def test_few_posts_say_nothing() -> None:
    found = difference(of_values([3.0, 4.0]), of_values([5.0, 9.0]))
    assert found.df < FEWEST
    assert interval(found, 0.1) == (-np.inf, np.inf)
    assert interval(found, 0.0) == (-np.inf, np.inf)
