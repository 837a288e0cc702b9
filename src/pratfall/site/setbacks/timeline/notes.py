"""What people added to the timeline. What they took back stays to be seen, as taken back."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.setbacks.models import Setback

from . import Item

CODE = "notes"


def items(setback: Setback) -> Iterator[Item]:
    for note in setback.notes.select_related("by"):
        yield Item(
            at=note.happened_at,
            kind="note_outside" if note.outside else "note",
            text=note.text,
            who=note.by,
            noted_at=note.at,
            origin=note.address or "team",
            outside=note.outside,
            withdrawn_at=note.withdrawn_at,
            key=f"note:{note.pk}",
        )
