"""The secret behind the pseudonyms of one lake: without it nobody can test a guessed address against them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FILE = "pseudonyms.key"
BYTES = 32


def lake_key(home: Path) -> bytes:
    """The key kept below `home`, made at first use and readable by its owner alone.

    Lost, later comments and gifts of the same people get other pseudonyms; nothing else is harmed.
    """
    path = home / FILE
    home.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as out:
        out.write(secrets.token_bytes(BYTES))
    return path.read_bytes()
