"""Whose pages these are: the folder and organisation the server was started for."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from pratfall.lake import Lake
from pratfall.reviews import settings


def organisation() -> str:
    return os.environ.get("PRATFALL_ORGANISATION", "") or "default"


def lake() -> Lake:
    """One Lake for all requests: it may be shared by threads, and keeps its engine open."""
    return _lake(settings.home(), organisation(), settings.engine())


@lru_cache(maxsize=1)
def _lake(home: Path, name: str, engine: str) -> Lake:
    return Lake(home, name, engine=engine)
