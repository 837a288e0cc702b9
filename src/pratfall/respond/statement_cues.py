"""What words give away, sentence by sentence: statement_rules/cues/<language>.toml, read once.

Sentences are matched in lower case, without accents and with straight apostrophes; what was found is given back as it
was written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from pratfall.text.plain import folded
from pratfall.text.rules import alternatives

LONGEST = 20_000  # characters of a text that are read
LONGEST_SENTENCE = 600  # characters that are matched at once; longer ones are read in pieces
SENTENCE = re.compile(r"(?<=[.!?…])(?:[\"”»)\]\u00a0\u202f]*)\s+|\n+")


@dataclass(frozen=True)
class Sentence:
    """`said`: as written; `read`: folded, letter for letter at `places` of `said`."""

    said: str
    read: str
    places: tuple[int, ...]

    def quoted(self, found: re.Match[str]) -> str:
        """What was found, as it was written."""
        if found.start() == found.end():
            return ""
        return self.said[self.places[found.start()] : self.places[found.end() - 1] + 1].strip()


@dataclass(frozen=True)
class Family:
    says: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True)
class Cues:
    """`families`: what gives each away; `stock`: sentences that say nothing; the rest is for promises."""

    families: Mapping[str, Family]
    stock: re.Pattern[str]
    days: Mapping[str, re.Pattern[str]]
    numbers: Mapping[str, int]
    months: Mapping[str, int]

    def found(self, family: str, sentences: Sequence[Sentence]) -> tuple[str, ...]:
        """Words of that family, as written, each once."""
        cues = self.families[family]
        hits = (
            sentence.quoted(match)
            for sentence in sentences
            if not (cues.unless and cues.unless.search(sentence.read))
            for match in cues.says.finditer(sentence.read)
        )
        return tuple(dict.fromkeys(hit for hit in hits if hit))


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, one line never going on in the next."""
    return tuple(_read(piece) for part in SENTENCE.split(text[:LONGEST]) for piece in _pieces(part) if piece.strip())


@cache
def cues(lang: str) -> Cues:
    """Those of `lang`. Raises KeyError for a language without."""
    return _all()[lang]


@cache
def _all() -> Mapping[str, Cues]:
    folder = resources.files("pratfall.respond.statement_rules").joinpath("cues")
    files = [file for file in folder.iterdir() if file.name.endswith(".toml")]
    return {f.name.removesuffix(".toml"): _cues(tomllib.loads(f.read_text(encoding="utf-8"))) for f in files}


def _cues(given: Mapping[str, Any]) -> Cues:
    lists = {name: "".join(pattern.splitlines()) for name, pattern in given["lists"].items()}
    families = {name: _family(rows, lists) for name, rows in given.items() if isinstance(rows, dict) and "says" in rows}
    words = enumerate(given["numbers"]["words"].split())
    return Cues(
        families=families,
        stock=re.compile("|".join(f"(?:{pattern})" for pattern in given["information"]["stock"])),
        days={day: alternatives([pattern]) for day, pattern in given["days"].items()},
        numbers={word: value for value, word in words if word != given["numbers"]["skip"]},
        months={word: place for place, word in enumerate(given["months"]["words"].split(), 1)},
    )


def _family(rows: Mapping[str, Any], lists: Mapping[str, str]) -> Family:
    def filled(patterns: Sequence[str]) -> list[str]:
        return [pattern.replace("{others}", lists["others"]) for pattern in patterns]

    unless = rows.get("unless")
    return Family(alternatives(filled(rows["says"])), alternatives(filled(unless)) if unless else None)


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), LONGEST_SENTENCE):
        yield text[start : start + LONGEST_SENTENCE]


def _read(said: str) -> Sentence:
    """Signs of the text that fold away, as accents written on their own, stand at no place of what is read."""
    said = said.strip()
    letters = [(letter, place) for place, sign in enumerate(said) for letter in folded(sign)]
    read = "".join(" " if letter.isspace() else letter for letter, _ in letters)
    return Sentence(said, read, tuple(place for _, place in letters))
