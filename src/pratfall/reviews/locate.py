"""`pratfall.locate`: which slices explain a change, as a list, without a generator of one's own.

    pratfall.locate(table, dimensions=["network", "format"], actual="now", expected="eight_weeks", periods=8)

`stats.locate.search` is the method, and also says what was suspected, how far cells scatter, and whether the data were
too few.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pratfall.records.numbers import NotEnoughData
from pratfall.records.slices import Slice
from pratfall.stats.locate import Direction, search

SEED = 20261121  # of the tables chance is drawn from: the same numbers give the same answer


def locate(
    table: Any,
    *,
    dimensions: Sequence[str],
    actual: Any,
    expected: Any,
    periods: float = 1.0,
    ordered: Sequence[str] = (),
    circular: Sequence[str] = (),
    direction: Direction = "both",
) -> list[Slice]:
    """What changed unlike the rest, most striking first, then what all the rest did alike (`where` empty).

    `table`: mapping of columns, or a dataframe. `actual`, `expected`: a column's name or its values, or a pair of them
    (hits, tries); `expected` is the sum of `periods` comparable ones. `direction`: "down" asks for slices that fell
    against the rest only, "up" for those that rose. Nothing beyond chance, or too few events to
    tell: an empty list.
    """
    found = search(
        table,
        dimensions=dimensions,
        actual=actual,
        before=expected,
        rng=np.random.default_rng(SEED),
        periods=periods,
        ordered=ordered,
        circular=circular,
        direction=direction,
    )
    if isinstance(found, NotEnoughData):
        return []
    moved = found.common.low > 0.0 or found.common.high < 0.0
    return [*found.slices, *([found.common] if moved else [])]
