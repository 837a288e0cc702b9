"""Broken records are found by themselves, said once, and loud until they hold again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.site.people.models import AuditEntry
from pratfall.site.setbacks.models import KeptText, Setback
from pratfall.site.setbacks.services import ledger
from pratfall.site.setbacks.vigil import BROKEN, WHOLE, found_broken, look_after
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.hearing import about_it, export, said


@pytest.fixture
def running(home: Path, setback: Setback) -> Setback:
    export(setback.organisation, "one", [said("c1", "Shame on you")])
    ledger.collect(setback=about_it(setback), now=NOW)
    return setback


def test_where_all_holds_nothing_is_said(running: Setback) -> None:
    assert look_after(running)
    assert list(found_broken(running.organisation)) == []
    assert not AuditEntry.objects.filter(act__in=[BROKEN, WHOLE]).exists()


def test_a_fault_is_said_once_and_until_it_is_mended(running: Setback) -> None:
    KeptText.objects.update(text="Bravo")
    assert not look_after(running)
    assert not look_after(running)
    (found,) = found_broken(running.organisation)
    assert (found.setback, found.code, found.place) == (running, "words", 1)
    assert AuditEntry.objects.filter(act=BROKEN).count() == 1
    KeptText.objects.update(text="Shame on you")
    assert look_after(running)
    assert list(found_broken(running.organisation)) == []
    assert AuditEntry.objects.filter(act=WHOLE).count() == 1
