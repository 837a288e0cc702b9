"""Whatever somebody does to the records at the database, it is found and named; erasing by the rules is no fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.integrity import everywhere, faults
from pratfall.site.setbacks.models import KeptText, LedgerEntry, Setback
from pratfall.site.setbacks.services import erasing, freezing, ledger
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.hearing import about_it, export, said
from tests.site.setbacks.services.test_appending import TABLE, opened


@pytest.fixture
def running(home: Path, setback: Setback) -> Setback:
    export(setback.organisation, "one", [said("c1", "Shame on you"), said("c2", "Liars", 2)])
    ledger.collect(setback=about_it(setback), now=NOW)
    return setback


def found(setback: Setback) -> list[tuple[str, int]]:
    return [(fault.code, fault.place) for fault in faults(setback)]


def test_what_nobody_touched_has_no_fault(running: Setback, owner: Membership) -> None:
    freezing.freeze(setback=running, actor=owner.user, now=NOW)
    assert found(running) == []
    erasing.erase_comment(setback=running, actor=owner.user, platform="x", ref="c1", now=NOW)
    assert found(running) == []
    assert everywhere() == ([], 1, LedgerEntry.objects.count())


def test_a_changed_entry_is_found(running: Setback) -> None:
    with opened() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET kind = 'back' WHERE place = 3")
    assert ("changed", 3) in found(running)


def test_other_words_under_the_same_entry_are_found(running: Setback) -> None:
    KeptText.objects.filter(ref="c2").update(text="Friends")
    assert found(running) == [("words", 3)]


def test_words_emptied_without_an_entry_are_found(running: Setback) -> None:
    KeptText.objects.filter(ref="c1").update(text="", salt="", erased_at=NOW)
    assert found(running) == [("emptied", 1)]


def test_words_that_vanished_are_found(running: Setback) -> None:
    KeptText.objects.filter(ref="c1").delete()
    assert found(running) == [("vanished", 1)]


def test_a_freeze_somebody_reworded_is_found(running: Setback, owner: Membership) -> None:
    freeze = freezing.freeze(setback=running, actor=owner.user, now=NOW)
    KeptText.objects.filter(ref="c1").update(text="Bravo")
    assert ("freeze", freeze.pk) in found(running)
