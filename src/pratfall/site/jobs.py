"""Work that takes longer than a page may: queued here, done by the worker process beside the server.

An app names its work in `<app>/jobs.py`, as functions decorated with `@queue.task()`. The queue lies on disk beside the
data, so that what was asked for survives a restart; work that was cut off is asked for anew by its app
(`@queue.on_startup()`), so each function must bear being called twice.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db import close_old_connections
from huey import Huey
from huey.storage import SqliteStorage

from pratfall.reviews import settings

FILE = "jobs.sqlite3"


class BesideTheData(SqliteStorage):
    """The folder of the data is known when the queue is first used, not when this is imported."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, create_tables=False, fsync=True, **options)

    def _create_connection(self) -> sqlite3.Connection:
        home = settings.home()
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.filename = str(home / FILE)
        connection: sqlite3.Connection = super()._create_connection()
        for statement in self.ddl:
            connection.execute(statement)
        return connection


queue = Huey("pratfall", results=False, storage_class=BesideTheData)


@queue.pre_execute()
def _fresh_connections(_task: object) -> None:
    close_old_connections()


@queue.post_execute()
def _no_idle_connections(_task: object, _value: object, _error: object) -> None:
    close_old_connections()
