"""Does a comment want an answer?

A question mark alone finds 73 % of questions and is right in 76 % of cases; openings and requests help both.
Marks repeated or mixed with exclamation ("??", "?!") are exclamations. The English rule reached precision 0.86
and recall 0.95 on the 100 support tweets it was written from, so that is optimistic; French is unmeasured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from .language import find_languages
from .languages import languages
from .plain import plain

Array = Any
REAL_MARK = re.compile(r"(?<![?!])\?(?![?!])")
SENTENCE = re.compile(r"[.!?…]+\s+")
SHORTEST_WORDS = 3  # an opening without a mark needs this many words to count


def find_questions(texts: Sequence[str], given: Sequence[str] | None = None) -> Array:
    """(n,) bool. Every different text is read once; where the language is unclear, or not ours, all rules are tried.

    `given`: languages by their code, "" where unknown.
    """
    keys = list(zip(texts, find_languages(texts, given=given).tolist(), strict=True))
    answers = {key: _asks(*key) for key in dict.fromkeys(keys)}
    return np.array([answers[key] for key in keys], dtype=bool)


def _asks(text: str, language: str) -> bool:
    clean = plain(text)
    if REAL_MARK.search(clean):
        return True
    return any(_opens(clean, code) for code in ([language] if language in languages() else languages()))


def _opens(clean: str, code: str) -> bool:
    """A request, or a sentence that ends in several marks and begins as questions do."""
    openings, requests = _rules(code)
    if requests.search(clean):
        return True
    if "?" not in clean:
        return False
    for sentence in SENTENCE.split(clean):
        words = sentence.split()
        if len(words) >= SHORTEST_WORDS and words[0].strip("¿«\"'(") in openings:
            return True
    return False


@cache
def _rules(code: str) -> tuple[frozenset[str], re.Pattern[str]]:
    table = languages()[code].rules["question"]
    requests = "|".join(f"(?:{p})" for p in table["requests"])
    return frozenset(table["openings"].split()), re.compile(rf"(?<!\w)(?:{requests})(?!\w)")
