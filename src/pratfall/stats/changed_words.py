"""Which words came up that were not used before? Log-odds of two vocabularies, shrunk to what both share.

For word w used in y_w of the later and x_w of the earlier texts' words, with a Dirichlet prior a_w proportional to its
use in both together (a_0 in all, n and m words in all):

    delta_w = log (y_w + a_w) / (n + a_0 - y_w - a_w)  -  log (x_w + a_w) / (m + a_0 - x_w - a_w)
    var_w   = 1 / (y_w + a_w) + 1 / (x_w + a_w),      z_w = delta_w / sqrt(var_w)

A word that both use alike has z near 0, however frequent; a word seen once proves little. The prior holds as many
words as the earlier texts, at most `most_prior`.

Counting a word once per author keeps one person who repeats it from making it a topic.
Example: of 400 words now and 2,000 before, "shame" 12 and 1: z = 4.2; "the" 20 and 100: z = 0.
Limits: z is a ranking with known spread, no test of a whole vocabulary: of 1,000 unchanged words two or three exceed 3.
Source: Monroe, Colaresi & Quinn 2008, Fightin' Words, 3.5.1 and 3.5.2.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
MOST_PRIOR = 500.0


def changed_words(now: ArrayLike, before: ArrayLike, *, most_prior: float = MOST_PRIOR) -> tuple[Floats, Floats]:
    """Log-odds ratio and z (V,) of word counts `now` (V,) against `before` (V,); 0 for words nobody used."""
    y, x = np.asarray(now, dtype=float), np.asarray(before, dtype=float)
    if y.shape != x.shape or (y < 0).any() or (x < 0).any():
        raise ValueError("two counts, none negative, for each word")
    n, m = y.sum(), x.sum()
    if n == 0 or m == 0:
        return np.zeros_like(y), np.zeros_like(y)
    total = min(most_prior, float(m))
    prior = total * (y + x) / (n + m)
    used = prior > 0
    a, b = np.where(used, y + prior, 1.0), np.where(used, x + prior, 1.0)
    delta = np.log(a / np.maximum(n + total - a, 1e-9)) - np.log(b / np.maximum(m + total - b, 1e-9))
    delta = np.where(used, delta, 0.0)
    return delta, np.where(used, delta / np.sqrt(1.0 / a + 1.0 / b), 0.0)
