"""What a post of one's own is for: a pitch, passing on, help, community, or information.

Rules, with the matched words shown. A post is asked in this order, and the first answer counts: does it ask for money,
a purchase or a sign-up (`pitch`)? is it somebody else's (`curated`)? is it of use at once (`help`)? is it about or
towards people (`community`)? does it tell news, dates or numbers (`information`)? No answer is "": unclear.

Limits: one purpose per post, though many have two; languages without rules are unread; pictures say nothing here. How
often each purpose is taken for another is measured on labelled lines (`CONFUSION`) and travels with every share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from .language import find_languages
from .languages import languages
from .pitch import find_pitches
from .plain import ADDRESS, DOMAIN, ENTITY, MARKUP, NAME, folded
from .rules import alternatives

Array = Any
PURPOSES = ("pitch", "curated", "help", "community", "information")
SAID = (*PURPOSES, "")
# What these rules said (columns as in SAID) of posts that truly were (rows as in PURPOSES): 200 lines labelled before
# the rules were written, 100 posts of one real organisation and 160 of the invented one, all read before the
# corrections they led to; docs/methods/purpose.md. Unseen posts of another trade are more often unclear than these.
CONFUSION = (
    (32, 0, 1, 0, 7, 6),
    (0, 41, 0, 1, 0, 9),
    (1, 1, 62, 4, 5, 9),
    (0, 1, 3, 79, 15, 18),
    (0, 4, 9, 11, 101, 40),
)
LONGEST = 2_000
MOST_WORDS = 5


@dataclass(frozen=True)
class Purposes:
    """One row per text. `purpose`: one of PURPOSES, or "" when unclear or unreadable. `words`: what matched."""

    purpose: Array  # (n,) object: str
    words: Array  # (n,) object: tuple[str, ...]
    readable: Array  # (n,) bool


def find_purposes(texts: Sequence[str], given: Sequence[str] | None = None) -> Purposes:
    """Read every different text once. `given`: languages named by the network, "" where unknown."""
    named = find_languages(texts, given=given).tolist()
    asked = find_pitches(texts, named)
    answers: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}
    purpose, words = (np.empty(len(texts), dtype=object) for _ in range(2))
    for i, key in enumerate(zip(texts, named, strict=True)):
        if asked.pitch[i]:
            purpose[i], words[i] = "pitch", asked.words[i]
        elif not asked.readable[i]:
            purpose[i], words[i] = "", ()
        else:
            if key not in answers:
                answers[key] = _read(*key)
            purpose[i], words[i] = answers[key]
    return Purposes(purpose, words, asked.readable)


def _read(text: str, given: str) -> tuple[str, tuple[str, ...]]:
    text = text[:LONGEST]
    marked = _marked(text)
    for code in [given] if given else languages():
        for purpose, rules in _rules(code).items():
            if found := tuple(dict.fromkeys(m[0].strip() for m in rules.finditer(marked))):
                return purpose, found[:MOST_WORDS]
    return "", ()


def _marked(text: str) -> str:
    """Like `plain`, but links and names leave a word behind, because who is quoted is the question here."""
    text = MARKUP.sub(lambda m: ENTITY.get(m[0], " "), folded(text))
    text = NAME.sub(" ~name ", DOMAIN.sub(" ~link ", ADDRESS.sub(" ~link ", text)))
    return " ".join(text.replace("#", " ").split())


@cache
def _rules(code: str) -> dict[str, re.Pattern[str]]:
    table = languages()[code].rules["purpose"]
    return {
        purpose: alternatives([p for patterns in table[purpose].values() for p in patterns])
        for purpose in PURPOSES
        if purpose != "pitch"
    }
