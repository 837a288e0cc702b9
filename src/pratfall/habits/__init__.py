"""One habit per file: audit(scene) -> Iterator[Finding], each with its number, reference and smallest repair.

A habit is how a team works, counted in its own posts of late; it is not judged against its past, so that no
chance-finding is paid for. Rules of status in shares.py; every number and source in docs/habits.md.
"""

from __future__ import annotations

from types import ModuleType

from pratfall.records.findings import Finding
from pratfall.records.scene import Scene

from . import (
    abandoned,
    followers_not_led,
    links_not_tracked,
    no_conversions,
    no_recent_numbers,
    one_way,
    pitch_heavy,
    rarely_posting,
    repeated_content,
    unanswered,
)

HABITS: tuple[ModuleType, ...] = (
    abandoned,
    unanswered,
    pitch_heavy,
    one_way,
    rarely_posting,
    repeated_content,
    followers_not_led,
    links_not_tracked,
    no_conversions,
    no_recent_numbers,
)


def audit_all(scene: Scene) -> tuple[Finding, ...]:
    """What every habit finds, habits in the order above, accounts in the scene's order."""
    return tuple(finding for habit in HABITS for finding in habit.audit(scene))
