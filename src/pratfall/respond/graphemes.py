"""What a reader takes for one sign: a letter with its accents, an emoji with skin and hair, a flag.

Extended grapheme clusters after Unicode Standard Annex #29, by general categories instead of its tables:

    no break before   a combining mark (Mn, Me, Mc), a joiner, a skin tone, a variation selector, a tag
    no break after    a zero width joiner that is followed by a picture
    in pairs          regional indicators (flags)

Example: "é" written as two code points, "👩🏽‍🚒" and "🇫🇷" are one sign each.
Limits: Hangul written in single jamo and Indic conjuncts count by their parts, which is too many, never too few.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

JOINER, CR, LF = "\u200d", "\r", "\n"
PICTURES = ((0x2190, 0x2BFF), (0x3030, 0x303D), (0x3297, 0x3299), (0x1F000, 0x1FAFF))
SINGLES = frozenset("©®‼⁉™ℹ")
FLAGS = (0x1F1E6, 0x1F1FF)
SKINS = (0x1F3FB, 0x1F3FF)
TAGS = (0xE0020, 0xE007F)


def graphemes(text: str) -> Iterator[str]:
    """The signs of `text` in their order; joined they are `text` again."""
    start = 0
    for place in range(1, len(text)):
        if not _sticks(text, start, place):
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def is_picture(sign: str) -> bool:
    """Whether a grapheme is an emoji, keycaps and flags included."""
    first = ord(sign[0])
    if _within(first, FLAGS) or any(_within(first, span) for span in PICTURES if span[0] > 0xFFFF):
        return True
    return "\ufe0f" in sign or (sign != sign[0] and _pictured(sign[0])) or unicodedata.category(sign[0]) == "So"


def _sticks(text: str, start: int, place: int) -> bool:
    """Whether the sign that begins at `start` goes on at `place`."""
    here, before = text[place], text[place - 1]
    if before == CR and here == LF:
        return True
    if before in (CR, LF) or here in (CR, LF):
        return False
    if _extends(here):
        return True
    if before == JOINER and _pictured(here):
        return True
    in_pairs = _within(ord(here), FLAGS) and _within(ord(before), FLAGS)
    return in_pairs and (place - start) % 2 == 1


def _extends(sign: str) -> bool:
    code = ord(sign)
    return (
        sign in (JOINER, "\u200c")
        or _within(code, SKINS)
        or _within(code, TAGS)
        or unicodedata.category(sign) in ("Mn", "Me", "Mc")
    )


def _pictured(sign: str) -> bool:
    return sign in SINGLES or any(_within(ord(sign), span) for span in PICTURES)


def _within(code: int, span: tuple[int, int]) -> bool:
    return span[0] <= code <= span[1]
