"""Which of many p-values may be called discoveries, and how wide their intervals must then be.

Benjamini & Hochberg: with m hypotheses of weights w_i (mean 1), reject the r smallest p_i / w_i, where r is the largest
number with p_(r)/w_(r) <= q r / m. The expected share of false ones among the rejected is at most q
(for independent or positively dependent statistics; Genovese, Roeder & Wasserman 2006 for weights).

False coverage rate: intervals reported only because they were selected miss more often than they
say. At level 1 - a r/m for the r selected of m, the expected share of misses is at most a
(Benjamini & Yekutieli 2005).

With weights, 1 - a r w_i / sum w: the proof bounds the misses by sum a w_i / sum w = a, whatever the weights.

Example: m = 40, q = 0.10, p = 0.001, 0.004, 0.2 ...: 0.001 <= 0.0025, 0.004 <= 0.005, so two are
rejected and their intervals are given at 1 - 0.05 * 2/40 = 99.75 %.
Sources: Benjamini & Hochberg 1995; Benjamini & Yekutieli 2005.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .segments import Floats


def discoveries(p: Floats, *, share: float, weights: Floats | None = None) -> NDArray[np.bool_]:
    """(m,) which hypotheses are rejected so that at most `share` of the rejected are false on average."""
    m = len(p)
    if m == 0:
        return np.zeros(0, dtype=bool)
    w = np.ones(m) if weights is None else weights * (m / weights.sum())
    weighed = p / w
    order = np.argsort(weighed, kind="stable")
    passed = np.flatnonzero(weighed[order] <= share * np.arange(1, m + 1) / m)
    chosen = np.zeros(m, dtype=bool)
    if len(passed):
        chosen[order[: passed[-1] + 1]] = True
    return chosen


def coverage_level(selected: int, part: float, *, misses: float = 0.05) -> float:
    """Confidence level for one of `selected` intervals so that at most the share `misses` of them miss on average.

    `part`: the weight of this question over the weights of all that were asked (1/m without weights).
    """
    return 1.0 - misses * min(max(selected, 1) * part, 1.0)
