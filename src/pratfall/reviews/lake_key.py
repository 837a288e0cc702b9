"""The secret behind the pseudonyms of one lake: without it nobody can test a guessed address against them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FILE = "pseudonyms.key"
BYTES = 32


def lake_key(home: Path) -> bytes:
    """The key kept below `home`, made at first use and readable by its owner alone. Call with the lake held.

    Lost, later comments and gifts of the same people get other pseudonyms; nothing else is harmed. A file
    cut short is no key: pseudonyms under it could be tried out.
    """
    path = home / FILE
    home.mkdir(parents=True, exist_ok=True)
    if path.exists() and len(key := path.read_bytes()) == BYTES:
        return key
    new, key = path.with_name(f"{FILE}.new"), secrets.token_bytes(BYTES)
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(key)
        out.flush()
        os.fsync(out.fileno())
    new.replace(path)
    return key
