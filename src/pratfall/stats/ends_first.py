"""How likely is each variant of a test to end it in front? A forecast of the finished test, not of eternal truth.

Variant i has shown c_i events in n_i of the m_i exposures planned for it. Its rate has the prior Gamma(a, a / r), r the
rate of all variants together and 1 / sqrt(a) the relative spread between variants; so with what was seen

    rate_i ~ Gamma(a + c_i, a / r + n_i)
    final_i = (c_i + events in the other m_i - n_i) / m_i,    mean and variance by the negative binomial

and P(i ends first) = integral f_i(x) prod_{j != i} F_j(x) dx over bells with these means and variances, by
Gauss-Legendre. What is already counted is certain: towards the end this is much surer than a statement about the rates,
and the doubt that is left is the doubt that matters to somebody who will act on the finished test.

    may_stop   P(i ends first) < bar sqrt(share of its exposures still to come)

Stopping i saves what is still to come and is wrong with probability P. P is a martingale: waiting costs only exposures,
so that the bar falls while they run out. With BAR and a look at every twentieth of a test the variant that would have
won is stopped in about one test in twenty (measured: docs/methods/ends_first.md).

Limits: exposures are alike and handed out by lot; rates do not drift during the test; bells are rough under three
events a variant. For rates alike in many tests `spread` should be learnt from them.
Source: Spiegelhalter, Freedman & Blackburn 1986 (predictive power); Robbins 1956 (priors learnt from earlier tests).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import log_ndtr

Floats = NDArray[np.float64]
SPREAD = 0.25  # between variants of one test, relative: 2,453 headline tests say 0.18 to 0.25
BAR = 0.02
RAREST = 1e-6  # a rate nobody counts below
REACH = 5.0  # standard deviations that are integrated over
_AT, _WEIGHT = np.polynomial.legendre.leggauss(48)


def chances_to_end_first(events: ArrayLike, seen: ArrayLike, planned: ArrayLike, *, spread: float = SPREAD) -> Floats:
    """(tests, variants) or (variants,): adds up to 1 per test; 0 for variants without planned exposures (padding)."""
    c, n, m = (np.asarray(part, dtype=float) for part in (events, seen, planned))
    one = c.ndim == 1
    c, n, m = np.atleast_2d(c), np.atleast_2d(n), np.atleast_2d(m)
    if bool((c > n).any() or (n > m).any() or (c < 0).any()):
        raise ValueError("events are part of what was seen, and that of what was planned")
    mean, sd = _finals(c, n, m, spread)
    chances = _first(mean, sd, m > 0)
    return np.asarray(chances[0] if one else chances)


def may_stop(chances: ArrayLike, seen: ArrayLike, planned: ArrayLike, *, bar: float = BAR) -> NDArray[np.bool_]:
    """Which variants may be stopped: little chance to end in front, and still something to save."""
    m = np.asarray(planned, dtype=float)
    left = 1.0 - np.asarray(seen, dtype=float) / np.maximum(m, 1.0)
    return np.asarray((m > 0) & (np.asarray(chances) < bar * np.sqrt(np.maximum(left, 0.0))), dtype=bool)


def _finals(c: Floats, n: Floats, m: Floats, spread: float) -> tuple[Floats, Floats]:
    """Mean and standard deviation of where each variant's rate will end."""
    together = np.maximum(c.sum(axis=1) / np.maximum(n.sum(axis=1), 1.0), RAREST)[:, None]
    shape = spread**-2
    rate = (shape + c) / (shape / together + n)
    left = m - n
    variance = left * rate + left**2 * rate / (shape / together + n)
    whole = np.maximum(m, 1.0)
    return (c + left * rate) / whole, np.sqrt(np.maximum(variance, 1e-12)) / whole


def _first(mean: Floats, sd: Floats, there: NDArray[np.bool_]) -> Floats:
    low = np.where(there, mean - REACH * sd, -np.inf).max(axis=1)
    high = np.where(there, mean + REACH * sd, -np.inf).max(axis=1)
    half = (high - low)[:, None] / 2.0
    x = (low[:, None] + half) + half * _AT
    z = (x[:, None, :] - np.where(there, mean, 0.0)[:, :, None]) / np.where(there, sd, 1.0)[:, :, None]
    log_below = np.where(there[:, :, None], log_ndtr(z), 0.0)
    log_density = -0.5 * z**2 - np.log(np.where(there, sd, 1.0))[:, :, None]
    others = log_below.sum(axis=1, keepdims=True) - log_below
    chances = np.where(there, (np.exp(others + log_density) * _WEIGHT).sum(axis=2), 0.0)
    total = chances.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(chances, total, out=np.zeros_like(chances), where=total > 0.0))
