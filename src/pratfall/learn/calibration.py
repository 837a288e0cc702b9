"""Do chances that were foretold come true? Brier's score with its parts, and which way a team errs.

    calibration([Predicted(0.8, False, campaign=1), Predicted(0.35, False, campaign=1), ...], rng=rng)

optimism         mean (p - y): how much more often it was foretold than happened
overconfidence   mean (confidence - right), confidence = max(p, 1 - p), right = 1 where the likelier half came true
                 (one half for p = 1/2): positive is too far from one half, negative too near
                 (Lichtenstein, Fischhoff & Phillips 1982)
parts            CORP: miscalibration - discrimination + uncertainty (stats/brier.py); Murphy's beside them
points           per distinct chance how often it happened, on the rising curve that fits best, and how far luck alone
                 carries that curve where every chance is right

Every interval counts campaigns, not predictions: everybody foretells the same ones (stats/cluster_mean.py). Below
FEWEST campaigns nothing is said. Kinds are asked together: with k of them each interval is at 1 - 0.05 / k, so that all
hold together (Bonferroni).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.stats.brier import Parts, consistency, corp, murphy, recalibrated
from pratfall.stats.cluster_mean import cluster_mean
from pratfall.stats.shares import wilson

FEWEST = 8  # campaigns: below, intervals are wider than anything anybody could act on
FEWEST_FOR_BASE = 5
LEVEL = 0.95
METHOD = "cluster_mean"
Floats = NDArray[np.float64]


class Lean(StrEnum):
    """What an interval says of the direction; only the first and the last claim anything."""

    LESS = "less"  # all of it below zero
    OPEN = "open"
    MORE = "more"


@dataclass(frozen=True)
class Predicted:
    """One prediction of a campaign that is over. `kinds`: (family, code), as ("boldness", "radical")."""

    probability: float
    happened: bool
    campaign: int
    kinds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PointOfDiagram:
    """`foretold`: a chance that was said `n` times; `came`: how often it then happened, on the fitted curve.

    `low`, `high`: between which luck alone leaves the curve, None where no band was asked for.
    """

    foretold: float
    n: int
    came: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """`parts`: CORP; `murphy`: by distinct chances. `came`: share of campaigns that reached it, with its interval."""

    brier: Estimate
    parts: Parts
    murphy: Parts
    optimism: Estimate
    overconfidence: Estimate
    foretold: float
    came: Estimate
    points: tuple[PointOfDiagram, ...]
    campaigns: int
    predictions: int
    method: str = METHOD

    @property
    def worth(self) -> float:
        """Share of the score of always saying the base rate that the predictions save; below 0 they are worse."""
        base = self.parts.uncertainty
        return 1.0 - self.parts.score / base if base > 0.0 else 0.0


@dataclass(frozen=True)
class OfKind:
    """One kind of campaign; its optimism at a level at which all kinds hold together."""

    family: str
    code: str
    campaigns: int
    optimism: Estimate | NotEnoughData


def calibration(
    predictions: Sequence[Predicted], *, rng: np.random.Generator | None = None, level: float = LEVEL
) -> Calibration | NotEnoughData:
    """`rng` draws the band of the diagram; without one there is none."""
    campaigns = len({prediction.campaign for prediction in predictions})
    if campaigns < FEWEST:
        return NotEnoughData(FEWEST, campaigns, "campaigns")
    p, y, cluster = _columns(predictions)
    return Calibration(
        brier=_estimate((p - y) ** 2, cluster, float(((1 - p) ** 2).mean()), float((p**2).mean()), level, least=0.0),
        parts=corp(p, y),
        murphy=murphy(p, y),
        optimism=_optimism(p, y, cluster, level),
        overconfidence=_overconfidence(p, y, cluster, level),
        foretold=float(p.mean()),
        came=_came(predictions, level),
        points=_points(p, y, cluster, rng, level),
        campaigns=campaigns,
        predictions=len(p),
    )


def by_kind(predictions: Sequence[Predicted]) -> tuple[OfKind, ...]:
    """Every kind, in order of family and code, but those of all campaigns: they are the whole, not a part of it."""
    kinds = sorted({kind for one in predictions for kind in one.kinds if any(kind not in p.kinds for p in predictions)})
    told = [(kind, [p for p in predictions if kind in p.kinds]) for kind in kinds]
    known = sum(_campaigns(of) >= FEWEST for _, of in told)
    level = 1.0 - (1.0 - LEVEL) / max(known, 1)
    return tuple(OfKind(family, code, _campaigns(of), _optimism_of(of, level)) for (family, code), of in told)


def base_rate(reached: Iterable[bool]) -> Estimate | NotEnoughData:
    """How often campaigns reached their target, one answer each, with Wilson's interval."""
    answers = list(reached)
    if len(answers) < FEWEST_FOR_BASE:
        return NotEnoughData(FEWEST_FOR_BASE, len(answers), "campaigns")
    return _share(sum(answers), len(answers), LEVEL)


