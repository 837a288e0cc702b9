"""A slice in words: "Instagram, carousels, Tuesday, 18:00 to 21:00"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pratfall.records.slices import Value

from .plain import plain
from .speech import Speech

NAMED = {"network": "network", "format": "format", "pitch": "bar", "purpose": "bar", "length": "slice_length"}
LABEL_LIMIT = 60


def slice_words(where: Mapping[str, Value], words: Speech) -> str:
    """What the posts of a slice have in common; of all others where nothing is named."""
    if not where:
        return words.say("slice.rest")
    return ", ".join(_value(dimension, value, words) for dimension, value in where.items())


def _value(dimension: str, value: Value, words: Speech) -> str:
    if isinstance(value, bool):
        return words.say(f"slice.{dimension}.{'yes' if value else 'no'}")
    run = list(value) if isinstance(value, tuple | list) else [value]
    match dimension:
        case "hour":
            return words.say("slice.hours", start=_clock(run[0]), end=_clock(int(run[-1]) + 1))
        case "weekday":
            return _weekdays(run, words)
        case "language":
            return words.listed([_language(str(code), words) for code in run])
        case _ if dimension in NAMED:
            return words.listed([words.name(NAMED[dimension], str(code)) for code in run])
        case _:
            named = words.listed([plain(str(code), limit=LABEL_LIMIT) for code in run])
            return words.say("word.pair", label=words.name("dimension", dimension), value=named)


def _clock(hour: str | float) -> str:
    return f"{int(hour) % 24}:00"


def _weekdays(run: Sequence[str | float], words: Speech) -> str:
    names = [str(words.locale.days["format"]["wide"][int(day)]) for day in run]
    if len(names) < 3:
        return words.listed(names)
    return words.say("slice.weekdays", first=names[0], last=names[-1])


def _language(code: str, words: Speech) -> str:
    return str(words.locale.languages.get(code) or plain(code)) if code else words.say("word.unknown")
