"""The tables are what the models say, and what must never change cannot be changed."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from pratfall.respond.lifecycle import State
from pratfall.site.people.append_only import trigger_names
from pratfall.site.setbacks.models import Setback, Transition
from tests.site.setbacks.conftest import NOW


def test_models_and_tables_agree(db: None) -> None:
    call_command("makemigrations", "setbacks", check=True, dry_run=True, verbosity=0)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite for its triggers")
def test_what_was_seen_said_and_measured_is_guarded_by_the_database(db: None) -> None:
    tables = import_module("pratfall.site.setbacks.migrations.0001_first").APPEND_ONLY
    assert {"ledgerentry", "evidence", "freeze", "transition", "updatetext"} <= set(tables)
    for name in tables:
        table = f"setbacks_{name}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            found = {name for (name,) in cursor.fetchall()}
        assert found == set(trigger_names("sqlite", table))


def test_what_happened_cannot_be_written_anew(setback: Setback) -> None:
    step = Transition.objects.create(
        setback=setback, before=State.NOTICED, after=State.ACKNOWLEDGED, by=setback.opened_by, at=NOW
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Transition.objects.filter(pk=step.pk).update(why="otherwise")
    with pytest.raises(DatabaseError), transaction.atomic():
        step.delete()
