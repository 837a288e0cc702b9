from __future__ import annotations

import pytest
from django.apps import apps
from django.db import Error, connection, transaction

from pratfall.site.people.append_only import allow, refuse, trigger_names
from pratfall.site.people.models import AuditEntry, Membership
from tests.site.conftest import append_only_tables


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_auditentry SET act = 'nothing happened'",
        "UPDATE people_auditentry SET at = '2001-01-01' WHERE id = (SELECT min(id) FROM people_auditentry)",
        "DELETE FROM people_auditentry",
        "INSERT INTO people_auditentry (id) SELECT id FROM people_auditentry ON CONFLICT (id) DO UPDATE SET act = 'x'",
    ],
)
def test_the_database_refuses_whoever_tampers_with_the_trail(owner: Membership, statement: str) -> None:
    before = list(AuditEntry.objects.values())
    assert before
    with pytest.raises(Error), transaction.atomic():
        connection.cursor().execute(statement)
    assert list(AuditEntry.objects.values()) == before


def test_the_program_itself_cannot_change_or_delete_a_row(owner: Membership) -> None:
    entry = AuditEntry.objects.get()
    for tamper in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            tamper()
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        AuditEntry.objects.update(act="nothing happened")


def test_the_triggers_stand_after_all_migrations(db: None) -> None:
    tables = append_only_tables()
    assert "people_auditentry" in tables
    for table in tables:
        assert set(trigger_names(connection.vendor, table)) <= _triggers()


def test_a_table_can_be_opened_and_closed_again(db: None) -> None:
    class Editor:
        def __init__(self) -> None:
            self.connection = connection

    for step, there in ((allow, False), (refuse, True)):
        step("people_auditentry")(apps, Editor())  # type: ignore[arg-type]
        assert (set(trigger_names(connection.vendor, "people_auditentry")) <= _triggers()) is there


def _triggers() -> set[str]:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return {row[0] for row in cursor.fetchall()}
