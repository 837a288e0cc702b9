"""A setback that recovers or is closed asks for its debrief, until it was held or somebody signed why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, debrief_open
from pratfall.site.setbacks.models import Debrief, Setback
from pratfall.site.setbacks.services import debriefs, voices
from tests.site.reports.conftest import NOW


def over(owner: Membership, state: str = "recovering", left_open: tuple[str, ...] = (), **more: Any) -> Setback:
    values = {"began_at": NOW, "opened_at": NOW, "first_word_due_at": NOW, "severity": 3, "state": state}
    setback = Setback.objects.create(organisation=owner.organisation, title="The wrong picture", **{**values, **more})
    setback.transitions.create(before="fixing", after=state, by=owner.user, at=NOW, left_open=list(left_open))
    return setback


def test_it_is_asked_for_until_it_is_held(look: Callable[..., Look], owner: Membership) -> None:
    setback = over(owner)
    (need,) = debrief_open.needs(look())
    assert need.title == "Hold the debrief: The wrong picture" and need.href.endswith("/debrief/")
    assert need.sentence == "Best by 24 November 2026, while everybody remembers." and not need.urgent
    (late,) = debrief_open.needs(look(now=NOW + timedelta(days=30)))
    assert "best held by 24 November 2026" in late.sentence
    debriefs.begin(setback=setback, actor=owner.user, now=NOW)
    (begun,) = debrief_open.needs(look())
    assert begun.sentence.endswith("Everybody writes alone now: handed in 0 of 0.")
    Debrief.objects.update(phase="closed")
    assert list(debrief_open.needs(look())) == []


def test_running_ones_drills_and_those_signed_off_ask_for_none(
    look: Callable[..., Look], owner: Membership, charlie: Membership
) -> None:
    over(owner, "fixing")
    over(owner, drill=True)
    over(owner, "closed", left_open=("debrief_none", "thanks"))
    over(charlie)
    assert list(debrief_open.needs(look())) == []
    over(owner, "closed", left_open=("thanks",))
    assert len(list(debrief_open.needs(look()))) == 1


def test_a_debrief_that_was_begun_early_asks_for_sheets(look: Callable[..., Look], owner: Membership) -> None:
    debrief = debriefs.begin(setback=over(owner, "fixing"), actor=owner.user, now=NOW)
    mine = voices.join(debrief=debrief, user=owner.user, now=NOW)
    voices.hand_in(voice=mine, now=NOW)
    (need,) = debrief_open.needs(look())
    assert need.sentence == "Everybody writes alone now: handed in 1 of 1." and need.since is None
    debriefs.gather(debrief=debrief, actor=owner.user, seen=1, now=NOW)
    (need,) = debrief_open.needs(look())
    assert need.sentence == "All read together now: handed in 1 of 1."