def lean(estimate: Estimate) -> Lean:
    if estimate.low > 0.0:
        return Lean.MORE
    return Lean.LESS if estimate.high < 0.0 else Lean.OPEN


def _columns(predictions: Sequence[Predicted]) -> tuple[Floats, Floats, NDArray[np.int64]]:
    p = np.array([prediction.probability for prediction in predictions], dtype=float)
    y = np.array([prediction.happened for prediction in predictions], dtype=float)
    return p, y, np.array([prediction.campaign for prediction in predictions], dtype=np.int64)


def _optimism(p: Floats, y: Floats, cluster: NDArray[np.int64], level: float) -> Estimate:
    said = float(p.mean())
    return _estimate(p - y, cluster, said - 1.0, said, level)


def _overconfidence(p: Floats, y: Floats, cluster: NDArray[np.int64], level: float) -> Estimate:
    """The two imaginary campaigns of the interval: one in which the likelier half came true, and one in which not."""
    confidence = np.maximum(p, 1.0 - p)
    right = np.where(p == 0.5, 0.5, (p > 0.5) == (y == 1.0))
    said = float(confidence.mean())
    return _estimate(confidence - right, cluster, said - 1.0, said, level)


def _estimate(
    values: Floats,
    cluster: NDArray[np.int64],
    happened: float,
    failed: float,
    level: float,
    *,
    least: float = -1.0,
) -> Estimate:
    """None of these numbers can leave `least` to 1."""
    mean = cluster_mean(values, cluster, happened=happened, failed=failed, level=level)
    return Estimate(mean.value, max(mean.low, least), min(mean.high, 1.0), Unit.SHARE, level)


def _came(predictions: Sequence[Predicted], level: float) -> Estimate:
    """Of campaigns, each once however many foretold it."""
    reached = {prediction.campaign: prediction.happened for prediction in predictions}
    return _share(sum(reached.values()), len(reached), level)


def _share(part: int, whole: int, level: float) -> Estimate:
    low, high = wilson(part, whole, level=level)
    return Estimate(part / whole, low, high, Unit.SHARE, level)


def _points(
    p: Floats, y: Floats, cluster: NDArray[np.int64], rng: np.random.Generator | None, level: float
) -> tuple[PointOfDiagram, ...]:
    values, first, n = np.unique(p, return_index=True, return_counts=True)
    came = recalibrated(p, y)[first]
    if rng is None:
        return tuple(PointOfDiagram(float(v), int(k), float(c)) for v, k, c in zip(values, n, came, strict=True))
    _, low, high = consistency(p, cluster, rng, level=level)
    rows = zip(values, n, came, low, high, strict=True)
    return tuple(PointOfDiagram(float(v), int(k), float(c), float(a), float(b)) for v, k, c, a, b in rows)


def _campaigns(predictions: Sequence[Predicted]) -> int:
    return len({prediction.campaign for prediction in predictions})


def _optimism_of(predictions: Sequence[Predicted], level: float) -> Estimate | NotEnoughData:
    if _campaigns(predictions) < FEWEST:
        return NotEnoughData(FEWEST, _campaigns(predictions), "campaigns")
    return _optimism(*_columns(predictions), level)
