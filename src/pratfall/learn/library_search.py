"""Searching the library: what was typed, in either language, by word and by meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pratfall.text.meaning import Shelf, mixed
from pratfall.text.plain import plain

LEAST = 0.12  # likeness from which a text is found


def search(asked: str, texts: Sequence[str], *, most: int = 50) -> tuple[int, ...]:
    """Rows of `texts`, those that hold every word typed (or its beginning) first, then by likeness.

    Nothing typed finds nothing.
    """
    wanted = plain(asked).split()
    if not wanted:
        return ()
    alike = mixed(Shelf(texts).cosines(asked))
    exact = np.array([_holds(plain(text), wanted) for text in texts], dtype=bool)
    order = np.lexsort((np.arange(len(texts)), -alike, ~exact))
    return tuple(row for row in order.tolist() if exact[row] or alike[row] >= LEAST)[:most]


def _holds(text: str, wanted: Sequence[str]) -> bool:
    spaced = f" {text}"
    return all(f" {word}" in spaced or f"'{word}" in spaced for word in wanted)
