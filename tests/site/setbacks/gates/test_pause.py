from __future__ import annotations

from collections.abc import Callable

import pytest

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.gates import every
from pratfall.site.setbacks.gates.pause import gate
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import pauses
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.services.test_pauses import campaign

pytestmark = pytest.mark.usefixtures("home")


def test_a_pause_is_the_reason_and_names_its_setback(setback: Setback, owner: Membership) -> None:
    planned = campaign(owner)
    assert gate(planned, NOW) is None
    pauses.pause(setback=setback, actor=owner.user, now=NOW)
    refused = gate(planned, NOW)
    assert refused is not None
    assert (refused.code, refused.facts) == ("paused", {"about": setback.title})


def test_it_is_asked_at_every_launch() -> None:
    assert every()["pause"] is gate


def test_a_drill_holds_no_real_campaign_back(make_setback: Callable[..., Setback], owner: Membership) -> None:
    pauses.pause(setback=make_setback(drill=True), actor=owner.user, now=NOW)
    assert gate(campaign(owner), NOW) is None
