"""Weekly counts of an organisation that uses two channels, with and without a push behind both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from pratfall.stats.synergy import calendar

Array = Any
FIRST, SECOND, PUSH = 0.2, 0.15, 0.3  # what each does to the log of the count; 0.3 is 35 % more
RHO, NOISE = 0.5, 0.2
PUSHED = 0.25  # of weeks


class Design(Enum):
    OBSERVED = "observed"  # the team chose, and nothing else was behind it
    HIDDEN = "hidden"  # a campaign push brings 35 % more and makes both channels likelier
    RECORDED = "recorded"  # the same, and the push is known
    BY_LOT = "by lot"  # weeks drawn, the push is hidden


@dataclass(frozen=True)
class Weeks:
    count: Array
    first: Array
    second: Array
    controls: Array | None


def weeks(rng: np.random.Generator, n: int, synergy: float, design: Design, mean: float = 92.0) -> Weeks:
    """`n` weeks, a multiple of four. `synergy`: on the log scale."""
    pushed = np.zeros(n, dtype=bool) if design is Design.OBSERVED else rng.random(n) < PUSHED
    if design is Design.BY_LOT:
        first, second = calendar(n // 4, rng).T
    else:
        likely = np.where(pushed, 0.9, 0.4)
        first, second = rng.random(n) < likely, rng.random(n) < likely
    noise = np.zeros(n)
    shocks = rng.normal(0, NOISE, n)
    noise[0] = shocks[0]
    for t in range(1, n):
        noise[t] = RHO * noise[t - 1] + np.sqrt(1 - RHO**2) * shocks[t]
    log = np.log(mean) + FIRST * first + SECOND * second + synergy * (first & second) + PUSH * pushed + noise
    controls = pushed[:, None].astype(float) if design is Design.RECORDED else None
    return Weeks(rng.poisson(np.exp(log)).astype(float), first, second, controls)
