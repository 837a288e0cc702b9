"""A benchmark is a list of parts, each a function that prints; names on the command line choose among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def run(parts: Sequence[Callable[[], None]], names: Sequence[str]) -> None:
    """Those named, or all."""
    for part in parts:
        if not names or part.__name__ in names:
            print(part.__name__, flush=True)
            part()
