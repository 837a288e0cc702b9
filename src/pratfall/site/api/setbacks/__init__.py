"""Setbacks for programs: everything the pages of a room do, one file per part, through the same services."""

from . import (
    allies,
    causes,
    debrief,
    evidence,
    ledger,
    opening,
    own_sheet,
    pausing,
    prevention,
    public,
    recovery,
    replies,
    statements,
    steering,
)

ROUTERS = tuple(
    part.router
    for part in (
        opening,
        steering,
        statements,
        pausing,
        evidence,
        causes,
        ledger,
        replies,
        public,
        allies,
        debrief,
        own_sheet,
        prevention,
        recovery,
    )
)
