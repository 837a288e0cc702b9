"""Regularised logistic regression on hashed pieces and cues: one fit, one thread, the same result every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from scipy.special import expit

from pratfall.text.features import pieces_of, words_of
from pratfall.text.lexicon import Lexicon
from pratfall.text.model import BITS, all_cues, norms

Array = Any
BATCH = 2_000
OFFSETS = np.concatenate([[0], np.cumsum([2**bits for bits in BITS])])
RARITY = 0.5  # power of log(n / texts with the piece) by which rare pieces count more
SEEN = 2  # texts a piece must occur in, or its weight stays 0


@dataclass(frozen=True)
class Seen:
    """Texts as the heads see them, row by row."""

    pieces: Any  # (n, all tables) sparse
    cues: Array  # (n, cues)

    def __getitem__(self, rows: Array) -> Seen:
        return Seen(self.pieces[rows], self.cues[rows])

    def followed_by(self, more: Seen) -> Seen:
        return Seen(sp.vstack([self.pieces, more.pieces]).tocsr(), np.concatenate([self.cues, more.cues]))


@dataclass(frozen=True)
class Head:
    """Weights of one head: of the pieces (dense, all tables one after the other), of the cues, and the bias."""

    pieces: Array
    cues: Array
    bias: float

    def scores(self, seen: Seen) -> Array:
        return seen.pieces @ self.pieces + seen.cues @ self.cues + self.bias


def seen(texts: Sequence[str], lexicon: Lexicon, language: str) -> Seen:
    blocks, cues = [], []
    for start in range(0, len(texts), BATCH):
        words = words_of(texts[start : start + BATCH])
        cues.append(all_cues(words, lexicon, language))
        parts = pieces_of(words)
        tables = []
        for part, norm, bits in zip(parts, norms(parts), BITS, strict=True):
            columns = (part.hashes & np.uint64(2**bits - 1)).astype(np.int32)
            values = np.repeat(norm, np.diff(part.bounds)).astype(np.float32)
            tables.append(sp.csr_matrix((values, columns, part.bounds), shape=(len(norm), 2**bits)))
        blocks.append(sp.hstack(tables).tocsr())
    pieces = sp.vstack(blocks).tocsr()
    pieces.sum_duplicates()
    return Seen(pieces, np.concatenate(cues))


def fit(data: Seen, answer: Array, weight: Array, *, l2: float, l2_cues: float) -> Head:
    counts = np.bincount(data.pieces.indices, minlength=data.pieces.shape[1])
    columns = np.flatnonzero(counts >= SEEN)
    factor = np.log(len(answer) / counts[columns]) ** RARITY
    factor /= np.sqrt((factor**2).mean()) if len(factor) else 1.0
    matrix = sp.hstack([data.pieces[:, columns] @ sp.diags(factor), sp.csr_matrix(data.cues)]).tocsr()
    penalty = np.concatenate([np.full(len(columns), l2), np.full(data.cues.shape[1], l2_cues)])
    solution = _minimised(matrix, np.asarray(answer, dtype=float), weight / weight.sum(), penalty)
    pieces = np.zeros(data.pieces.shape[1])
    pieces[columns] = solution[: len(columns)] * factor
    return Head(pieces, solution[len(columns) : -1], float(solution[-1]))


def fit_cues(cues: Array, answer: Array, weight: Array, *, l2: float) -> tuple[Array, float]:
    """Weights of a few dense columns and the bias."""
    matrix = sp.csr_matrix(cues)
    solution = _minimised(matrix, np.asarray(answer, float), weight / weight.sum(), np.full(cues.shape[1], l2))
    return solution[:-1], float(solution[-1])


def _minimised(matrix: Any, answer: Array, weight: Array, penalty: Array) -> Array:
    turned, width = matrix.T.tocsr(), matrix.shape[1]

    def loss(v: Array) -> tuple[float, Array]:
        z = matrix @ v[:width] + v[width]
        slope = weight * (expit(z) - answer)
        value = (weight * (np.logaddexp(0, z) - answer * z)).sum() + 0.5 * (penalty * v[:width] ** 2).sum()
        return value, np.append(turned @ slope + penalty * v[:width], slope.sum())

    options = {"maxiter": 60, "maxcor": 5}
    return minimize(loss, np.zeros(width + 1), jac=True, method="L-BFGS-B", options=options).x


def balanced(corpus: Array, answer: Array, *, classes: bool = True) -> Array:
    """Weights that let every corpus, and within it both answers if `classes`, count the same."""
    weight = np.zeros(len(answer))
    for name in sorted(set(corpus)):
        for value in (True, False) if classes else (None,):
            rows = (corpus == name) if value is None else (corpus == name) & (answer == value)
            weight[rows] = 1 / max(rows.sum(), 1)
    return weight / weight.sum()


def bytes_of(head: Head) -> tuple[list[Array], Array]:
    """The weights of the pieces as signed bytes per table, and what a unit of each table is worth."""
    tables, scales = [], []
    for start, end in pairwise(OFFSETS.tolist()):
        part = head.pieces[start:end]
        scale = max(float(np.abs(part).max()), 1e-9) / 127
        tables.append(np.round(part / scale).astype(np.int8))
        scales.append(scale)
    return tables, np.array(scales)
