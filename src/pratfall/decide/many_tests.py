"""Many tests of ideas, one after the other: which of their results stand when all of them are paid for?

One test in twenty finds a difference where there is none; a team that runs thirty a year believes in one or two that
are not there. In the order they ended, each result is told or not before the next one (stats/adaptive_discovery.py), so
that at most one in twenty of those told is false. What was told stays told.
"""

from __future__ import annotations

from collections.abc import Sequence

from pratfall.stats.adaptive_discovery import told

from .ideas import Running, State


def stands(ended: Sequence[Running]) -> list[bool]:
    """Of each ended test, in the order they ended; a test out of balance has no result, and asks nothing."""
    asked = [test.state is not State.UNBALANCED for test in ended]
    answers = iter(told(test.p for test, one in zip(ended, asked, strict=True) if one))
    return [one and next(answers) for one in asked]
