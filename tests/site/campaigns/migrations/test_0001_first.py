"""The tables are what the models say, and what must never change cannot be changed."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from pratfall.site.campaigns.models import Decision
from pratfall.site.people.append_only import trigger_names
from pratfall.site.people.models import Membership


def test_models_and_tables_agree(db: None) -> None:
    call_command("makemigrations", "campaigns", check=True, dry_run=True, verbosity=0)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite for its triggers")
def test_what_is_signed_is_guarded_by_the_database(db: None) -> None:
    tables = import_module("pratfall.site.campaigns.migrations.0001_first").APPEND_ONLY
    assert set(tables) == {"amendment", "decision", "withdrawal", "revisit"}
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table_of(table)])
            found = {name for (name,) in cursor.fetchall()}
        assert found == set(trigger_names("sqlite", table_of(table)))


def table_of(name: str) -> str:
    return f"campaigns_{name}"


def test_a_row_that_is_there_cannot_be_deleted_by_hand(owner: Membership) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO campaigns_decision (organisation_id, about, refs, codes, title, act, advised, why, basis,"
            " basis_hash, by_id, at) VALUES (%s, 'finding', '[]', '[]', '', 'keep', '', '', '', '', %s, '2026-11-21')",
            [owner.organisation.pk, owner.user.pk],
        )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM campaigns_decision")
    assert Decision.objects.count() == 1
