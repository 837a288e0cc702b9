"""What this field speaks of, in both languages: words that mean one thing are one notion, whatever their language.

The list is data (notions.toml): per notion the words of each language, "*" for any ending, "_" between two words that
stand together once small words are left out ("mot_passe" finds "mot de passe"). Words are compared by their stems:
a light stemmer that takes one ending of either language away (as Savoy 2006 for French, Harman 1991 for English),
since texts of a team mix both and nobody says which word is which.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from .plain import STRAIGHT, plain

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
ELISION = re.compile(r"^(?:l|d|j|n|s|m|t|c|qu|jusqu|lorsqu|puisqu|quelqu|aujourd)'(?=.)")
ENDINGS = tuple(
    sorted(
        """ements ement ments ment ations ation ateurs ateur atrices atrice euses euse eurs eur ives ive ifs if ings ing
        edly ed ies ers er ees ee es e s aient ait ant ants ante antes ent ons ez era eront erait ables able ibles ible
        ites ite ness y x""".split(),
        key=len,
        reverse=True,
    )
)
LEAST_LEFT = 4  # letters of a stem
SHORTEST_PREFIX = 3


@dataclass(frozen=True)
class Notions:
    """`small`: words that tell nothing. `usual`: notions nearly every text of this field holds."""

    names: tuple[str, ...]
    words: Mapping[str, frozenset[str]]  # a stem -> notions
    beginnings: Mapping[str, frozenset[str]]
    pairs: Mapping[tuple[str, str], frozenset[str]]
    small: frozenset[str]
    usual: frozenset[str]


@cache
def notions() -> Notions:
    """The shipped list, read once."""
    blob = (resources.files("pratfall.text") / "notions.toml").read_text(encoding="utf-8").translate(STRAIGHT)
    return read(tomllib.loads(blob))


def read(table: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Notions:
    words: dict[str, set[str]] = {}
    beginnings: dict[str, set[str]] = {}
    pairs: dict[tuple[str, str], set[str]] = {}
    for name, languages in table["notions"].items():
        for pattern in " ".join(languages.values()).split():
            if pattern.endswith("*"):
                beginnings.setdefault(pattern[:-1], set()).add(name)
            elif "_" in pattern:
                first, second = pattern.split("_")
                pairs.setdefault((stem(first), stem(second)), set()).add(name)
            else:
                words.setdefault(stem(pattern), set()).add(name)
    small = " ".join(table["small"][lang] for lang in sorted(table["small"])).split()  # type: ignore[misc]
    usual = " ".join(table["usual"][kind] for kind in sorted(table["usual"])).split()  # type: ignore[misc]
    return Notions(
        tuple(table["notions"]),
        {word: frozenset(found) for word, found in words.items()},
        {start: frozenset(found) for start, found in beginnings.items()},
        {pair: frozenset(found) for pair, found in pairs.items()},
        frozenset(small),
        frozenset(usual),
    )


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """One ending off, at least four letters left; a doubled last letter is written once."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_LEFT:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > LEAST_LEFT and word[-1] == word[-2] else word


@lru_cache(maxsize=100_000)
def notions_of(word: str) -> frozenset[str]:
    """Those a folded word is known for, by its stem or its beginning."""
    known = notions()
    found = known.words.get(stem(word), frozenset())
    for length in range(SHORTEST_PREFIX, len(word) + 1):
        found |= known.beginnings.get(word[:length], frozenset())
    return found


def telling(text: str) -> list[str]:
    """Its words, folded, in order; small words, elided articles and numbers are left out."""
    return [word for word in _words(text) if len(word) > 1 and word not in notions().small and not word.isdecimal()]


def _words(text: str) -> Iterator[str]:
    for word in WORD.findall(plain(text)):
        bare = ELISION.sub("", word).removesuffix("'s")
        yield from bare.split("'")
