"""Notes people add to the timeline, and take back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, TimelineNote
from pratfall.site.setbacks.services import notes
from tests.site.setbacks.conftest import NOW


def added(setback: Setback, **more: Any) -> TimelineNote:
    values = {
        "actor": setback.opened_by,
        "text": "The printer called.",
        "happened_at": NOW - timedelta(hours=3),
        "zone": "Europe/Paris",
        "now": NOW,
    }
    return notes.add(setback=setback, **{**values, **more})


def test_a_note_keeps_when_it_happened_and_when_it_was_written(setback: Setback) -> None:
    note = added(setback, outside=True, address="https://example.org/news")
    assert (note.happened_at, note.at, note.zone) == (NOW - timedelta(hours=3), NOW, "Europe/Paris")
    entry = AuditEntry.objects.get(act="timeline_note_added")
    assert entry.subject == f"timelinenote:{note.pk}"
    assert "printer" not in str(entry.after)


def test_the_same_form_sent_twice_is_one_note(setback: Setback) -> None:
    assert added(setback).pk == added(setback, now=NOW + timedelta(seconds=4)).pk
    assert added(setback, text="And again.").pk != added(setback, now=NOW + timedelta(hours=1)).pk
    assert setback.notes.count() == 3


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": "  \n"}, "note_empty"),
        ({"text": "😡" * (notes.LONGEST + 1)}, "note_too_long"),
        ({"happened_at": NOW + timedelta(hours=1)}, "note_of_the_future"),
        ({"address": "javascript:alert(1)"}, "note_address"),
        ({"address": "https://example.org/" + "a" * 600}, "note_address"),
    ],
)
def test_what_cannot_be_is_refused(setback: Setback, given: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        added(setback, **given)
    assert refused.value.code == code
    assert not setback.notes.exists()


def test_what_no_database_holds_is_replaced(setback: Setback) -> None:
    assert added(setback, text="a\0b\ud800c").text == "a\ufffdb?c"


def test_a_note_is_taken_back_once_and_stays(setback: Setback) -> None:
    note = added(setback)
    notes.withdraw(note=note, actor=note.by, now=NOW)
    notes.withdraw(note=note, actor=note.by, now=NOW + timedelta(hours=1))
    note.refresh_from_db()
    assert note.withdrawn_at == NOW
    assert AuditEntry.objects.filter(act="timeline_note_withdrawn").count() == 1


def test_nobody_takes_back_what_another_wrote(setback: Setback, join: Callable[..., Membership]) -> None:
    note = added(setback)
    with pytest.raises(Refused) as refused:
        notes.withdraw(note=note, actor=join(Role.OWNER).user, now=NOW)
    assert refused.value.code == "note_of_another"


def test_who_may_change_nothing_adds_nothing(setback: Setback, join: Callable[..., Membership]) -> None:
    with pytest.raises(Refused):
        added(setback, actor=join(Role.ANALYST).user)
    assert not setback.notes.exists()
