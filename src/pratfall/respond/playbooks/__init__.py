"""What to do, in order: one playbook per file, words in both languages inside. Teams add their own of the same form.

codes = ["backlash"]                    # codes of findings it is suggested for; may be left out
[title]
en = "A crisis in public"
fr = "Une crise en public"
[[step]]
key = "first_word"                      # the same key in another playbook means the same thing done
part = "voice"                          # who: lead, voice, numbers, replies or scribe
due_minutes = 60                        # after opening, or after the state named by `after`; may be left out
after = "acknowledged"                  # may be left out
page = "statements/"                    # of the setback, where it is done; may be left out
source = "Coombs"                       # why it is a step; may be left out
do = {en = "Say ...", fr = "Dites ..."}
done_when = {en = "It is out.", fr = "Publié."}
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
from pratfall.respond.lifecycle import State
from pratfall.respond.roles import Part

LANGUAGES = ("en", "fr")
USUAL = "crisis_in_public"
NAMED = re.compile(r"[a-z][a-z0-9_]{0,27}")
BREAKS = re.compile(r"[ \t\r\n]+")
PAGE = re.compile(r"(?:[a-z_]+/)?(?:#[a-z-]+)?")
MOST_STEPS, LONGEST, LATEST_MINUTES = 60, 300, 366 * 24 * 60
HEAD = frozenset({"codes", "title", "step"})
STEP = frozenset({"key", "part", "due_minutes", "after", "page", "source", "do", "done_when"})


@dataclass(frozen=True)
class PlaybookStep:
    """`do` and `done_when` by language. `due_minutes` counts from opening, or from reaching `after`."""

    key: str
    part: Part
    do: Mapping[str, str]
    done_when: Mapping[str, str]
    due_minutes: int | None = None
    after: State | None = None
    page: str = ""
    source: str = ""


@dataclass(frozen=True)
class Playbook:
    name: str
    title: Mapping[str, str]
    codes: tuple[str, ...]
    steps: tuple[PlaybookStep, ...]

    def step(self, key: str) -> PlaybookStep | None:
        return next((step for step in self.steps if step.key == key), None)


@cache
def playbooks() -> Mapping[str, Playbook]:
    """Those we bring, by name, the usual one first."""
    folder = resources.files(__name__)
    files = [file for file in folder.iterdir() if file.name.endswith(".toml")]
    ours = [parse(f.name.removesuffix(".toml"), f.read_text(encoding="utf-8"), file=f.name) for f in files]
    return {book.name: book for book in sorted(ours, key=lambda book: (book.name != USUAL, book.name))}


def suggested(code: str, among: Mapping[str, Playbook]) -> str:
    """The playbook for a finding of that code; the usual one where none is meant for it."""
    return next((name for name, book in among.items() if code and code in book.codes), USUAL)


def parse(name: str, text: str, *, file: str) -> Playbook:
    """Raises SettingsError naming the file, the place in it and what was expected there."""
    if not NAMED.fullmatch(name):
        raise SettingsError("playbook_name", file=file)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError("settings_not_toml", file=file, detail=str(error)) from error
    _known(table, HEAD, file, "")
    given, codes = table.get("step"), table.get("codes", [])
    if not isinstance(given, list) or not 0 < len(given) <= MOST_STEPS:
        raise SettingsError("playbook_wrong", file=file, where="step", expected=f"1 to {MOST_STEPS} [[step]]")
    _expect(isinstance(codes, list) and all(isinstance(c, str) for c in codes), file, "codes", '["code", ...]')
    steps = tuple(_step(entry, file, f"step {place}") for place, entry in enumerate(given, 1))
    keys = [step.key for step in steps]
    _expect(len(set(keys)) == len(keys), file, "key", "one of its own for each step")
    return Playbook(name, _words(table.get("title"), file, "title"), tuple(codes), steps)


def _step(entry: Any, file: str, where: str) -> PlaybookStep:
    _expect(isinstance(entry, dict), file, where, "a table")
    _known(entry, STEP, file, where)
    key, part, after = entry.get("key"), entry.get("part"), entry.get("after")
    due, page, source = entry.get("due_minutes"), entry.get("page", ""), entry.get("source", "")
    _expect(isinstance(key, str) and NAMED.fullmatch(key) is not None, file, f"{where}: key", "a-z, 0-9, _")
    _expect(part in set(Part), file, f"{where}: part", " | ".join(Part))
    _expect(after is None or after in set(State), file, f"{where}: after", " | ".join(State))
    whole = due is None or (isinstance(due, int) and not isinstance(due, bool) and 0 < due <= LATEST_MINUTES)
    _expect(whole, file, f"{where}: due_minutes", f"1 to {LATEST_MINUTES}")
    _expect(isinstance(page, str) and PAGE.fullmatch(page) is not None, file, f"{where}: page", '"statements/"')
    _expect(isinstance(source, str) and len(source) <= LONGEST, file, f"{where}: source", "text")
    do, done = (
        _words(entry.get("do"), file, f"{where}: do"),
        _words(entry.get("done_when"), file, f"{where}: done_when"),
    )
    return PlaybookStep(key, Part(part), do, done, due, State(after) if after else None, page, source)


def _words(given: Any, file: str, where: str) -> Mapping[str, str]:
    """Both languages are demanded: whoever is called at night may read only one."""
    spoken = isinstance(given, dict) and set(given) == set(LANGUAGES)
    said = spoken and all(isinstance(t, str) and 0 < len(t.strip()) <= LONGEST for t in given.values())
    _expect(said, file, where, '{en = "...", fr = "..."}')
    return {lang: BREAKS.sub(" ", text).strip() for lang, text in given.items()}  # French spaces stay as they are


def _known(table: Mapping[str, Any], known: frozenset[str], file: str, where: str) -> None:
    for key in table.keys() - known:
        raise SettingsError(
            "settings_key_unknown", file=file, key=f"{where} {key}".strip(), known=", ".join(sorted(known))
        )


def _expect(holds: bool, file: str, where: str, expected: str) -> None:
    if not holds:
        raise SettingsError("playbook_wrong", file=file, where=where, expected=expected)
