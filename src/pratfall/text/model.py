"""The embedded model: weights of linear heads over hashed pieces of text, in one small file of the package.

Each head is a logistic regression (Platt-calibrated) on words, pairs of words, pieces of words and cues. The weights
of the pieces are one signed byte each, with one scale per head and kind of piece. The file is a line of JSON that
describes the arrays, and the arrays, compressed; `training/train_reader.py` writes it, the same bytes every time.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from .features import Pieces, Words, pieces_of
from .lexicon import NAMES, Lexicon, cues

Array = Any
HEADS = ("polarity", "neutral", "anger", "complaint", "praise")
BITS = (16, 17, 15, 16, 17)  # of the table of words, of pairs, of pieces of 3, 4 and 5 letters
MAGIC = b"pratfall text model\n"


@dataclass(frozen=True)
class Reader:
    """What reads one language."""

    lexicon: Lexicon
    tables: tuple[Array, ...]  # per kind of piece (2 ** bits, heads) int8
    scales: Array  # (kinds, heads) float: what one unit of a table is worth
    cues: Array  # (cues, heads) float
    bias: Array  # (heads,)
    slope: Array  # (heads,) Platt: probability = 1 / (1 + exp(-(slope * score + shift)))
    shift: Array  # (heads,)


@dataclass(frozen=True)
class Model:
    name: str
    pair: tuple[str, str]  # the two languages `log_odds` tells apart, the second one positive
    vocabulary: Array  # (v,) sorted uint64
    log_odds: Array  # (v,) float
    readers: Mapping[str, Reader]
    measured: Mapping[str, Any]  # what the training script measured: shares, ranks, errors


@cache
def load() -> Model:
    return loads((resources.files("pratfall.text") / "models" / "embedded.bin").read_bytes())


def loads(blob: bytes) -> Model:
    head, arrays = _unpacked(blob)
    readers = {}
    for code in head["languages"]:
        get = {name.removeprefix(f"{code}."): array for name, array in arrays.items() if name.startswith(f"{code}.")}
        lexicon = Lexicon(
            get["lexicon"], get["valence"].astype(np.float32) / 25, get["taught"], get["taught_values"] / np.float32(32)
        )
        readers[code] = Reader(
            lexicon,
            tuple(get[f"table{kind}"] for kind in range(len(BITS))),
            *(get[name].astype(np.float64) for name in ("scales", "cues", "bias", "slope", "shift")),
        )
    return Model(
        head["name"],
        tuple(head["pair"]),
        arrays["vocabulary"],
        arrays["log_odds"].astype(np.float32) / 20,
        readers,
        head["measured"],
    )


def dumps(head: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    """`head` without the description of `arrays`, which is added."""
    described = [[name, a.dtype.str, list(a.shape)] for name, a in sorted(arrays.items())]
    line = json.dumps({**head, "arrays": described}, sort_keys=True).encode() + b"\n"
    body = b"".join(np.ascontiguousarray(a).tobytes() for _, a in sorted(arrays.items()))
    return MAGIC + line + zlib.compress(body, 9)


def _unpacked(blob: bytes) -> tuple[dict[str, Any], dict[str, Array]]:
    if not blob.startswith(MAGIC):
        raise ValueError("not a text model")
    end = blob.index(b"\n", len(MAGIC))
    head = json.loads(blob[len(MAGIC) : end])
    body, at, arrays = zlib.decompress(blob[end + 1 :]), 0, {}
    for name, kind, shape in head["arrays"]:
        count = int(np.prod(shape))
        arrays[name] = np.frombuffer(body, dtype=kind, count=count, offset=at).reshape(shape)
        at += count * np.dtype(kind).itemsize
    return head, arrays


def scores(words: Words, reader: Reader, cues_of: Array) -> Array:
    """(k, heads): scores before calibration. `cues_of`: what `all_cues` found in the same words."""
    total = cues_of @ reader.cues + reader.bias
    pieces = pieces_of(words)
    for part, table, scale, norm in zip(pieces, reader.tables, reader.scales, norms(pieces), strict=True):
        total += _summed(part, table) * norm[:, None] * scale
    return total


def probabilities(raw: Array, reader: Reader) -> Array:
    """(k, heads): calibrated."""
    calm: Array = 1 / (1 + np.exp(-np.clip(raw * reader.slope + reader.shift, -30, 30)))
    return calm


def all_cues(words: Words, lexicon: Lexicon, language: str) -> Array:
    """(k, cues): those of the lexicon, and the few products that tell a plain text from a mixed one."""
    found = cues(words, lexicon, language)
    at = {name: NAMES.index(name) for name in NAMES}
    extra = (
        found[:, at["positive"]] * found[:, at["negative"]],
        np.abs(found[:, at["compound"]]),
        np.abs(found[:, at["taught"]]),
        found[:, at["charged_words"]] == 0,
    )
    return np.column_stack([found, *extra])


def norms(pieces: tuple[Pieces, ...]) -> list[Array]:
    """Per kind (k,): one over the root of how many a text has; pieces of letters count together."""
    counts = [np.diff(part.bounds) for part in pieces]
    inner = sum(counts[2:])
    return [1 / np.sqrt(np.maximum(count if kind < 2 else inner, 1)) for kind, count in enumerate(counts)]


def _summed(part: Pieces, table: Array) -> Array:
    """(k, heads): the sum of the rows its hashes choose, per text."""
    rows = table[(part.hashes & np.uint64(len(table) - 1)).astype(np.int64)]
    sums = np.zeros((len(rows) + 1, table.shape[1]), dtype=np.int32)
    np.cumsum(rows, axis=0, dtype=np.int32, out=sums[1:])
    return sums[part.bounds[1:]] - sums[part.bounds[:-1]]
