"""Season: does this time of the year always look like this?

Columns: two waves a year (sine and cosine of one and two turns), whose size is learnt from this subject's own posts. It
takes two years of them, one of which before the change: with less, a season and a change are the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.numbers import NotEnoughData

from .case import Answer, Case, Explanation, Missing

CODE = "season"
YEAR_DAYS = 365.25
WAVES = (1, 2)
PLAUSIBLE = 0.6  # log, of each wave


def explain(case: Case) -> Iterator[Answer]:
    day = case.day.astype(np.int64).astype(float)
    span, before = float(np.ptp(day)), float(np.ptp(day[case.before]))
    if span < 2 * YEAR_DAYS - 14 or before < YEAR_DAYS:
        yield Missing(CODE, NotEnoughData(round(2 * YEAR_DAYS), round(span) + 1, "days"), "two_years")
        return
    turns = 2.0 * np.pi * day / YEAR_DAYS
    waves = np.column_stack([f(k * turns) for k in WAVES for f in (np.sin, np.cos)])
    yield Explanation(
        code=CODE,
        basis=Basis.INFERRED,
        changes_mind="same_months_next_year",
        columns=waves,
        prior_sd=(PLAUSIBLE,) * waves.shape[1],
        step="compare_with_last_year",
        facts={"years": span / YEAR_DAYS},
    )
