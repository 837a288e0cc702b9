"""Which kinds of posts do better or worse than usual, all else equal, and does knowing that help out of time?

    log(1 + response) = level(t) + one effect per kind of each feature + one per pair of kinds + error

fitted by `pooled_effects`: every kind is drawn towards none. The level is a random walk in steps of 50 posts, so that a
kind that was tried only lately is not given what everything did lately. Answers are average effects, all else equal
(Robins 1986): every post is given the kind in turn and otherwise left as it is,

    ratio = exp( mean_i effect of post i with the kind - mean_i effect of post i )

A kind is told when its two-sided p passes Benjamini-Hochberg at 10 % among all that were looked at, and its interval is
widened for having been chosen (false coverage rate 5 %). A pair of kinds is told only where it says more than
each of its kinds alone. Whether the account's past says anything of its future is measured out of time: models fitted
on what was known foretell the next posts, against the median of the 30 posts before (rolling origin, Tashman 2000;
never random folds, in which tomorrow explains today).

Limits: what was not posted cannot be known; what goes with a kind and was not measured (effort, news) is in its ratio.
Source: Gelman & Hill 2007; Benjamini & Yekutieli 2005.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri, stdtrit

from .false_discovery import coverage_level, discoveries
from .pooled_effects import FLAT, FORETELLING, INTERVALS, Fit, fit
from .segments import Floats, Ints

LEVEL_POSTS = 50  # a step of the drifting level; chosen by rolling origin
FEWEST_OF_KIND = 5  # posts; rarer kinds are counted as OTHER
FEWEST_TOLD = 8
OTHER = ""
FALSE_SHARE = 0.10
RECENT = 30  # posts whose median is the forecast to beat
FIRST_ORIGIN, BLOCKS = 0.5, 5
BLOCK_POSTS = 10  # neighbouring posts resemble each other: errors are compared by tens

Kinds = NDArray[np.object_]
Where = tuple[tuple[str, str], ...]
Block = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Effect:
    """`ratio` over the usual with its interval at `level`; `n` posts of the kind."""

    where: Where
    n: int
    ratio: float
    low: float
    high: float
    level: float
    p: float


@dataclass(frozen=True)
class Skill:
    """Out of time, over `n` posts: part of the error of the recent median that is saved (with 90 % interval), and how
    often the better of two posts was foretold (0.5: never better than chance)."""

    gain: float
    low: float
    high: float
    concordance: float
    n: int


@dataclass(frozen=True)
class Design:
    """`x` (n, p) columns and the `factor` (p,) each belongs to: FLAT, 0 for steps of the level, then one per block.

    `blocks`: features and their kinds, in the order of columns. `kinds`: (n,) by feature. `share`: of posts, by kind.
    """

    x: Floats
    factor: Ints
    blocks: tuple[Block, ...]
    kinds: Mapping[str, Kinds]
    share: Mapping[str, Mapping[str, float]]


def design(features: Mapping[str, Kinds], pairs: Sequence[tuple[str, str]]) -> Design:
    """Columns of posts in order of publication. `features`: (n,) kinds by name; those of one kind only are left out."""
    n = len(next(iter(features.values())))
    kinds, share = {}, {}
    for name, values in features.items():
        gathered, counts = _gathered(values)
        if len(counts) > 1:
            kinds[name], share[name] = gathered, {kind: count / n for kind, count in counts.items()}
    steps = np.arange(LEVEL_POSTS, n, LEVEL_POSTS)
    parts = [np.ones((n, 1)), (np.arange(n)[:, None] >= steps).astype(float)]
    blocks: list[Block] = []
    for names in [(name,) for name in kinds] + [pair for pair in pairs if set(pair) <= set(kinds)]:
        found = list(product(*(sorted(share[name]) for name in names)))
        columns = [np.logical_and.reduce([kinds[f] == k for f, k in zip(names, kind, strict=True)]) for kind in found]
        used = [i for i, column in enumerate(columns) if column.any()]
        parts.append(np.column_stack([columns[i] for i in used]).astype(float))
        blocks.append((names, tuple(found[i] for i in used)))
    widths = [part.shape[1] for part in parts[1:]]
    factor = np.concatenate([[FLAT], np.repeat(np.arange(len(widths)), widths)]).astype(np.int64)
    return Design(np.hstack(parts), factor, tuple(blocks), kinds, share)


def _gathered(values: Kinds) -> tuple[Kinds, dict[str, int]]:
    """Rare kinds as OTHER, and how many posts each kind has."""
    found, place, count = np.unique(values.astype(str), return_inverse=True, return_counts=True)
    names = np.where(count >= FEWEST_OF_KIND, found, OTHER).astype(object)
    counts: dict[str, int] = {}
    for name, n in zip(names.tolist(), count.tolist(), strict=True):
        counts[name] = counts.get(name, 0) + n
    return names[place], counts


def foretold(made: Design, y: Floats, known: int, until: int) -> Floats:
    """What posts `known` to `until` would reach, from the first `known` posts alone."""
    seen = np.abs(made.x[:known]).sum(axis=0) > 0
    _, factor = np.unique(made.factor[seen], return_inverse=True)
    fitted = fit(made.x[:known, seen], y[:known], factor.astype(np.int64) - 1, FORETELLING)
    return np.asarray(made.x[known:until, seen] @ fitted.effect)


def skill(made: Design, y: Floats) -> Skill:
    """How well the newer half is foretold, in five steps, each from all that went before."""
    origins = np.linspace(FIRST_ORIGIN * len(y), len(y), BLOCKS + 1).astype(int)
    spans = list(zip(origins[:-1].tolist(), origins[1:].tolist(), strict=True))
    said = np.concatenate([foretold(made, y, start, end) for start, end in spans])
    usual = np.concatenate([np.full(end - start, np.median(y[max(start - RECENT, 0) : start])) for start, end in spans])
    truth = y[origins[0] :]
    worst = np.abs(truth - usual)
    saved = _by_tens(worst - np.abs(truth - said))
    half = float(stdtrit(len(saved) - 1, 0.95) * saved.std(ddof=1) / np.sqrt(len(saved)))
    scale = max(float(worst.mean()), 1e-9)
    gain = float((worst - np.abs(truth - said)).mean()) / scale
    return Skill(gain, gain - half / scale, gain + half / scale, concordance(said, truth), len(truth))


def _by_tens(values: Floats) -> Floats:
    return np.array([part.mean() for part in np.array_split(values, max(len(values) // BLOCK_POSTS, 2))])


def concordance(said: Floats, truth: Floats) -> float:
    """How often, of two posts that differ, the one foretold to be better was (ties count half)."""
    pairs = np.sign(truth[:, None] - truth) * np.sign(said[:, None] - said)
    differ = np.sign(truth[:, None] - truth) != 0
    return float(0.5 + pairs[differ].mean() / 2.0) if differ.any() else 0.5


def effects(made: Design, y: Floats, looked_at: Sequence[tuple[str, ...]]) -> tuple[Effect, ...]:
    """Kinds told, strongest first. `looked_at`: features, alone or together, whose kinds are candidates."""
    fitted = fit(made.x, y, made.factor, INTERVALS)
    cells = [cell for names in looked_at if set(names) <= set(made.kinds) for cell in _cells(made, names)]
    if not cells:
        return ()
    rows = np.array([_contrast(made, where) for where, _ in cells])
    value, error = rows @ fitted.effect, np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", rows, fitted.covariance, rows), 0))
    p = 2.0 * ndtr(-np.abs(value) / np.maximum(error, 1e-12))
    found = np.flatnonzero(discoveries(p, share=FALSE_SHARE))
    found = found[np.argsort(p[found], kind="stable")]
    told = _worth_telling(cells, rows, fitted, found.tolist())
    told, level = _apart_from_none(told, value, error, len(cells))
    half = float(ndtri(0.5 + level / 2.0))
    return tuple(_effect(cells[i], float(value[i]), half * float(error[i]), level, float(p[i])) for i in told)


def _apart_from_none(told: list[int], value: Floats, error: Floats, asked: int) -> tuple[list[int], float]:
    """Those whose interval, widened for how many are told, leaves out "as usual"; and its level."""
    while told:
        level = coverage_level(len(told), 1.0 / asked)
        half = float(ndtri(0.5 + level / 2.0))
        kept = [i for i in told if abs(value[i]) > half * error[i]]
        if len(kept) == len(told):
            return told, level
        told = kept
    return [], 0.95


def _effect(cell: tuple[Where, int], value: float, half: float, level: float, p: float) -> Effect:
    ratio, low, high = np.exp([value, value - half, value + half]).tolist()
    return Effect(*cell, ratio, low, high, level, p)


def _cells(made: Design, names: tuple[str, ...]) -> list[tuple[Where, int]]:
    """Kinds of these features that enough posts are of."""
    found = []
    for kinds in product(*(sorted(made.share[name].keys() - {OTHER}) for name in names)):
        n = int(np.logical_and.reduce([made.kinds[name] == k for name, k in zip(names, kinds, strict=True)]).sum())
        if n >= FEWEST_TOLD:
            found.append((tuple(zip(names, kinds, strict=True)), n))
    return found


def _contrast(made: Design, where: Where) -> Floats:
    """The mean post given these kinds, less the mean post."""
    given, row = dict(where), np.zeros(made.x.shape[1])
    at = int(np.searchsorted(made.factor, 1))
    for names, found in made.blocks:
        block = slice(at, at + len(found))
        at += len(found)
        if not given.keys() & set(names):
            continue
        then = [prod(_part(made, given, name, kind[i]) for i, name in enumerate(names)) for kind in found]
        row[block] = np.array(then) - made.x[:, block].mean(axis=0)
    return row


def _part(made: Design, given: Mapping[str, str], name: str, kind: str) -> float:
    """Of all posts, given these kinds, those of one kind of a feature."""
    return float(given[name] == kind) if name in given else made.share[name][kind]


def _worth_telling(cells: Sequence[tuple[Where, int]], rows: Floats, fitted: Fit, found: Sequence[int]) -> list[int]:
    """Kinds alone first; a combination only where it goes further than each told part of it, or no part is told."""
    told: list[int] = []
    for i in sorted(found, key=lambda i: len(cells[i][0])):
        parts = [j for j in told if set(cells[j][0]) < set(cells[i][0])]
        if all(_goes_further(rows[i], rows[j], fitted) for j in parts):
            told.append(i)
    return sorted(told, key=found.index)


def _goes_further(row: Floats, part: Floats, fitted: Fit) -> bool:
    more, error = fitted.contrast(row - part)
    return more * fitted.contrast(part)[0] > 0 and abs(more) > 1.96 * error
