"""Where a setback may go."""

from __future__ import annotations

import pytest

from pratfall.respond.lifecycle import TRANSITIONS, State, may_follow


def test_every_state_has_its_row_and_leads_to_known_states() -> None:
    assert set(TRANSITIONS) == set(State)
    assert {after for row in TRANSITIONS.values() for after in row} == set(State) - {State.NOTICED}


@pytest.mark.parametrize("state", State)
def test_no_state_is_a_dead_end_and_none_leads_to_itself(state: State) -> None:
    assert may_follow(state) and state not in may_follow(state)


def test_what_is_closed_can_only_be_reopened() -> None:
    assert may_follow(State.CLOSED) == (State.REOPENED,)


def test_nothing_is_explained_before_it_was_acknowledged() -> None:
    assert set(may_follow(State.NOTICED)) == {State.ACKNOWLEDGED, State.CLOSED}


@pytest.mark.parametrize("state", [state for state in State if state is not State.CLOSED])
def test_from_everywhere_it_can_be_closed(state: State) -> None:
    assert State.CLOSED in may_follow(state)
