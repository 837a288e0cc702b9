"""How much of a change of level goes with what else changed? Oaxaca-Blinder's decomposition of many causes, with doubt.

Values y (log scale) before and after, and covariates x measured with each value:

    y_i = level of its period + slope of its period (t_i - mean t) + sum_k b_k x_ik + e_i
    change = mean y after - mean y before = sum_k b_k (mean x_k after - mean x_k before) + step

b is learnt inside the periods alone: each has its own level and its own slope, so that the change itself, and
whatever merely drifts, teaches nothing about its causes. Hence b is independent of how large the change looked, and of
the change having been selected for its size. All x enter together, so that the order of asking does not matter (Gelbach
2016). Each b has a normal prior (mean, sd): what is seen too rarely to be measured stays near its prior mean.

    posterior precision = S X'X S / s2 + diag(1 / sd^2),   S = diag( sqrt( (1 - r_e r_k) / (1 + r_e r_k) ) )

s2: residual variance; r_e, r_k: lag-one correlations of the residuals and of x_k, since neighbours that resemble each
other say less (Bartlett 1946). The step and the parts of the causes add up to the change exactly.

Example: 60 posts before, 40 after; 20 % of those before and 80 % of those after went out at night; at night a post gets
b = -0.5. Part of the night: -0.5 x 0.6 = -0.30 of the log change.

Limits: the same b before and after (a change of b is in the step); AR(1); x measured without error, or b is too small.
Sources: Oaxaca 1973; Blinder 1973; Gelbach 2016 (J. Labor Econ. 34); Lindley & Smith 1972 for the prior.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .autocorrelation import LARGEST
from .segments import Floats

BEFORE, BETWEEN, AFTER = 0, 1, 2
SLOPE_NEEDS = 12  # values in a period below which a slope of its own would swallow everything
ROUNDS = 3  # the residual variance and the shrunk b settle at once
SMALLEST = 1e-12  # a residual variance of zero would make the prior vanish


@dataclass(frozen=True)
class Decomposition:
    """`change` with its `error`; per cause `part` (f,) of it and their `covariance` (f, f); `step`: the rest.

    `freedom`: degrees of freedom of the errors. `fitted` (n,): what the causes did to each value.
    """

    change: float
    error: float
    part: Floats
    covariance: Floats
    step: float
    freedom: float
    fitted: Floats


def decompose(
    y: Floats,
    period: NDArray[np.int_],
    time: Floats,
    columns: Floats,
    owner: NDArray[np.int_],
    prior_mean: Floats,
    prior_sd: Floats,
) -> Decomposition:
    """`columns` (n, k), each belonging to cause `owner` (k,) numbered from 0; values in order of `time`."""
    causes = int(owner.max(initial=-1)) + 1
    nuisance = _nuisance(period, time)
    left_y, left_x = _without(nuisance, y), _without(nuisance, columns)
    apart = columns[period == AFTER].mean(axis=0) - columns[period == BEFORE].mean(axis=0)
    change = float(y[period == AFTER].mean() - y[period == BEFORE].mean())
    b, spread = _posterior(left_y, left_x, prior_mean, prior_sd, nuisance.shape[1])
    gather = np.zeros((causes, len(owner)))
    gather[owner, np.arange(len(owner))] = apart
    part = gather @ b
    return Decomposition(
        change=change,
        error=_error(left_y, period),
        part=part,
        covariance=gather @ spread @ gather.T,
        step=change - float(part.sum()),
        freedom=float(max(len(y) - nuisance.shape[1] - len(owner), 3)),
        fitted=columns @ b,
    )


def _nuisance(period: NDArray[np.int_], time: Floats) -> Floats:
    """A level per period, and a slope (zero on average) where it is long enough."""
    columns = []
    for one in np.unique(period):
        inside = period == one
        columns.append(inside.astype(float))
        centred = np.where(inside, time - time[inside].mean(), 0.0)
        if inside.sum() >= SLOPE_NEEDS and np.ptp(time[inside]) > 0:
            columns.append(centred / np.abs(centred).max())
    return np.column_stack(columns)


def _without(nuisance: Floats, values: Floats) -> Floats:
    found, *_ = np.linalg.lstsq(nuisance, values, rcond=None)
    return np.asarray(values - nuisance @ found)


def _posterior(y: Floats, x: Floats, mean: Floats, sd: Floats, fitted: int) -> tuple[Floats, NDArray[np.float64]]:
    """Mean and covariance of b."""
    n, k = x.shape
    b, spread, left, spent = mean.astype(float), np.diag(sd.astype(float) ** 2), y - x @ mean, 0.0
    prior = np.diag(1.0 / sd**2)
    neighbours = np.array([lag_one(x[:, j]) for j in range(k)])
    for _ in range(ROUNDS if k else 0):
        r = lag_one(left, fitted + spent)
        s2 = max(float(left @ left) / max(n - fitted - spent, 3.0), SMALLEST)
        scaled = x * np.sqrt((1.0 - r * neighbours) / (1.0 + r * neighbours))
        information = scaled.T @ scaled / s2
        spread = np.linalg.inv(information + prior)
        # What the data say of b: least squares of all columns, weighed by the information they carry.
        seen, *_ = np.linalg.lstsq(x, y, rcond=None)
        b = spread @ (information @ seen + prior @ mean)
        left, spent = y - x @ b, float(np.trace(information @ spread))
    return b, spread


def _error(left: Floats, period: NDArray[np.int_]) -> float:
    """Standard error of the change, from what scatters inside the periods."""
    sides = 1.0 / np.count_nonzero(period == BEFORE) + 1.0 / np.count_nonzero(period == AFTER)
    fitted = 2 * len(np.unique(period))
    variance = float(left @ left) / max(len(left) - fitted, 3)
    return float(np.sqrt(variance * sides)) * widening(left, fitted)


def widening(left: Floats, fitted: int) -> float:
    """Factor on the standard error of a mean of values whose neighbours resemble each other; 1 or more."""
    r = lag_one(left, fitted)
    return float(np.sqrt((1.0 + r) / (1.0 - r)))


def lag_one(values: Floats, fitted: float = 0.0) -> float:
    """Correlation of neighbours, 0 to 0.8: a negative one would make everything look surer.

    `fitted`: means and slopes that were taken out, each of which hides some 1/n of it (Kendall 1954).
    """
    power = float(values @ values)
    if power <= 0.0:
        return 0.0
    return float(np.clip(values[1:] @ values[:-1] / power + fitted / len(values), 0.0, LARGEST))
