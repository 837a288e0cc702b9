"""How often chance alone crosses a threshold when somebody looks again and again.

A standardised contrast Z_t that slides over an exchangeable history is close to a stationary
Gaussian sequence. With b = 1 - corr(Z_t, Z_next look), the expected number of fresh crossings of c
per look is

    lambda(c) = c phi(c) b nu( c sqrt(2 b) ),
    nu(x) ~ [ (2/x)(Phi(x/2) - 1/2) ] / [ (x/2) Phi(x/2) + phi(x/2) ]

(nu corrects for looking at discrete times; the closed form is Siegmund & Yakir's and agrees with the
exact series to 0.013). For b -> 1 it tends to the tail 1 - Phi(c): every look counts anew.
The first look of all costs 1 - Phi(c) more, so that

    rate per year = looks * lambda(c) + (1 - Phi(c))

is never below the p-value of a single look, and `1 - exp(-rate)` is a p-value for a whole year of looking.

Limits: Gaussian; ranks make it so (`normal_scores`, `skewed_tail`). Summing over several contrasts is a
union bound, hence conservative when they resemble one another.
Source: Siegmund, Sequential Analysis, 1985, ch. 8; Siegmund & Yakir, The Statistics of Gene Mapping, 2007, p. 112.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from .segments import Floats

LOOKS_PER_YEAR = 52.0


def nu(x: Floats) -> Floats:
    """Overshoot correction in (0, 1]; 1 at 0."""
    x = np.maximum(np.asarray(x, dtype=float), 1e-4)
    return ((2.0 / x) * (ndtr(x / 2.0) - 0.5)) / ((x / 2.0) * ndtr(x / 2.0) + _phi(x / 2.0))


def _phi(x: Floats) -> Floats:
    """Normal density; scipy.stats, which has it too, takes a second to load."""
    density: Floats = np.exp(-0.5 * x * x) / np.sqrt(2.0 * np.pi)
    return density


def crossings(c: Floats, change: Floats) -> Floats:
    """Fresh crossings of `c` per look; `change` is 1 - correlation between two looks, 0 to 1."""
    change = np.clip(change, 0.0, 1.0)
    # The approximation is for the far tail; below c = 1 a look is simply counted in full.
    slow = c * _phi(c) * change * nu(c * np.sqrt(2.0 * change))
    return np.where(c > 1.0, np.minimum(slow, ndtr(-c)), ndtr(-c))


def rate_per_year(c: Floats, change: Floats, looks: Floats) -> Floats:
    """Expected false alarms in a year with `looks` looks, the first look of all included."""
    return looks * crossings(c, change) + ndtr(-c)
