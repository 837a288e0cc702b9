"""Where a change sits: no slice is named in weeks in which nothing happened or everything fell alike; real ones are."""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.records.slices import Slice
from pratfall.stats.locate import search

from .sliced_weeks import NAMES, WEEKS, Case, case


def named(one: Case, seed: int) -> tuple[Slice, ...]:
    located = search(
        one.table,
        dimensions=NAMES,
        actual="now",
        before="before",
        periods=WEEKS,
        rng=np.random.default_rng(seed),
    )
    return getattr(located, "slices", ())


# Of 40 weeks 2 may err; seven or more come by chance once in 300.
@pytest.mark.parametrize("kind", ["null", "glob"])
@pytest.mark.parametrize("events", [500, 5_000])
def test_a_slice_is_hardly_ever_named_where_there_is_none(kind: str, events: int) -> None:
    wrong = sum(bool(named(case(seed, events, kind), seed)) for seed in range(40_000, 40_040))
    assert wrong <= 6


@pytest.mark.parametrize("kind", ["slice", "globslice"])
@pytest.mark.parametrize(("events", "least"), [(500, 0.5), (5_000, 0.88)])
def test_most_true_slices_are_named_with_all_their_values_and_few_others(kind: str, events: int, least: float) -> None:
    hits = said = true = 0
    for seed in range(41_000, 41_030):
        one = case(seed, events, kind)
        found = named(one, seed)
        hits += one.found([dict(s.where) for s in found])
        said, true = said + len(found), true + len(one.truth)
    assert 2 * hits / (said + true) >= least


def test_the_interval_of_a_slice_rightly_named_mostly_holds_its_true_effect() -> None:
    inside = n = 0
    for seed in range(42_000, 42_030):
        one = case(seed, 5_000, "slice")
        for found in named(one, seed):
            factor = one.truth.get(tuple(sorted((key, str(value)) for key, value in found.where.items())))
            if factor is not None:
                n, inside = n + 1, inside + (found.low <= factor - 1.0 <= found.high)
    assert n >= 25
    assert inside >= 0.85 * n
