"""How long a text may be on each network, counted as the network counts; and a text in parts that fit.

A limit says its rule, since networks count differently: what X takes for two signs Bluesky takes for one. Where the
network does not say what counts, the count that gives more is used, so that nothing that fits here is refused there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import assert_never

from .graphemes import graphemes, is_picture

RUN = 10  # signs
LINK = 23  # what X and Mastodon count for any link
ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]'»]")
# X makes links of bare domains too; these endings are the ones an organisation in Europe or America is likely to use.
BARE = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9-]{1,63}\.){1,6}"
    r"(?:com|org|net|fr|eu|be|ch|ca|io|info|uk|de|es|it|pt|nl|lu|gp|re|mq|ngo|ong|paris|bzh|app|shop)\b(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]'»])?",
    re.IGNORECASE,
)
REMOTE = re.compile(r"(?<![\w@])@(\w+)@[\w.-]*\w")  # Mastodon counts the name, not the server
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))  # code points X counts once; all others count twice


class Rule(StrEnum):
    """WEIGHTED  as twitter-text does: some signs count twice, an emoji twice, a link 23
    SHORTENED graphemes, a link 23, a name without its server
    GRAPHEMES what a reader takes for one sign
    UNITS     UTF-16 units: most emoji count twice
    """

    WEIGHTED = "weighted"
    SHORTENED = "shortened"
    GRAPHEMES = "graphemes"
    UNITS = "units"


@dataclass(frozen=True)
class Limit:
    """`most`: None where the place has none, or none anybody could find written down; `numbered`: posts can follow
    each other there as a thread. `source` and `year`: who says so, and when.
    """

    place: str
    most: int | None
    rule: Rule
    numbered: bool
    year: int
    source: str


_TEXT_V3 = "twitter-text, configuration version 3"
_TOOLS = "Buffer and Publer, limits they check before they post"

LIMITS: Mapping[str, Limit] = {
    limit.place: limit
    for limit in (
        Limit("x", 280, Rule.WEIGHTED, True, 2026, _TEXT_V3),
        Limit("bluesky", 300, Rule.GRAPHEMES, True, 2026, "AT Protocol, lexicon app.bsky.feed.post"),
        Limit("mastodon", 500, Rule.SHORTENED, True, 2026, "Mastodon, default of a server; yours may allow more"),
        Limit("threads", 500, Rule.UNITS, True, 2025, _TOOLS),
        Limit("linkedin", 3000, Rule.UNITS, False, 2025, _TOOLS),
        Limit("instagram", 2200, Rule.UNITS, False, 2025, _TOOLS),
        Limit("facebook", 63206, Rule.UNITS, False, 2025, "Ayrshare; Buffer stops at 5,000 and Publer at 10,000"),
        Limit("tiktok", 2200, Rule.UNITS, False, 2025, "Buffer; photo and text posts take 4,000"),
        Limit("youtube", None, Rule.UNITS, False, 2026, ""),
        Limit("website", None, Rule.GRAPHEMES, False, 2026, ""),
        Limit("email", None, Rule.GRAPHEMES, False, 2026, ""),
        Limit("press", None, Rule.GRAPHEMES, False, 2026, ""),
        Limit("other", None, Rule.GRAPHEMES, False, 2026, ""),
    )
}


def length(text: str, rule: Rule) -> int:
    """How long `text` is by that rule."""
    match rule:
        case Rule.WEIGHTED:
            text = unicodedata.normalize("NFC", text)
            shown = BARE.sub("x" * LINK, ADDRESS.sub("x" * LINK, text))
            return sum(_weight(sign) for sign in graphemes(shown))
        case Rule.SHORTENED:
            shown = REMOTE.sub(r"@\1", ADDRESS.sub("x" * LINK, text))
            return sum(1 for _ in graphemes(shown))
        case Rule.GRAPHEMES:
            return sum(1 for _ in graphemes(text))
        case Rule.UNITS:
            return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
        case _:
            assert_never(rule)


def left(text: str, limit: Limit) -> int | None:
    """How much more fits; below zero what is too much; None without a limit."""
    return None if limit.most is None else limit.most - length(text, limit.rule)


def split(text: str, limit: Limit) -> tuple[str, ...]:
    """`text` in parts that fit, cut at paragraphs, else at sentences, else at words; numbered where there are several.

    One part, as it is, where it fits or nothing else is possible.
    """
    text = text.strip()
    if limit.most is None or length(text, limit.rule) <= limit.most:
        return (text,)
    count = 2
    while True:
        parts = _packed(text, limit, limit.most - length(_number(count, count), limit.rule))
        if len(str(len(parts))) <= len(str(count)):
            return tuple(part + _number(place, len(parts)) for place, part in enumerate(parts, 1))
        count = len(parts)


def _number(place: int, count: int) -> str:
    return f" ({place}/{count})"


def _packed(text: str, limit: Limit, most: int) -> list[str]:
    """As many whole pieces in each part as fit. Lengths of pieces add up: none is cut inside a link that fits."""

    def measured(part: str) -> int:
        return length(part, limit.rule)

    parts: list[str] = []
    filled = 0
    for piece in _pieces(text, measured, most):
        size = measured(piece)
        if parts and filled + size <= most:
            parts[-1] += piece
            filled += size
        else:
            parts.append(piece.lstrip())
            filled = size
    return [part.rstrip() for part in parts if part.strip()]


# Where a text may be cut, the best first: each piece keeps what parts it from the next.
CUTS = (re.compile(r"(?<=\n\n)"), re.compile(r"(?<=[.!?…])\s+(?=\S)"), re.compile(r"(?<=\s)(?=\S)"))


def _pieces(text: str, measured: Callable[[str], int], most: int, depth: int = 0) -> list[str]:
    if measured(text.rstrip()) <= most:
        return [text]
    if depth == len(CUTS):
        return _torn(text, measured, most)
    return [piece for part in _cut(text, CUTS[depth]) for piece in _pieces(part, measured, most, depth + 1)]


def _cut(text: str, where: re.Pattern[str]) -> list[str]:
    places = [0, *(found.end() for found in where.finditer(text) if 0 < found.end() < len(text)), len(text)]
    return [text[start:end] for start, end in pairwise(places) if start < end]


def _torn(text: str, measured: Callable[[str], int], most: int) -> list[str]:
    """A word longer than a whole post, sign by sign."""
    parts, filled = [""], 0
    for run in _runs(text):
        size = measured(run)
        if parts[-1] and filled + size > most:
            parts.append("")
            filled = 0
        parts[-1] += run
        filled += size
    return parts


def _runs(text: str) -> Iterator[str]:
    """A few signs at a time: measuring after each would take as long as the text is long, squared."""
    signs = list(graphemes(text))
    for start in range(0, len(signs), RUN):
        yield "".join(signs[start : start + RUN])


def _weight(sign: str) -> int:
    if is_picture(sign):
        return 2
    return sum(1 if any(low <= ord(part) <= high for low, high in LIGHT) else 2 for part in sign)
