"""Teams that foretell whether campaigns reach their target, with a truth that is known.

Each campaign has a true chance, Beta with mean `base`; two to six people foretell it. What they say is its log odds,
stretched by `slope` (2: too sure) and shifted by `hope` (1: too hopeful), with an error they share (spread 0.5) and one
of their own (0.5), said in twentieths. Truth is what a hundred thousand campaigns of the same team would show.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import expit, logit

from pratfall.learn.calibration import Calibration, Lean, Predicted, calibration, lean

MANY = 100_000
CONCENTRATION = 4.0
SHARED, OWN = 0.5, 0.5
PEOPLE = (2, 6)


@dataclass(frozen=True)
class Team:
    base: float
    hope: float = 0.0
    slope: float = 1.0


TEAMS = {
    "about right": Team(0.4),
    "about right, hard": Team(0.15),
    "hopeful": Team(0.4, hope=1.0),
    "hopeful, hard": Team(0.15, hope=1.2),
    "hopeful, timid": Team(0.1, hope=1.5, slope=0.5),
    "too sure": Team(0.4, slope=2.5),
    "hopeful, hardest": Team(0.05, hope=2.0),
}


@dataclass(frozen=True)
class Truth:
    optimism: float
    overconfidence: float
    brier: float


def foretold(team: Team, campaigns: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Chances said, whether it happened, and of which campaign: (n,) each."""
    a, b = CONCENTRATION * team.base, CONCENTRATION * (1 - team.base)
    true = rng.beta(a, b, campaigns).clip(0.01, 0.99)
    reached = rng.random(campaigns) < true
    of = np.repeat(np.arange(campaigns), rng.integers(PEOPLE[0], PEOPLE[1] + 1, campaigns))
    odds = team.slope * logit(true) + team.hope + SHARED * rng.normal(size=campaigns)
    said = np.round(expit(odds[of] + OWN * rng.normal(size=len(of))) * 20) / 20
    return said, reached[of], of


@cache
def truth(team: Team) -> Truth:
    p, y, _ = foretold(team, MANY, np.random.default_rng(99))
    right = np.where(p == 0.5, 0.5, (p > 0.5) == y)
    return Truth(float((p - y).mean()), float((np.maximum(p, 1 - p) - right).mean()), float(((p - y) ** 2).mean()))


def told(team: Team, campaigns: int, times: int, rng: np.random.Generator) -> list[Calibration]:
    answers = []
    for _ in range(times):
        rows = zip(*foretold(team, campaigns, rng), strict=True)
        answer = calibration([Predicted(float(p), bool(y), int(c)) for p, y, c in rows])
        assert isinstance(answer, Calibration)
        answers.append(answer)
    return answers


def coverage(answers: Iterable[Calibration], team: Team) -> dict[str, float]:
    """Share of intervals that hold the truth."""
    known = truth(team)
    held = [
        (
            a.optimism.low <= known.optimism <= a.optimism.high,
            a.overconfidence.low <= known.overconfidence <= a.overconfidence.high,
            a.brier.low <= known.brier <= a.brier.high,
        )
        for a in answers
    ]
    return dict(zip(("optimism", "overconfidence", "brier"), np.mean(held, axis=0).tolist(), strict=True))


def claims(answers: Iterable[Calibration]) -> dict[str, float]:
    """How often a direction is told."""
    ways = [(lean(a.optimism), lean(a.overconfidence)) for a in answers]
    return {
        "hopeful": float(np.mean([way is Lean.MORE for way, _ in ways])),
        "cautious": float(np.mean([way is Lean.LESS for way, _ in ways])),
        "sure": float(np.mean([way is Lean.MORE for _, way in ways])),
        "timid": float(np.mean([way is Lean.LESS for _, way in ways])),
    }
