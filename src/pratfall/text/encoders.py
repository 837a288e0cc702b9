"""Texts as vectors for heads: one interface, whatever makes them.

An `Encoder` turns texts into rows; its `name` holds the version, and a head taught on one is never used with another.
The one that needs nothing is here: hashed words (Weinberger et al. 2009), damped counts, length one.
Encoders that read files live in reviews/readers, because this room reads none.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Protocol

import numpy as np

from .plain import plain

Array = Any
LONGEST = 1_000
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[^\w\s]")
BUCKETS = 1024


class Encoder(Protocol):
    """`name`: what it is and its version, for every score and every head."""

    name: str
    multilingual: bool  # whether languages the shipped reader does not know mean something to it

    def features(self, texts: Sequence[str]) -> Array:
        """(n, d) float; the same text always gives the same row."""
        ...


class HashedWords:
    """Words and pairs of words in BUCKETS columns, signs from the hash so that collisions cancel on average."""

    name = "words 1"
    multilingual = False

    def features(self, texts: Sequence[str]) -> Array:
        rows = np.zeros((len(texts), BUCKETS), dtype=np.float32)  # tens of thousands fit into memory
        for row, text in zip(rows, texts, strict=True):
            words = WORD.findall(plain(text[:LONGEST]))
            for term in (*words, *(f"{a} {b}" for a, b in pairwise(words))):
                code = zlib.crc32(term.encode("utf-8", "surrogatepass"))
                row[code % BUCKETS] += 1.0 if code >> 31 else -1.0
        rows[:] = np.sign(rows) * np.log1p(np.abs(rows))
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
        rows /= np.where(lengths > 0, lengths, 1.0)
        return rows
