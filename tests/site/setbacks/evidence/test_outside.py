"""What was not our doing, as a freeze takes it down."""

from __future__ import annotations

from pathlib import Path

from pratfall.site.setbacks.evidence import Look, outside
from pratfall.site.setbacks.services import notes
from tests.site.setbacks.conftest import NOW

SETTINGS = """
[[outages]]
start = 2026-11-20
end = 2026-11-20
note = "X down"
networks = ["x"]
[[outages]]
start = 2026-03-04
end = 2026-03-05
note = "long ago"
"""


def test_outages_of_those_days_are_taken_and_no_others(look: Look, home: Path) -> None:
    (home / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    (thing,) = outside.things(look)
    assert (thing.kind, thing.origin, thing.happened_at) == ("outside", "settings", None)
    assert thing.body == {"start": "2026-11-20", "end": "2026-11-20", "networks": ["x"], "source": ""}


def test_notes_are_taken_with_their_words_apart(look: Look) -> None:
    actor = look.setback.opened_by
    assert actor
    for text, is_outside in (("Ours", False), ("Theirs", True)):
        notes.add(
            setback=look.setback, actor=actor, text=text, happened_at=NOW, zone="UTC", now=NOW, outside=is_outside
        )
    ours, theirs = outside.things(look)
    assert (ours.kind, theirs.kind) == ("act", "outside")
    assert theirs.words is not None and theirs.words.text == "Theirs"
    assert "Theirs" not in str(theirs.body)
