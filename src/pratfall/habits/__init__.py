"""One habit per file, each with its number, reference and smallest repair.

readings(scene, *, days) -> Iterator[HabitReading]   the number of whoever it can be asked of, a fault or not
audit(scene) -> Iterator[Finding]                    told of those readings, over its usual days, that have a status

A habit is how a team works, counted in its own posts of late; it is not judged against its past, so that no
chance-finding is paid for. Rules of status in shares.py; every number and source in docs/habits.md.
"""

from __future__ import annotations

from types import ModuleType

from . import (
    abandoned,
    evergreen,
    followers_not_led,
    links_not_tracked,
    no_conversions,
    no_recent_numbers,
    one_way,
    pitch_heavy,
    rarely_posting,
    repeated_content,
    same_everywhere,
    unanswered,
)


def habits() -> tuple[ModuleType, ...]:
    """Every habit, in the order they are told."""
    return (
        abandoned,
        unanswered,
        pitch_heavy,
        one_way,
        rarely_posting,
        repeated_content,
        same_everywhere,
        followers_not_led,
        links_not_tracked,
        no_conversions,
        no_recent_numbers,
        evergreen,
    )
