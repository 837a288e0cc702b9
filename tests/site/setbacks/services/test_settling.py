"""What is done on its own page is ticked in the room: the one next thing is never what somebody has just done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import PausedPlace, ProofKind, Setback
from pratfall.site.setbacks.services import freezing, pauses, preventions, states, steps

from ..conftest import NOW


@pytest.fixture
def laid(home: object, setback: Setback) -> Setback:
    steps.lay(setback, "crisis_in_public", NOW)
    return setback


def done(setback: Setback) -> set[str]:
    ticked = setback.steps.exclude(done_at=None).values_list("key", flat=True)
    return {key.partition(":")[2] for key in ticked}


def test_a_pause_ticks_its_step_once_nothing_is_left_elsewhere(laid: Setback, owner: Membership) -> None:
    pause = pauses.pause(setback=laid, actor=owner.user, now=NOW)
    places = list(PausedPlace.objects.filter(pause=pause))
    for place in places:
        assert done(laid) == set()
        pauses.tick(paused=place, actor=owner.user, done=True, now=NOW)
    assert done(laid) == {"pause"}


def test_a_freeze_a_state_and_a_promise_tick_theirs(laid: Setback, owner: Membership) -> None:
    freezing.freeze(setback=laid, actor=owner.user, now=NOW)
    assert done(laid) == {"freeze"}
    for state in ("acknowledged", "explained"):
        states.move(setback=laid, actor=owner.user, to=state, seen=laid.version, now=NOW)
    assert done(laid) == {"freeze", "explain"}
    action = {"words": "Two people look", "kind": ProofKind.CHECK, "check_words": "Two people looked"}
    preventions.promise(setback=laid, actor=owner.user, action=preventions.Action(**action), now=NOW)  # type: ignore[arg-type]
    assert "prevent" not in done(laid), "nobody owns it yet"
    whole = preventions.Action(**action, owner=owner.user, due=(NOW + timedelta(days=30)).date())  # type: ignore[arg-type]
    preventions.promise(setback=laid, actor=owner.user, action=whole, now=NOW)
    assert done(laid) == {"freeze", "explain", "prevent"}
