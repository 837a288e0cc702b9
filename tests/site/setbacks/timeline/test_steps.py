"""Steps on the timeline."""

from __future__ import annotations

from pathlib import Path

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import steps
from pratfall.site.setbacks.timeline import steps as source

from ..conftest import NOW


def test_what_was_done_stands_there_in_both_languages_with_its_note(
    home: Path, setback: Setback, owner: Membership
) -> None:
    steps.lay(setback, "crisis_in_public", NOW)
    assert list(source.items(setback)) == []
    step = setback.steps.get(key="crisis_in_public:freeze")
    steps.tick(step=step, actor=owner.user, seen=1, now=NOW, note="Before the meeting.")
    (item,) = source.items(setback)
    assert (item.who, item.href) == (owner.user, setback.path)
    words, note = item.text.splitlines()
    assert words.startswith("Freeze the evidence") and " / Figez les preuves" in words
    assert note == "Before the meeting."
    assert speech("fr").say("timeline.step_done", **item.facts) == "Étape faite (Chiffres)"
