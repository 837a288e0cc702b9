"""States on the timeline."""

from __future__ import annotations

from pathlib import Path

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import states
from pratfall.site.setbacks.timeline import states as source

from ..conftest import NOW


def test_beginning_opening_and_every_step_stand_there_with_their_person(
    home: Path, setback: Setback, owner: Membership
) -> None:
    states.move(setback=setback, actor=owner.user, to="acknowledged", seen=1, now=NOW)
    states.move(
        setback=setback, actor=owner.user, to="closed", seen=setback.version, now=NOW, why="A false alarm.", sign=True
    )
    began, opened, first, last = source.items(setback)
    assert (began.at, began.noted_at, began.who) == (setback.began_at, setback.opened_at, None)
    assert opened.who == first.who == owner.user and last.text == "A false alarm."
    said = [speech("en").say(f"timeline.{item.kind}", **item.facts) for item in (first, last)]
    assert said[0] == "From “Noticed” to “Acknowledged”"
    assert said[1] == "From “Acknowledged” to “Closed”, with 3 matters signed off"
