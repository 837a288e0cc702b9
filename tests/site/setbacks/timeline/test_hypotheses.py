"""What people thought, on the timeline."""

from __future__ import annotations

from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Hypothesis, Setback
from pratfall.site.setbacks.timeline import hypotheses, timeline
from tests.site.setbacks.conftest import NOW


def test_a_supposed_cause_stands_there_for_members(setback: Setback) -> None:
    Hypothesis.objects.create(setback=setback, text="The printer.", by=setback.opened_by, at=NOW, withdrawn_at=NOW)
    (item,) = hypotheses.items(setback)
    assert (item.text, item.withdrawn_at) == ("The printer.", NOW)
    assert not timeline(setback, of=["hypotheses"], role=Role.GUEST)
