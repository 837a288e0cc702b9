"""Made-up setbacks to practise on: one per file, words in both languages inside. What comes in comes by the minute.

[title]
en = "The wrong picture"
fr = "La mauvaise photo"
[what]                                  # what the team is told when it begins
en = "..."
fr = "..."
[[event]]
minute = 3                              # after the drill began
who = {en = "A donor", fr = "Une donatrice"}
text = {en = "...", fr = "..."}

Nobody in it is real. A first word within an hour is what a drill is held against (Coombs); everything else only against
the team's own earlier drills.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pratfall.errors import SettingsError

LANGUAGES = ("en", "fr")
NAMED = re.compile(r"[a-z][a-z0-9_]{0,40}")
LATEST_MINUTE = 24 * 60

Words = Mapping[str, str]


@dataclass(frozen=True)
class Event:
    """Somebody says something, `minute` minutes after the drill began."""

    minute: int
    who: Words
    text: Words


@dataclass(frozen=True)
class Scenario:
    """`events` in the order in which they come."""

    name: str
    title: Words
    what: Words
    events: tuple[Event, ...]

    def heard(self, minutes: float) -> tuple[Event, ...]:
        """What has come in after so many minutes, the newest first."""
        return tuple(event for event in reversed(self.events) if event.minute <= minutes)


@cache
def scenarios() -> Mapping[str, Scenario]:
    """Those we bring, by name."""
    files = [file for file in resources.files(__name__).iterdir() if file.name.endswith(".toml")]
    ours = (parse(f.name.removesuffix(".toml"), f.read_text(encoding="utf-8"), file=f.name) for f in files)
    return {scenario.name: scenario for scenario in sorted(ours, key=lambda one: one.name)}


def parse(name: str, text: str, *, file: str) -> Scenario:
    """Raises SettingsError naming the file, the place in it and what was expected there."""
    _expect(NAMED.fullmatch(name) is not None, file, "name", "a-z, 0-9, _")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError("settings_not_toml", file=file, detail=str(error)) from error
    given = table.get("event")
    _expect(isinstance(given, list) and bool(given), file, "event", "[[event]]")
    events = tuple(_event(entry, file, f"event {place}") for place, entry in enumerate(given or (), 1))
    minutes = [event.minute for event in events]
    _expect(minutes == sorted(minutes), file, "minute", "in order of time")
    return Scenario(name, _words(table.get("title"), file, "title"), _words(table.get("what"), file, "what"), events)


def _event(entry: Any, file: str, where: str) -> Event:
    _expect(isinstance(entry, dict), file, where, "a table")
    minute = entry.get("minute")
    whole = isinstance(minute, int) and not isinstance(minute, bool) and 0 <= minute <= LATEST_MINUTE
    _expect(whole, file, f"{where}: minute", f"0 to {LATEST_MINUTE}")
    who, text = _words(entry.get("who"), file, f"{where}: who"), _words(entry.get("text"), file, f"{where}: text")
    return Event(minute, who, text)


def _words(given: Any, file: str, where: str) -> Words:
    spoken = isinstance(given, dict) and set(given) == set(LANGUAGES)
    _expect(
        spoken and all(isinstance(t, str) and t.strip() for t in given.values()),
        file,
        where,
        '{en = "...", fr = "..."}',
    )
    return {lang: str(given[lang]).strip() for lang in LANGUAGES}


def _expect(holds: bool, file: str, where: str, expected: str) -> None:
    if not holds:
        raise SettingsError("settings_value_wrong", file=file, key=where, expected=expected)
