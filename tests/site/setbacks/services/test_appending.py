"""Entries stand behind one another for good: nobody forks the ledger, and whoever tampers with it is found."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import Error, connection, transaction

from pratfall.respond.chain import Broken
from pratfall.site.people.append_only import allow, refuse
from pratfall.site.people.audit import record
from pratfall.site.setbacks.models import LedgerEntry, Setback
from pratfall.site.setbacks.services.appending import Draft, append, broken, end, end_kept
from tests import postgres
from tests.site.setbacks.conftest import NOW

TABLE = "setbacks_ledgerentry"


def add(setback: Setback, *refs: str, kind: str = "seen", **body: Any) -> tuple[int, str]:
    drafts = [Draft(kind=kind, platform="x", ref=ref, body=body) for ref in refs]
    with transaction.atomic():
        return append(setback=setback, drafts=drafts, now=NOW)


def keep_end(setback: Setback) -> None:
    with transaction.atomic():
        after = end_kept(end(setback))
        record(actor=None, organisation=setback.organisation, act="ledger_collected", subject=setback, after=after)


@contextmanager
def opened() -> Iterator[Any]:
    """The table without its triggers: what somebody with the database's password can do."""

    class Editor:
        def __init__(self) -> None:
            self.connection = connection

    allow(TABLE)(apps, Editor())  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        yield cursor
    refuse(TABLE)(apps, Editor())  # type: ignore[arg-type]


def test_entries_are_numbered_and_linked(setback: Setback) -> None:
    assert end(setback) == (0, "")
    where = add(setback, "c1", "c2", likes=3, anger=0.25, nothing=None, whole=1.0)
    assert where == add(setback)
    first, second = LedgerEntry.objects.all()
    assert (first.place, second.place) == (1, 2)
    assert second.previous == first.hash
    assert end(setback) == (2, second.hash) == where
    assert broken(setback) is None


def test_every_setback_has_a_chain_of_its_own(setback: Setback, make_setback: Callable[..., Setback]) -> None:
    other = make_setback()
    add(setback, "c1")
    add(other, "c1")
    assert [row.place for row in LedgerEntry.objects.all()] == [1, 1]
    assert len({row.hash for row in LedgerEntry.objects.all()}) == 2
    assert broken(setback) is None is broken(other)


def test_the_database_refuses_to_change_or_delete_an_entry(setback: Setback) -> None:
    add(setback, "c1")
    for tamper in (LedgerEntry.objects.all().delete, lambda: LedgerEntry.objects.update(kind="back")):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            tamper()


@pytest.mark.parametrize(
    ("statement", "place", "why"),
    [
        (f"UPDATE {TABLE} SET kind = 'back' WHERE place = 3", 3, "changed"),
        (f"UPDATE {TABLE} SET body = '{{\"likes\": 0}}' WHERE place = 2", 2, "changed"),
        (f"UPDATE {TABLE} SET at = '2026-01-01 00:00:00+00:00' WHERE place = 4", 4, "changed"),
        (f"UPDATE {TABLE} SET text = 'f' WHERE place = 1", 1, "changed"),
        (f"DELETE FROM {TABLE} WHERE place = 2", 2, "missing"),
        (f"UPDATE {TABLE} SET place = CASE place WHEN 2 THEN 103 ELSE 102 END WHERE place IN (2, 3)", 2, "missing"),
        (f"DELETE FROM {TABLE} WHERE place = 5", 5, "cut"),
        (f"DELETE FROM {TABLE}", 1, "cut"),
    ],
)
def test_tampering_by_hand_is_found_with_its_place(setback: Setback, statement: str, place: int, why: str) -> None:
    add(setback, *"abcde")
    keep_end(setback)
    assert broken(setback) is None
    with opened() as cursor:
        cursor.execute(statement)
    assert broken(setback) == Broken(place, why)


def test_two_entries_that_change_places_are_found(setback: Setback) -> None:
    add(setback, *"abcde")
    with opened() as cursor:
        for before, after in ((2, 102), (3, 2), (102, 3)):
            cursor.execute(f"UPDATE {TABLE} SET place = %s WHERE place = %s", [after, before])
    assert broken(setback) == Broken(2, "moved")


def test_an_entry_moved_to_another_setback_is_found(setback: Setback, make_setback: Callable[..., Setback]) -> None:
    add(setback, "c1")
    other = make_setback()
    with opened() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET setback_id = %s", [other.pk])
    assert broken(other) == Broken(1, "changed")


def test_somebody_who_took_the_place_first_makes_the_second_start_again(
    setback: Setback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who appends without waiting for the setback's row, as a hand at the database would."""
    from pratfall.site.setbacks.services import appending

    linked, first = appending._linked, [True]

    def late(*given: Any) -> Any:
        rows = linked(*given)
        if first.pop() if first else False:
            LedgerEntry.objects.bulk_create(linked(setback, [Draft(kind="seen", platform="x", ref="other")], NOW))
        return rows

    monkeypatch.setattr(appending, "_linked", late)
    add(setback, "mine")
    assert [row.ref for row in LedgerEntry.objects.all()] == ["other", "mine"]
    assert broken(setback) is None


WHO_APPENDS = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "pratfall.site.settings"
django.setup()
from django.db import transaction
from django.utils import timezone
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services.appending import Draft, append
setback = Setback.objects.get()
sys.stdin.readline()
for number in range(12):
    drafts = [Draft(kind="seen", platform="x", ref=f"{sys.argv[1]}-{number}-{part}") for part in "ab"]
    with transaction.atomic():
        append(setback=setback, drafts=drafts, now=timezone.now())
"""

BEFORE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "pratfall.site.settings"
django.setup()
from django.core.management import call_command
from django.utils import timezone
call_command("migrate", verbosity=0)
from pratfall.site.people import services
from pratfall.site.setbacks.models import Setback
owner = services.first_account(
    name="Olive", email="o@default.example", password="a sentence is easier", organisation="default", lake_key="default"
)
now = timezone.now()
Setback.objects.create(
    organisation=owner.organisation, title="t", began_at=now, opened_at=now, first_word_due_at=now
)
"""

AFTER = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "pratfall.site.settings"
django.setup()
from pratfall.site.setbacks.models import LedgerEntry, Setback
from pratfall.site.setbacks.services.appending import broken
print(LedgerEntry.objects.count(), broken(Setback.objects.get()))
"""


def test_processes_that_append_at_once_never_fork_the_chain(tmp_path: Path, free_port: int) -> None:
    """On SQLite, and on PostgreSQL where its programs are there."""
    _race({"PRATFALL_HOME": str(tmp_path), "DATABASE_URL": ""})
    if postgres.programs() is not None:
        with postgres.running(free_port) as address:
            _race({"PRATFALL_HOME": str(tmp_path), "DATABASE_URL": address})


def _race(where: dict[str, str]) -> None:
    environment = {**os.environ, **where}
    subprocess.run([sys.executable, "-c", BEFORE], env=environment, check=True, timeout=300)
    runners = [
        subprocess.Popen([sys.executable, "-c", WHO_APPENDS, name], env=environment, stdin=subprocess.PIPE)
        for name in "abcd"
    ]
    for runner in runners:
        assert runner.stdin is not None
        runner.stdin.write(b"\n")
        runner.stdin.close()
    assert [runner.wait(timeout=300) for runner in runners] == [0] * 4
    told = subprocess.run([sys.executable, "-c", AFTER], env=environment, check=True, capture_output=True, timeout=300)
    assert told.stdout.decode().split() == ["96", "None"]
