"""Where a setback stands, and where it may go from there. The only table of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """NOTICED        somebody, or Pratfall, saw it
    ACKNOWLEDGED   we said in public that we saw it
    INVESTIGATING  we are finding out what happened
    EXPLAINED      we said what happened and why
    FIXING         what has to change is being changed
    RECOVERING     changed; whether people come back is being measured
    CLOSED         over; prevention is still followed through
    REOPENED       it was closed and is not over
    """

    NOTICED = "noticed"
    ACKNOWLEDGED = "acknowledged"
    INVESTIGATING = "investigating"
    EXPLAINED = "explained"
    FIXING = "fixing"
    RECOVERING = "recovering"
    CLOSED = "closed"
    REOPENED = "reopened"


_ON_THE_WAY = (State.INVESTIGATING, State.EXPLAINED, State.FIXING, State.RECOVERING)

# Forward by any number of steps, for a small mistake is explained with the first word; back where something new
# turns up. Nobody gets past the first word: what was never acknowledged can only be closed.
TRANSITIONS: Mapping[State, tuple[State, ...]] = {
    State.NOTICED: (State.ACKNOWLEDGED, State.CLOSED),
    State.ACKNOWLEDGED: (*_ON_THE_WAY, State.CLOSED),
    State.INVESTIGATING: (State.EXPLAINED, State.FIXING, State.RECOVERING, State.CLOSED),
    State.EXPLAINED: (State.INVESTIGATING, State.FIXING, State.RECOVERING, State.CLOSED),
    State.FIXING: (State.INVESTIGATING, State.EXPLAINED, State.RECOVERING, State.CLOSED),
    State.RECOVERING: (State.INVESTIGATING, State.FIXING, State.CLOSED),
    State.CLOSED: (State.REOPENED,),
    State.REOPENED: (State.ACKNOWLEDGED, *_ON_THE_WAY, State.CLOSED),
}


def may_follow(state: State) -> tuple[State, ...]:
    """Where a setback may go from `state`, the usual way first."""
    return TRANSITIONS[state]
