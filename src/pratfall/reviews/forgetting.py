"""Somebody's data, or an account's, out of everything that is kept as files: the lake, recordings, labels, reviews."""

from __future__ import annotations

import shutil
from pathlib import Path

from pratfall.lake import Lake

from . import settings
from .links import Links
from .teaching.store import Teaching
from .watch.live import forget_account, forget_replays


def forget_an_account(home: Path, lake: Lake, platform: str, account_id: str) -> bool:
    """Whether there was anything. Raises LakeBusy."""
    forget_account(home, lake.organisation, platform, account_id)
    gone = lake.erase_account(platform, account_id)
    labels = Teaching(home, lake.organisation).erase(account=(platform, account_id))
    _forget_what_was_made(home, lake.organisation)
    return bool(gone or labels)


def forget_a_person(home: Path, lake: Lake, key: str) -> bool:
    """One commenter or donor, by their pseudonym. Whether there was anything. Raises LakeBusy."""
    forget_replays(home)
    gone = lake.erase_person(key)
    labels = Teaching(home, lake.organisation).erase(author=key)
    _forget_what_was_made(home, lake.organisation)
    return bool(gone or labels)


def _forget_what_was_made(home: Path, organisation: str) -> None:
    Links(home, organisation).forget()
    if (kept := home / settings.CACHE).exists():
        shutil.rmtree(kept)  # finished reviews quote what is gone now
