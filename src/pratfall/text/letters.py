"""Many texts as one array of letters: folded, cleaned of links and names, and still knowing whose letter is whose.

Everything that follows works on whole arrays, so that reading costs a few passes over the letters, whatever they
are. Lower case without accents; invisible and direction marks vanish; three or more of a letter become two; an
address becomes one mark, a name after @ another, emoticons become the emoji they stand for. At most `LONGEST`
characters of a text are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from .plain import ENTITY

Array = Any
LONGEST = 2_000
LINK, NAME = "\x1c", "\x1d"  # control characters, which people do not write
# What must not stand before is looked at after the first sign, so that searching leaps from one such sign to the next.
ADDRESS = re.compile(r"https?://[^\s]+|www\.[^\s]+|http(?<!\whttp)\b")
HANDLE = re.compile(r"@(?<![\w.]@)[\w.-]+")
MARKUP = re.compile(r"<(?:br|a|b|i|p|/)[^<>\n]{0,300}>|&(?:#39|apos|quot|amp|lt|gt|nbsp);", re.IGNORECASE)
EMOTICON = re.compile(r"[:;=8xX](?<![\w:;=].)'?[-^o]?(?:([)\]DPp3*]+)|([(\[/\\|@cC]+))(?!\w)|<3+(?!\d)")
SMILE, FROWN, HEART = "\U0001f642", "\U0001f641", "\u2764"
QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})

SPACE, LETTER, DIGIT, APOSTROPHE, MARK, EMOJI, GONE = range(7)
TABLE = 0x10000
NAMED = 0x3000  # below, Unicode's own categories; above stand mostly letters of East Asia


@dataclass(frozen=True)
class Letters:
    """All letters of k texts, one text after the other; a line break ends each text, the last one too.

    `codes` folded code points; `kind` (SPACE to EMOJI); `capital`: was written as one; `text`: whose it is (k texts).
    `stretched` (k,): letters left out because they repeat, as in "sooooo".
    """

    codes: Array
    kind: Array
    capital: Array
    text: Array
    count: int
    stretched: Array


def letters_of(texts: Sequence[str]) -> Letters:
    """Read `texts`, which may hold anything a string may hold, lone surrogates included."""
    blob = _cleaned(texts)
    codes = np.frombuffer(blob.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    folds, kinds, capitals = _tables()
    low = np.minimum(codes, TABLE - 1)
    kind = kinds[low]
    kind[codes >= TABLE] = SPACE
    kind[(codes >= 0x1F000) & (codes < 0x1FB00)] = EMOJI
    kind[(codes >= 0x1F3FB) & (codes <= 0x1F3FF)] = GONE  # tones of skin
    folded = np.where(codes < TABLE, folds[low], codes)
    gone = kind == GONE
    # "don't" becomes "dont", as people write it anyway; every other apostrophe parts two words.
    joins = (folded[1:-1] == 39) & (folded[:-2] == 110) & (folded[2:] == 116)
    gone[1:-1] |= joins
    keep = ~gone
    folded, kind, capital = folded[keep], kind[keep], capitals[low[keep]]
    text = np.cumsum(folded == 10) - (folded == 10)
    again = np.zeros(len(folded), dtype=bool)
    again[2:] = (folded[2:] == folded[1:-1]) & (folded[2:] == folded[:-2]) & (kind[2:] == LETTER)
    stretched = np.bincount(text[again], minlength=len(texts))
    keep = ~again
    return Letters(folded[keep], kind[keep], capital[keep], text[keep], len(texts), stretched)


def _cleaned(texts: Sequence[str]) -> str:
    """One string, a line per text, with marks in place of addresses, names and emoticons."""
    blob = "".join(text[:LONGEST].replace("\n", " ").replace("\r", " ") + "\n" for text in texts)
    blob = blob.translate(QUOTES) if not blob.isascii() else blob
    if "&" in blob or "<" in blob:
        blob = MARKUP.sub(lambda m: ENTITY.get(m[0].lower(), " "), blob)
    blob = ADDRESS.sub(f" {LINK} ", blob)
    blob = HANDLE.sub(f" {NAME} ", blob)
    return EMOTICON.sub(_emoji_for, blob)


def _emoji_for(match: re.Match[str]) -> str:
    return SMILE if match[1] else FROWN if match[2] else HEART


@cache
def _tables() -> tuple[Array, Array, Array]:
    """For every code point below TABLE: its folded form, its kind, whether it is a capital."""
    folds = np.arange(TABLE, dtype=np.uint32)
    kinds = np.full(TABLE, LETTER, dtype=np.uint8)
    capitals = np.zeros(TABLE, dtype=bool)
    kinds[:NAMED] = SPACE
    kinds[0xD800:0xF900] = kinds[0xFE00:0xFE10] = kinds[0xFEFF] = kinds[0xFFF0:] = GONE
    for code in range(NAMED):
        sign = chr(code)
        category = unicodedata.category(sign)
        if category[0] == "L":
            kinds[code] = LETTER
            folds[code] = ord(unicodedata.normalize("NFD", sign.lower())[0])
            capitals[code] = category == "Lu"
        elif category[0] == "N":
            kinds[code] = DIGIT
        elif category in ("Mn", "Me", "Cf"):
            kinds[code] = GONE
        elif category == "So" and code > 0x2000:
            kinds[code] = EMOJI
        elif category[0] in "PS":
            kinds[code] = MARK
    kinds[ord("'")] = APOSTROPHE
    for sign in (LINK, NAME):
        kinds[ord(sign)] = EMOJI  # a token of its own
    folds[ord("\t")] = 32
    kinds[:32][kinds[:32] != EMOJI] = SPACE
    return folds, kinds, capitals
