"""Notes of people on the timeline."""

from __future__ import annotations

from datetime import timedelta

from pratfall.site.setbacks.models import Setback, TimelineNote
from pratfall.site.setbacks.timeline import notes, sources, timeline
from tests.site.setbacks.conftest import NOW


def note(setback: Setback, hours: int, **more: object) -> TimelineNote:
    values = {"happened_at": NOW - timedelta(hours=hours), "text": "We saw it.", "by": setback.opened_by, "at": NOW}
    return TimelineNote.objects.create(setback=setback, **{**values, **more})


def test_notes_stand_in_the_order_of_what_happened(setback: Setback) -> None:
    late, early = note(setback, 1), note(setback, 5)
    assert [item.key for item in timeline(setback, of=["notes"])] == [f"note:{early.pk}", f"note:{late.pk}"]
    assert sources()["notes"] is notes


def test_what_was_taken_back_stays_as_taken_back(setback: Setback) -> None:
    note(setback, 1, withdrawn_at=NOW)
    (item,) = notes.items(setback)
    assert item.withdrawn_at == NOW
    assert item.text == "We saw it."


def test_what_was_written_down_within_the_hour_is_not_late(setback: Setback) -> None:
    note(setback, 1)
    note(setback, 2)
    early, soon = timeline(setback, of=["notes"])
    assert early.late(None)
    assert not soon.late(None)


def test_whatever_is_added_after_closing_is_late(setback: Setback) -> None:
    note(setback, 0)
    (item,) = notes.items(setback)
    assert item.late(NOW - timedelta(minutes=1))
    assert not item.late(NOW)
