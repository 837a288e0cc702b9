"""Many tests of ideas, one after the other: which of their results stand when all of them are paid for?

One test in twenty finds a difference where there is none; a team that runs thirty a year believes in one or two that
are not there. In the order they ended, each result is told or not before the next one (stats/adaptive_discovery.py), so
that at most one in twenty of those told is false. What was told stays told.
"""

from __future__ import annotations

from collections.abc import Sequence

from pratfall.stats.adaptive_discovery import told


def stands(p_values: Sequence[float | None]) -> list[bool]:
    """Of each ended test, in the order they ended, by its `Running.p`; None has no result, and asks nothing."""
    answers = iter(told(p for p in p_values if p is not None))
    return [p is not None and next(answers) for p in p_values]
