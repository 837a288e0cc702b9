"""Where things lie: an organisation's lake, the database, the key that signs sessions."""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pratfall.lake import Lake
from pratfall.reviews import settings

if TYPE_CHECKING:
    from pratfall.site.people.models import Organisation

SITE = Path(__file__).parent
DATABASE = "site.sqlite3"
KEY = "site.key"
LAKES_OPEN = 32


def lake(organisation: Organisation) -> Lake:
    """One Lake per organisation for all requests: it may be shared by threads, and keeps its engine open."""
    return _lake(settings.home(), organisation.lake_key, settings.engine())


@lru_cache(maxsize=LAKES_OPEN)
def _lake(home: Path, name: str, engine: str) -> Lake:
    return Lake(home, name, engine=engine)


def lake_key_at_start() -> str:
    """Whose measurements the first account takes over: those of `pratfall serve --organisation`."""
    return os.environ.get("PRATFALL_ORGANISATION", "") or "default"


def key(home: Path) -> str:
    """What signs sessions. Before `prepare` a passing one, so that reading settings writes nothing."""
    try:
        return (home / KEY).read_text(encoding="ascii")
    except FileNotFoundError:
        return secrets.token_urlsafe(50)


def prepare(home: Path) -> None:
    """The folder and the key, readable by nobody else. Two starts at once agree on one key."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(home / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
