"""One shift out of several that differ: what accounts of a network have in common.

    w_i = 1 / (v_i + t2),  mean = sum w x / sum w,
    t2  = max(0, (Q - (k - 1)) / (S1 - S2/S1)),  Q = sum u (x - mean_u)^2, u = 1/v, S1 = sum u, S2 = sum u^2
    variance of the mean (Hartung-Knapp) = sum w (x - mean)^2 / ((k - 1) sum w), t with k - 1 degrees,
    not below the fixed-effect variance 1 / S1.

Hartung & Knapp's interval covers with few shifts, where the textbook one (normal, 1/sum w) misses up to a
third. With two shifts t has one degree of freedom and the interval says honestly that two are few.

`left_out` gives the same for all but each in turn, in closed form.

Source: DerSimonian & Laird 1986; Hartung & Knapp 2001; Roever, Knapp & Friede 2015 for the floor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from .segments import Floats, Ints


@dataclass(frozen=True)
class Pooled:
    """`error`: standard error of `mean`; `between`: variance between the shifts beyond their errors."""

    mean: float
    error: float
    between: float
    shifts: int

    def interval(self, level: float) -> tuple[float, float]:
        half = float(stdtrit(max(self.shifts - 1, 1), 0.5 + level / 2.0)) * self.error
        return self.mean - half, self.mean + half

    def p_below_zero(self) -> float:
        """One-sided p-value for a common fall."""
        return float(stdtr(max(self.shifts - 1, 1), self.mean / self.error))


def pool(shifts: Floats, variances: Floats) -> Pooled:
    """`shifts` (k,) and their sampling variances (k,), k >= 2."""
    k = len(shifts)
    if k < 2:
        raise ValueError(f"pooling needs at least 2 shifts, got {k}")
    u = 1.0 / variances
    between = float(_between(k, u.sum(), (u**2).sum(), (u * shifts).sum(), (u * shifts**2).sum()))
    w = 1.0 / (variances + between)
    mean = float((w * shifts).sum() / w.sum())
    spread = float((w * (shifts - mean) ** 2).sum() / ((k - 1) * w.sum()))
    return Pooled(mean, float(np.sqrt(max(spread, 1.0 / u.sum()))), between, k)


@dataclass(frozen=True)
class LeftOut:
    """(k,) each: mean, standard error and between-variance of all shifts but that one."""

    mean: Floats
    error: Floats
    between: Floats


def left_out(shifts: Floats, variances: Floats) -> LeftOut:
    """For each of k >= 2 shifts, the others pooled (normal error: only used to take a network's move out)."""
    k = len(shifts)
    u = 1.0 / variances
    between = _between(
        k - 1,
        u.sum() - u,
        (u**2).sum() - u**2,
        (u * shifts).sum() - u * shifts,
        (u * shifts**2).sum() - u * shifts**2,
    )
    # A block of rows at a time: k x k weights of a network with many accounts would not fit in memory.
    blocks = np.array_split(np.arange(k), max(1, k // 256))
    parts = [_weighed(block, shifts, variances, between[block]) for block in blocks]
    mean, error = (np.concatenate(column) for column in zip(*parts, strict=True))
    return LeftOut(mean, error, between)


def _weighed(block: Ints, shifts: Floats, variances: Floats, between: Floats) -> tuple[Floats, Floats]:
    w = 1.0 / (variances[None, :] + between[:, None])  # (b left out, k shifts)
    w[np.arange(len(block)), block] = 0.0
    total = w.sum(axis=1)
    return (w @ shifts) / total, 1.0 / np.sqrt(total)


def _between(k: int, s1: Floats, s2: Floats, sx: Floats, sxx: Floats) -> Floats:
    """DerSimonian & Laird's moment estimate from sums; 0 for a single shift."""
    excess = sxx - sx**2 / s1 - (k - 1)
    scale = s1 - s2 / s1
    return np.where(scale > 1e-12, np.maximum(excess, 0.0) / np.where(scale > 1e-12, scale, 1.0), 0.0)
