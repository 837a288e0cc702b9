"""The debrief on the timeline: opened and closed, and nobody's thoughts."""

from __future__ import annotations

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import debriefs, thoughts, voices
from pratfall.site.setbacks.timeline import debrief as source
from pratfall.site.setbacks.timeline import sources, timeline
from tests.site.setbacks.conftest import NOW


def test_a_setback_without_a_debrief_says_nothing(setback: Setback) -> None:
    assert list(source.items(setback)) == [] and sources()["debrief"] is source


def test_it_tells_when_it_was_opened_and_closed_and_no_thought(setback: Setback, owner: Membership) -> None:
    debrief = debriefs.begin(setback=setback, actor=owner.user, now=NOW)
    mine = voices.join(debrief=debrief, user=owner.user, now=NOW)
    thoughts.write(voice=mine, kind="cause", text="a private thought", now=NOW)
    voices.hand_in(voice=mine, now=NOW)
    debriefs.gather(debrief=debrief, actor=owner.user, seen=1, now=NOW)
    debriefs.close(
        debrief=debrief, actor=owner.user, seen=2, now=NOW, summary="We look twice.", no_outsider_because="nobody came"
    )
    told = timeline(setback, of=["debrief"])
    assert {item.kind for item in told} == {"debrief_opened", "debrief_closed_without"}
    assert "a private thought" not in repr(told)
    assert [item.kind for item in timeline(setback, role=Role.GUEST, of=["debrief"])] == ["debrief_opened"]
