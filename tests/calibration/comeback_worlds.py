"""Accounts with a setback, week by week: 80 weeks before, 26 after, and a truth that is known.

What everybody feels wanders slowly (AR(1), 0.95 a week, spread 0.2 of the log) and is shared with three controls; the
own noise has memory 0.5 and spread 0.12, as weekly means of a few posts have. `step`: two fifths are lost at once and
come back at once after eight weeks; `slow`: three fifths, which halve every four weeks; `never`: two fifths, for good;
`better`: a quarter more from the tenth week on, after a fifth less; `none`: nothing happened. `alone`: no controls.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pratfall.learn.comeback import NEAR, Return, WayBack, ways_back
from tests.calibration.impact_worlds import wander

Array = np.ndarray
BEFORE, AFTER, CONTROLS = 80, 26, 3
SHARED = (0.95, 0.2)  # memory per week, spread
OWN = (0.5, 0.12)
LEVEL = 60.0
WEEK = np.arange(AFTER)
SHAPES = {
    "none": np.ones(AFTER),
    "step": np.where(WEEK < 8, 0.6, 1.0),
    "slow": 1 - 0.6 * 0.5 ** (WEEK / 4),
    "never": np.full(AFTER, 0.6),
    "better": np.where(WEEK < 10, 0.8, 1.25),
}


@dataclass(frozen=True)
class World:
    y: Array  # (S, weeks)
    controls: Array | None  # (S, weeks, k)
    start: int
    ratio: Array  # (AFTER,) true level / former level

    @property
    def back_after(self) -> int | None:
        """First week from which nothing worth naming is lost; None while there is no such week."""
        lost = np.flatnonzero(self.ratio < NEAR)
        week = int(lost[-1]) + 1 if len(lost) else 0
        return week if week < len(self.ratio) else None


def accounts(rng: np.random.Generator, series: int, shape: str, *, alone: bool = False) -> World:
    n, ratio = BEFORE + AFTER, SHAPES[shape]
    shared = wander(rng, (series, n), *SHARED)
    logs = np.log(LEVEL) + shared + wander(rng, (series, n), *OWN)
    logs[:, BEFORE:] += np.log(ratio)
    others = np.log(LEVEL) + shared[:, None] + wander(rng, (series, CONTROLS, n), *OWN)
    return World(np.exp(logs), None if alone else np.exp(np.moveaxis(others, 1, 2)), BEFORE, ratio)


def told(world: World) -> list[WayBack]:
    answers = ways_back(world.y, start=world.start, controls=world.controls)
    assert all(isinstance(answer, WayBack) for answer in answers)
    return [answer for answer in answers if isinstance(answer, WayBack)]


def holds(back: Return, truth: int | None) -> bool:
    """Whether the interval of the return is right."""
    if truth is None:
        return back.latest is None
    return back.earliest <= truth and (back.latest is None or truth <= back.latest)
