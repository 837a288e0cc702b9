"""The sample organisation: export files of an invented bilingual charity, with troubles planted in them.

    make(folder, seed=7, until=date(2026, 11, 20))   # two years up to and including that day
    make_mentions(path, seed=7, until=...)           # its last six weeks of comments as a recorded stream
    make_groups(folder, seed=7, until=...)           # its local groups, in a folder per region

The files have the shapes of real exports, so that the same readers read them as anybody's. The same seed and
day give the same bytes. What was planted is listed in `troubles.TROUBLES` and `planted_causes.PLANTED_CAUSES`.
"""

from __future__ import annotations

from .groups import make_groups, regions
from .make import make, make_mentions
from .planted_causes import PLANTED_CAUSES, PlantedCause
from .settings import settings_toml
from .troubles import TROUBLES, Trouble

__all__ = [
    "PLANTED_CAUSES",
    "TROUBLES",
    "PlantedCause",
    "Trouble",
    "make",
    "make_groups",
    "make_mentions",
    "regions",
    "settings_toml",
]
