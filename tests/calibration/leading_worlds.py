"""A year of two accounts, day by day: the one sometimes points to the other, which wins followers of its own too.

The other's new followers are counts (negative binomial) around a level that wanders slowly (AR(1), 0.97 a day, spread
0.3 of the log) with noise of memory 0.4 and spread 0.25, fewer at weekends; its own posts bring 30 % more for two days.
The one posts every second day; pointing is three times as likely on days the other posts. `truth`: what a pointing
post multiplies the three days from it by. `Behind.PUSH`: 15 unrecorded pushes of five days bring 60 % more, and most of
them are pointed to on their third day; `SAME_DAY`: on their first; `RECORDED`: the same, entered by the team.
"""

from __future__ import annotations

from enum import Enum

import numpy as np

from pratfall.learn.leading import AFTER_DAYS, Pair
from tests.calibration.impact_worlds import wander

DAYS = 364
WEEKDAY = np.array([0.1, 0.1, 0.05, 0.0, 0.0, -0.2, -0.3])
SCATTER = 10.0  # of the negative binomial: variance m + m^2 / 10
OWN_POST, PUSH = 1.3, 1.6
PUSHES, PUSH_DAYS = 15, 5


class Behind(Enum):
    NOTHING = "nothing"
    PUSH = "push"
    SAME_DAY = "same day"
    RECORDED = "recorded"


def pair(
    rng: np.random.Generator,
    truth: float = 1.0,
    behind: Behind = Behind.NOTHING,
    *,
    level: float = 6.0,
    often: float = 1.0,
) -> Pair:
    """`level`: new followers a day; `often`: times as many pointing posts."""
    own = (rng.random(DAYS) < 0.4).astype(float)
    posted = (rng.random(DAYS) < 0.5).astype(float)
    pointing = posted * (rng.random(DAYS) < often * np.where(own > 0, 0.18, 0.06))
    pushed = np.zeros(DAYS)
    if behind is not Behind.NOTHING:
        for start in np.sort(rng.choice(DAYS - 10, PUSHES, replace=False)).tolist():
            pushed[start : start + PUSH_DAYS] = 1.0
            day = start if behind in (Behind.SAME_DAY, Behind.RECORDED) else start + 2
            if rng.random() < 0.8:
                posted[day] = pointing[day] = 1.0
    log = np.log(level) + wander(rng, (DAYS,), 0.97, 0.3) + wander(rng, (DAYS,), 0.4, 0.25)
    log += WEEKDAY[np.arange(DAYS) % 7] + np.log(PUSH) * pushed
    log += np.log(OWN_POST) * _after(own, 2) + np.log(truth) * _after(pointing, AFTER_DAYS)
    mean = np.exp(log)
    won = rng.negative_binomial(SCATTER, SCATTER / (SCATTER + mean)).astype(float)
    controls = pushed[:, None] if behind is Behind.RECORDED else None
    return Pair(won, pointing, own, posted, controls)


def _after(posts: np.ndarray, days: int) -> np.ndarray:
    return np.convolve(posts, np.ones(days))[: len(posts)] > 0
