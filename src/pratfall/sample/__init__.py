"""The sample organisation: export files of an invented bilingual charity, with troubles planted in them.

    make(folder, seed=7, until=date(2026, 11, 20))   # two years up to and including that day
    make_mentions(path, seed=7, until=...)           # its last six weeks of comments as a recorded stream

The files have the shapes of real exports, so that the same readers read them as anybody's. The same seed and
day give the same bytes. What was planted is listed in `troubles.TROUBLES`.
"""

from __future__ import annotations

from .campaigns import settings_toml
from .make import make, make_mentions
from .troubles import TROUBLES, Trouble

__all__ = ["TROUBLES", "Trouble", "make", "make_mentions", "settings_toml"]
