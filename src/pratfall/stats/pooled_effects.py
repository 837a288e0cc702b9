"""What kinds of posts do to a response, every kind drawn towards none by how much its factor has shown to matter.

    y = F b + sum_k Z_k u_k + e,    u_k ~ N(0, s_k^2 I),    e of mean 0 and with heavy tails

F: flat columns (an intercept); Z_k: columns of one factor (weekdays, formats, steps of a drifting level). Given the
variances, Henderson's equations give effects and their covariance at once:

    C = (X'X / s^2 + P)^-1,    u = C X'z / s^2,    P = 0 for F, 1 / s_k^2 for Z_k

Variances come from the data by restricted likelihood, with MacKay's fixed point (faster than EM, same optimum):

    s_k^2 = (|u_k|^2 + a t^2) / (g_k + a),    g_k = q_k - tr C_kk / s_k^2,    s^2 = |z - X u|^2 / (n - p_F - sum g_k)

`a` = 3 pseudo-effects of size t = 0.1 (a tenth more or less) keep a factor with few levels from being called worthless,
or decisive, by accident. Posts that went round, or sank, count less: z are Huber's pseudo-values, what y would be under
Cauchy's psi(r) = r / (1 + (r / cs)^2), s = 1.4826 median |r|, so that s^2 is the variance that belongs to the robust
estimate and C needs no correction:

    z = X u + psi(r) / mean psi'(r)

Limits: effects add up on the scale of y; variances are taken as known in C, so intervals are for factors that have
some levels or posts (calibrated: tests); more columns than some 200 cost time with their cube.
Sources: Henderson 1975; Harville 1977; MacKay 1992; Huber & Ronchetti 2009, ch. 7 (pseudo-values).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .segments import Floats, Ints

FLAT = -1
USUAL_SIZE, PSEUDO_EFFECTS = 0.1, 3.0
TUNING = 0.7  # c, chosen by rolling origin on posts of 2014 without their newest 30 %; 2.4 is best on normal data
MAD_TO_SD = 1.4826
STEPS = 25
LEAST_SLOPE = 0.1  # of psi on average
SMALLEST = 1e-8
SETTLED = 1e-3


@dataclass(frozen=True)
class Fit:
    """`effect` (p,) and `covariance` (p, p), in the units of y; `noise`: standard deviation of a post around it.

    `size` (k,): standard deviation of each factor's effects.
    """

    effect: Floats
    covariance: Floats
    noise: float
    size: Floats

    def contrast(self, row: Floats) -> tuple[float, float]:
        """Value and standard error of a weighted sum of effects."""
        return float(row @ self.effect), float(np.sqrt(max(float(row @ self.covariance @ row), 0.0)))


def fit(x: Floats, y: Floats, factor: Ints) -> Fit:
    """`x` (n, p) columns, `factor` (p,) which factor (0, 1 ...) each belongs to, FLAT for none."""
    factors = int(factor.max(initial=-1)) + 1
    levels = np.bincount(factor[factor >= 0], minlength=factors).astype(float)
    flat = int((factor == FLAT).sum())
    gram = x.T @ x
    size = np.full(factors, USUAL_SIZE**2)
    noise, weight, slope = max(float(np.var(y)), SMALLEST), np.ones(len(y)), 1.0
    effect: Floats = np.zeros(x.shape[1])
    for _ in range(STEPS):
        prior = np.diag(_precision(factor, size))
        covariance: Floats = np.asarray(np.linalg.inv(gram / noise + prior))
        weighted = weight[:, None] * x
        before = effect
        effect = np.asarray(np.linalg.solve(x.T @ weighted + slope * noise * prior, y @ weighted))
        known = levels - _by_factor(np.diagonal(covariance), factor, factors) / size
        size = (_by_factor(effect**2, factor, factors) + PSEUDO_EFFECTS * USUAL_SIZE**2) / (known + PSEUDO_EFFECTS)
        left = y - x @ effect
        free = max(len(y) - flat - float(known.sum()), 1.0)
        weight, slope = _weights(left, np.sqrt(len(y) / free))
        noise = max(float(((weight * left) ** 2).sum()) / slope**2 / free, SMALLEST)
        if np.abs(effect - before).max() < SETTLED:
            break
    return Fit(effect, covariance, float(np.sqrt(noise)), np.sqrt(size))


def _weights(left: Floats, narrowed: float) -> tuple[Floats, float]:
    """psi(r) / r of each post, and the mean slope of psi. `narrowed`: how much fitting has shrunk what is left."""
    scale = TUNING * MAD_TO_SD * narrowed * float(np.median(np.abs(left)))
    weight = 1.0 / (1.0 + (left / max(scale, SMALLEST)) ** 2)
    return weight, max(float((weight * (2.0 * weight - 1.0)).mean()), LEAST_SLOPE)


def _precision(factor: Ints, size: Floats) -> Floats:
    return np.where(factor >= 0, 1.0 / np.append(size, np.inf)[factor], 0.0)


def _by_factor(values: Floats, factor: Ints, factors: int) -> Floats:
    random = factor >= 0
    return np.asarray(np.bincount(factor[random], values[random], minlength=factors), dtype=np.float64)
