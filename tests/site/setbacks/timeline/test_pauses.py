from __future__ import annotations

import pytest

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import pauses
from pratfall.site.setbacks.timeline.pauses import items
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.services.test_pauses import State, campaign

pytestmark = pytest.mark.usefixtures("home")


def test_a_pause_its_ticks_its_exception_and_its_end_stand_on_the_timeline(setback: Setback, owner: Membership) -> None:
    running = campaign(owner, state=State.RUNNING)
    pause = pauses.pause(setback=setback, actor=owner.user, now=NOW, why="We answer people first.")
    for place in ("x", f"campaign:{running.pk}"):
        pauses.tick(paused=pause.places.get(place=place), actor=owner.user, done=True, now=NOW)
    pauses.allow(pause=pause, campaign=campaign(owner, "Spring"), actor=owner.user, now=NOW)
    pauses.lift(pause=pause, actor=owner.user, now=NOW)
    found = {item.kind: item for item in items(setback)}
    assert set(found) == {
        "pause_begun",
        "pause_place_done",
        "pause_campaign_done",
        "pause_launch_allowed",
        "pause_lifted",
    }
    assert found["pause_begun"].text == "We answer people first."
    assert found["pause_place_done"].facts == {"place": "x"}
