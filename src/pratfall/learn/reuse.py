"""Pieces for networks out of a longer text: its own sentences, cut where they end, and nothing else.

A sentence is proposed where it stands alone: a number, a quotation, a question, a tip, a title with what follows it. No
word is added or changed, only the link at the end. Every network gets sentences of its own, so that the same words
do not stand everywhere at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from .page_text import Paragraph

SHORTEST, LONGEST = 40, 600  # characters of a sentence that may stand alone
MOST = 3  # pieces for one place
ROOMY = 400  # characters a place takes from which a second and third sentence may follow
FOLLOWING = 2
# Each run of points or spaces is read once: texts come from outside, and a long row of dots is one of them.
ENDS = re.compile(
    r"(?<![.!?…])[.!?…]++[\"”’»)\]]*(?:\s*+»)?(?=\s++(?:[\"“«(\[]\s*+)?[A-ZÀ-ÖØ-Þ0-9]|\s*+$)",
)
FIRST = re.compile(r"[\w’'°.\-]+")
NUMBER = re.compile(r"(?<![\w.,])\d[\d \u202f.,]*(?:%|€|£|\$|\b)")
YEAR_ALONE = re.compile(r"^(?:19|20)\d\d$")
QUOTED = re.compile(r"[“«\"]\s*([^”»\"]{20,400}?)\s*[”»\"]")
STRAIGHT = str.maketrans({"’": "'"})


class Why(StrEnum):
    """Why a sentence stands alone; the first that holds."""

    NUMBER = "number"
    QUOTE = "quote"
    QUESTION = "question"
    TIP = "tip"
    TITLE = "title"
    PLAIN = "plain"


@dataclass(frozen=True)
class Place:
    """Where a piece would go. `most`: None without a limit; `measured`: how long the place says a text is."""

    platform: str
    account_id: str
    most: int | None
    measured: Callable[[str], int]


@dataclass(frozen=True)
class Piece:
    platform: str
    account_id: str
    text: str
    why: Why


@dataclass(frozen=True)
class _Sentence:
    text: str
    why: Why
    paragraph: int
    place: int  # in its paragraph
    rank: int


@cache
def _words() -> Mapping[str, Mapping[str, frozenset[str]]]:
    file = resources.files(__package__) / "reuse_words.toml"
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    return {lang: {kind: frozenset(words.split()) for kind, words in kinds.items()} for lang, kinds in given.items()}


def sentences(text: str, language: str) -> tuple[str, ...]:
    """The sentences of a paragraph; joined by spaces they are it again, spaces apart."""
    short = _words().get(language, _words()["en"])["short"]
    found, start = [], 0
    for end in ENDS.finditer(text):
        last = text[max(start, end.start() - LONGEST) : end.start()].rsplit(None, 1)[-1:] or [""]
        word = last[0].lower().lstrip("(«“\"'").rstrip(".")
        if end[0].startswith(".") and end.end() < len(text) and (word in short or (len(word) == 1 and word.isalpha())):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def propose(
    paragraphs: Sequence[Paragraph], places: Sequence[Place], *, language: str, address: str = ""
) -> tuple[Piece, ...]:
    """At most MOST pieces for each place, the most telling first; none where nothing stands alone or fits.

    A sentence goes to one place only. `address`: where the text stands, appended to each piece; "" for none.
    """
    split = [sentences(one.text, language) for one in paragraphs]
    waiting = sorted(_candidates(paragraphs, split, language), key=lambda one: (one.rank, one.paragraph, one.place))
    used = set[tuple[int, int]]()
    made: list[Piece] = []
    for _ in range(MOST):
        for place in sorted(places, key=lambda one: one.most or 10**9):  # who takes least chooses first
            found = _next(waiting, used, split, place, address)
            if found is not None:
                made.append(found)
    order = {(place.platform, place.account_id): i for i, place in enumerate(places)}
    return tuple(sorted(made, key=lambda piece: order[piece.platform, piece.account_id]))


def _candidates(paragraphs: Sequence[Paragraph], split: Sequence[Sequence[str]], language: str) -> Iterator[_Sentence]:
    words = _words().get(language, _words()["en"])
    ranks = list(Why)
    for i, (paragraph, found) in enumerate(zip(paragraphs, split, strict=True)):
        if paragraph.heading:
            continue
        for k, text in enumerate(found):
            if not _alone(text, words) or not (text[-1] in '.!?…»”")' or paragraph.item):
                continue
            titled = i > 0 and paragraphs[i - 1].heading and k == 0
            why = _why(text, paragraph.item, titled, words)
            yield _Sentence(text, why, i, k, ranks.index(why))


def _alone(text: str, words: Mapping[str, frozenset[str]]) -> bool:
    if not SHORTEST <= len(text) <= LONGEST:
        return False
    first = _first(text)
    return first not in words["leaning"] and text[0] not in ",;:.…)"


def _first(text: str) -> str:
    found = FIRST.search(text.translate(STRAIGHT).lower())
    return found[0].rstrip(".") if found else ""


def _why(text: str, item: bool, titled: bool, words: Mapping[str, frozenset[str]]) -> Why:
    numbers = (found[0].strip(" .,\u202f") for found in NUMBER.finditer(text))
    if any(number and not YEAR_ALONE.match(number) for number in numbers):
        return Why.NUMBER
    if QUOTED.search(text):
        return Why.QUOTE
    if text.rstrip('»”" ').endswith("?"):
        return Why.QUESTION
    if _first(text) in words["telling"] or item:
        return Why.TIP
    return Why.TITLE if titled else Why.PLAIN


def _next(
    waiting: Sequence[_Sentence],
    used: set[tuple[int, int]],
    split: Sequence[Sequence[str]],
    place: Place,
    address: str,
) -> Piece | None:
    """The best sentence nobody has yet that fits, with those after it where the place has room."""
    for one in waiting:
        if (one.paragraph, one.place) in used:
            continue
        text, taken = _fitted(one, used, split, place, address)
        if text:
            used.update((one.paragraph, k) for k in taken)
            return Piece(place.platform, place.account_id, text, one.why)
    return None


def _fitted(
    one: _Sentence, used: set[tuple[int, int]], split: Sequence[Sequence[str]], place: Place, address: str
) -> tuple[str, tuple[int, ...]]:
    """The text and the places of its sentences; ("", ()) where not even one fits."""

    def fits(text: str) -> bool:
        return place.most is None or place.measured(text) <= place.most

    body, taken = one.text, [one.place]
    if not fits(linked(body, address)):
        return "", ()
    following = FOLLOWING if place.most is None or place.most >= ROOMY else 0
    for k in range(one.place + 1, min(one.place + 1 + following, len(split[one.paragraph]))):
        longer = f"{body} {split[one.paragraph][k]}"
        if (one.paragraph, k) in used or not fits(linked(longer, address)) or len(longer) > 2 * LONGEST:
            break
        body = longer
        taken.append(k)
    return linked(body, address), tuple(taken)


def linked(text: str, address: str) -> str:
    return f"{text}\n\n{address}" if address else text
