"""What does an arm of a test show, and how well is it known? The post is the unit, not the click.

Many clicks hang on one post, so that clicks scatter more than counting them says (an A/A test judged by clicks
calls a difference in 37 % of cases where four posts a day carry them). What is compared is the logarithm, so that a
difference of two arms is the log of a ratio:

    values per post     mean of log(1 + y), variance s^2 / n
    rates               log(sum c / sum m), linearised: residuals e = c - r m of each post, variance
                        n / (n - 1) sum e^2 / (sum c)^2

and Welch's difference of two of them, with his degrees of freedom.

Limits: `of_values` compares typical posts (geometric means of 1 + y), not totals; a rate without any event has no
logarithm: NaN. Arms of fewer than two posts are NaN.
Source: Cochran 1977, Sampling Techniques, 6.3 (ratio estimator); Welch 1947; Deng, Knoblich & Lu 2018 (delta method).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri, stdtr, stdtrit

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Arm:
    """On the log scale: `mean` and its `variance`, from `n` units. Arrays of any shape: many tests at once."""

    mean: Floats
    variance: Floats
    n: Floats


@dataclass(frozen=True)
class Difference:
    """`value` on the log scale, its standard error `se` with `df` degrees of freedom, from `n` units in all."""

    value: Floats
    se: Floats
    df: Floats
    n: Floats


def of_values(values: ArrayLike) -> Arm:
    """One value per post, (..., posts); NaN is a post without its number, and left out."""
    each = after_each(values)
    return Arm(each.mean[..., -1], each.variance[..., -1], each.n[..., -1])


def after_each(values: ArrayLike) -> Arm:
    """The arm as it stood after each of its posts: arrays (..., posts)."""
    y = np.log1p(np.asarray(values, dtype=float))
    known = ~np.isnan(y)
    n = known.cumsum(axis=-1).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        # Squares are taken around the typical value of the whole, so that sums of squares keep their digits.
        shift = np.where(known, y, 0.0).sum(axis=-1, keepdims=True) / n[..., -1:]
        apart = np.where(known, y - shift, 0.0)
        mean = apart.cumsum(axis=-1) / n
        scatter = np.maximum((apart**2).cumsum(axis=-1) - n * mean**2, 0.0)
        variance = np.where(n >= 2, scatter / (n * (n - 1.0)), np.nan)
    return Arm(mean + shift, variance, n)


def of_rates(events: ArrayLike, exposures: ArrayLike) -> Arm:
    """Events and exposures per post, (..., posts)."""
    c, m = np.asarray(events, dtype=float), np.asarray(exposures, dtype=float)
    return of_rate_sums(
        np.full(c.shape[:-1], float(c.shape[-1])),
        *(part.sum(axis=-1) for part in (c, m, c * c, c * m, m * m)),
    )


def of_rate_sums(n: Floats, c: Floats, m: Floats, cc: Floats, cm: Floats, mm: Floats) -> Arm:
    """The same from the sums over posts of c, m, c^2, c m and m^2: what daily looks add up."""
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = c / m
        scatter = cc - 2.0 * rate * cm + rate**2 * mm
        variance = np.where((n >= 2) & (c > 0), n / (n - 1.0) * np.maximum(scatter, 0.0) / c**2, np.nan)
        mean = np.where(c > 0, np.log(rate), np.nan)
    return Arm(mean, variance, n)


def difference(arm: Arm, control: Arm) -> Difference:
    """Log of how many times `control` the `arm` is."""
    variance = arm.variance + control.variance
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = arm.variance**2 / (arm.n - 1.0) + control.variance**2 / (control.n - 1.0)
        df = np.where(parts > 0.0, variance**2 / parts, arm.n + control.n - 2.0)
    return Difference(arm.mean - control.mean, np.sqrt(variance), df, arm.n + control.n)


def against(arm: Arm, bar: ArrayLike) -> Difference:
    """Log of how many times an agreed number, known exactly, the `arm` is; `bar` on the log scale."""
    return Difference(arm.mean - np.asarray(bar, dtype=float), np.sqrt(arm.variance), arm.n - 1.0, arm.n)


def as_student(z: ArrayLike, df: ArrayLike) -> Floats:
    """The multiple of a standard error from few units that is as rare as `z` of one known exactly."""
    tail = np.maximum(stdtr(1e9, -np.abs(np.asarray(z, dtype=float))), 1e-15)
    return np.asarray(-stdtrit(np.maximum(np.asarray(df, dtype=float), 1.0), tail), dtype=float)


def as_normal(t: ArrayLike, df: ArrayLike) -> Floats:
    """The normal deviate that is as rare as a Student's `t`."""
    size = np.abs(np.asarray(t, dtype=float))
    tail = np.maximum(stdtr(np.maximum(np.asarray(df, dtype=float), 1.0), -size), 1e-300)
    return np.asarray(np.sign(t) * -ndtri(tail), dtype=float)
