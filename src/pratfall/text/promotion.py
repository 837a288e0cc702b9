"""Does a comment advertise its writer's own channel, page, shop, scheme or cure to other people's readers?

Rules like those of `pitch`, for what strangers write: one strong cue ("subscribe to my channel"), two different weak
ones, or a weak one beside a link. What would be a pitch under one's own name is a promotion under somebody else's. The
matched words come back with the score, so that a person can disagree; a bare link matches none and is no pitch, but a
comment that is nothing but a link has a score of its own, because under other people's posts that is an advertisement.

The score is Bayes' rule on how often each kind of match was seen, with one comment in `PRIOR` being a promotion:

    P(promotion | kind) = prior a / (prior a + (1 - prior) b),   a = P(kind | promotion), b = P(kind | other).

Where strangers advertise more often than that it is too low, elsewhere too high; the order stays.
Limits: hints without usual words ("Enjoy"), languages without rules, promotions quoted to complain about them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np

from .gate import Gate
from .language import find_languages
from .languages import languages
from .pitch import cues_in
from .plain import ADDRESS, DOMAIN, DOMAIN_END, plain
from .rules import alternatives

Array = Any
PRIOR = 0.125  # assumed: nobody publishes how much of the comments under ordinary pages is advertising
LONGEST = 2_000  # characters read: an advertisement says what it wants at once
SHORT_WORDS = 20
RUNS = re.compile(r"[^\w\s'\"]{2,}")
LETTERS = re.compile(r"[^\W\d_]{2,}")


class Cue(StrEnum):
    """What was found, the strongest first."""

    STRONG = "strong"
    WEAK = "weak"  # two weak ones, or one beside a link
    PITCH = "pitch"
    LINK = "link"  # nothing but a link
    NONE = "none"


# (P(kind | promotion), P(kind | other)). Promotions: 586 comments of three videos, so the first number is what these
# rules do there. Others: 552 comments of the same videos, 12,000 app reviews, 13,016 forum comments and French posts.
# A link alone was never among the others; it is counted as if one in 2,000 were.
SEEN: Mapping[Cue, tuple[float, float]] = {
    Cue.STRONG: (0.615, 0.0019),
    Cue.WEAK: (0.137, 0.0005),
    Cue.PITCH: (0.021, 0.0025),
    Cue.LINK: (0.096, 0.0005),
    Cue.NONE: (0.134, 0.995),
}


def promotion(texts: Sequence[str], given: Sequence[str] | None = None) -> tuple[Array, Array]:
    """(n,) float probability, NaN in a language without rules; and (n,) object: the matched words, strong cues first.

    `given`: languages by their code, "" where unknown. Every different text is read once.
    """
    named = find_languages(texts, given=given).tolist()
    keys = list(zip((text[:LONGEST] for text in texts), named, strict=True))
    different = list(dict.fromkeys(keys))
    texts, named = [text for text, _ in different], [name for _, name in different]
    answers = dict(zip(different, promoted(texts, [plain(text) for text in texts], named), strict=True))
    words = np.empty(len(keys), dtype=object)
    words[:] = [answers[key][1] for key in keys]
    return np.array([answers[key][0] for key in keys], dtype=float), words


def promoted(texts: Sequence[str], cleans: Sequence[str], named: Sequence[str]) -> list[tuple[float, tuple[str, ...]]]:
    """Score and words of each text, of which `cleans` are what `plain` makes and `named` the languages."""
    may = np.zeros(len(texts), dtype=bool)
    for code in languages():
        rows = np.array([i for i, name in enumerate(named) if name in ("", code)], dtype=int)
        may[rows] |= _gate(code).open_to([cleans[i] for i in rows.tolist()])["promotion"]
    return [
        (np.nan, ()) if asked is None else _read(text, clean, name, asked, some)
        for text, clean, name, asked, some in zip(
            texts, cleans, named, cues_in(cleans, named), may.tolist(), strict=True
        )
    ]


def _read(text: str, bare: str, given: str, asked: tuple[str, ...], may: bool) -> tuple[float, tuple[str, ...]]:
    """Score and words. `asked`: what makes it a pitch, if anything; `may`: whether a cue may stand in it."""
    link = bool(ADDRESS.search(text) or (DOMAIN_END.search(lower := text.lower()) and DOMAIN.search(lower)))
    if link and not LETTERS.search(bare):
        return probability(Cue.LINK), ()
    if may or link:
        clean = RUNS.sub(" ", bare)
        for code in [given] if given else languages():
            kind, words = _cues(clean, code, link)
            if kind is not Cue.NONE:
                return probability(kind), (*words, *(word for word in asked if word not in words))
    return (probability(Cue.PITCH), asked) if asked else (probability(Cue.NONE), ())


def _cues(clean: str, code: str, link: bool) -> tuple[Cue, tuple[str, ...]]:
    ignore, strong, weak, beside = _rules(code)
    clean = ignore.sub(" ", clean)
    loud = dict.fromkeys(m[0].strip() for m in strong.finditer(clean))
    soft = dict.fromkeys(m[0].strip() for m in weak.finditer(clean))
    if loud:
        return Cue.STRONG, tuple({**loud, **soft})
    if len(soft) >= 2 or (soft and link):
        return Cue.WEAK, tuple(soft)
    leading = dict.fromkeys(beside.findall(clean)) if link and clean.count(" ") < SHORT_WORDS else {}
    return (Cue.WEAK, tuple(leading)) if leading else (Cue.NONE, ())


def probability(kind: Cue) -> float:
    """See the head of the module."""
    a, b = SEEN[kind]
    return PRIOR * a / (PRIOR * a + (1.0 - PRIOR) * b)


@cache
def _rules(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = languages()[code].rules["promotion"]
    return (
        alternatives(table["ignore"]),
        alternatives(_strong(code)),
        alternatives(table["weak"]["calls"]),
        alternatives(table["weak"]["beside"]),
    )


@cache
def _gate(code: str) -> Gate:
    """Without what counts beside a link alone: texts with a link are always searched."""
    return Gate({"promotion": [*_strong(code), *languages()[code].rules["promotion"]["weak"]["calls"]]})


def _strong(code: str) -> list[str]:
    return [p for patterns in languages()[code].rules["promotion"]["strong"].values() for p in patterns]
