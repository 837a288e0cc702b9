"""Tables whose rows can be added and never changed: the database itself refuses, on SQLite and PostgreSQL.

A migration that makes such a table ends with `migrations.RunPython(refuse(table), allow(table))`. SQLite drops a
table's triggers when a later migration rebuilds it, so such a migration must end with the same call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Step = Callable[[Any, BaseDatabaseSchemaEditor], None]

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION pratfall_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def refuse(table: str) -> Step:
    """From now on no row of `table` can be changed or deleted."""

    def install(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _statements(editor.connection.vendor, table):
            editor.connection.cursor().execute(statement)

    return install


def allow(table: str) -> Step:
    """The way back."""

    def remove(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        for name in trigger_names(editor.connection.vendor, table):
            editor.connection.cursor().execute(f"DROP TRIGGER IF EXISTS {name}{on}")

    return remove


def trigger_names(vendor: str, table: str) -> tuple[str, ...]:
    verbs = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")
    return tuple(f"{table}_no_{verb}" for verb in verbs)


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [
            _POSTGRESQL_FUNCTION,
            *(
                f"CREATE TRIGGER {name} BEFORE {name.rpartition('_')[2]} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION pratfall_append_only()"
                for name in trigger_names(vendor, table)
            ),
        ]
    return [
        f"CREATE TRIGGER {name} BEFORE {name.rpartition('_')[2]} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for name in trigger_names(vendor, table)
    ]
