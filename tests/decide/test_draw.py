"""Which post gets which variant."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from pratfall.decide.draw import EACH, drawn


def rng(seed: int = 7) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("variants", [2, 3, 5])
def test_every_block_holds_each_variant_as_often(variants: int) -> None:
    length = variants * EACH
    order = drawn(variants, 10 * length, rng())
    for start in range(0, len(order), length):
        assert Counter(order[start : start + length]) == dict.fromkeys(range(variants), EACH)


def test_the_same_lot_gives_the_same_order_and_another_lot_another() -> None:
    assert drawn(2, 40, rng()) == drawn(2, 40, rng())
    assert drawn(2, 40, rng()) != drawn(2, 40, rng(8))


def test_asking_for_more_posts_changes_nothing_about_the_first() -> None:
    assert drawn(3, 50, rng())[:17] == drawn(3, 17, rng())


def test_each_variant_is_as_likely_at_every_place() -> None:
    orders = np.array([drawn(2, 4, rng(seed)) for seed in range(4000)])
    assert np.all(np.abs(orders.mean(axis=0) - 0.5) < 0.035)  # over four standard errors
    orders_kinds = Counter(map(tuple, orders.tolist()))
    assert len(orders_kinds) == 6  # every order of two and two
    assert min(orders_kinds.values()) > 4000 / 6 - 110


@pytest.mark.parametrize(("variants", "posts"), [(0, 4), (2, -1)])
def test_nothing_is_drawn_for_no_variants_or_fewer_than_no_posts(variants: int, posts: int) -> None:
    with pytest.raises(ValueError, match="posts for"):
        drawn(variants, posts, rng())
