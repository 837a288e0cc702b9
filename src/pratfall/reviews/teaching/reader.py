"""How the comments of one organisation are read: by the model it chose, with what it taught."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from pratfall.records.scene import Settings
from pratfall.reviews.readers.reading import chosen
from pratfall.text.encoders import HashedWords
from pratfall.text.read import TextScores

from .store import Teaching

Reader = Callable[[Sequence[str]], TextScores]


def reader_of(home: Path, organisation: str) -> Reader | None:
    """None where the shipped reader reads alone. SettingsError where what was chosen or taught cannot be used."""
    heads = Teaching(home, organisation).heads()
    reading = chosen(home, heads)
    if not heads and reading.classifier is None and isinstance(reading.encoder, HashedWords):
        return None
    return reading.read


def as_taught(settings: Settings, home: Path, organisation: str) -> Settings:
    """`settings` with the organisation's reader, unless they bring one."""
    return settings if settings.reader else replace(settings, reader=reader_of(home, organisation))
