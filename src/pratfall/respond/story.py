"""The story of a setback as it may be told: an article, and the script of a minute's video, from what was recorded.

Nothing is said that was not recorded. What a person has to add is a gap, `[to fill in: ...]`, and nothing is published
while one is left. A blunder told by somebody able brings them closer to people (Aronson, Willerman & Floyd 1966, the
pratfall effect); naming exactly what went wrong protects best, vague words little (four studies, J. Exp. Soc. Psych.
2021).

    article(known), script(known)    what is said, as codes with facts (wording `story.<code>`), texts and gaps
    gaps(text)                       those still in a text somebody works on
    spoken_seconds(script)           how long it takes to say
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

WORDS_A_MINUTE = 140  # calmly spoken; between 130 and 150 fill a minute
LEAST_WORDS, MOST_WORDS = 130, 150
SECONDS = 60
GAP = re.compile(r"\[\s*(?:to fill in|à compléter)\b[^\]\n]*\]?", re.IGNORECASE)
_TIMES = re.compile(r"^\s*\d{1,2}:\d{2}\s*[-–—]\s*\d{1,2}:\d{2}\s*", re.MULTILINE)
_ASIDE = re.compile(r"\([^()\n]*\)")
_WORD = re.compile(r"[^\W_]+(?:['’\-\u2011][^\W_]+)*")


@dataclass(frozen=True, kw_only=True)
class Known:
    """What was recorded, in one language. Empty, 0 or None: nothing was.

    `happened`: as approved for the public; `told`: how often it was spoken of in public; `heard`: comments by what
    became of them ("seen", "answered", "removed"); `changes`: what changes for good, in words meant for the public;
    `comeback`: a measured sentence; `themes`: of the debrief, in the team's own words; `thanked`: allies.
    """

    organisation: str
    title: str = ""
    happened: str = ""
    began_at: datetime
    first_word_at: datetime | None = None
    explained_at: datetime | None = None
    closed_at: datetime | None = None
    told: int = 0
    heard: Mapping[str, int] = field(default_factory=dict)
    changes: tuple[str, ...] = ()
    comeback: str = ""
    themes: tuple[str, ...] = ()
    thanked: int = 0


@dataclass(frozen=True)
class Piece:
    """A sentence by its `code` with `facts`, a recorded `text`, or a gap: `gap` says what belongs there."""

    code: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    text: str = ""
    gap: str = ""


@dataclass(frozen=True)
class Part:
    """A paragraph with its heading (wording `story.part.<code>`); of a script a beat, in seconds."""

    code: str
    pieces: tuple[Piece, ...]
    start: int = 0
    end: int = 0


def article(known: Known) -> tuple[Part, ...]:
    """Title first; each part says what is known or asks for it."""
    return (
        Part("title", (Piece(text=known.title) if known.title else Piece(gap="title"),)),
        Part("happened", (_happened(known),)),
        Part("did", (*_did(known), *_closed(known))),
        Part("heard", tuple(_heard(known))),
        Part("changed", tuple(_changed(known))),
        Part("went", (Piece("went", {"sentence": known.comeback}) if known.comeback else Piece(gap="went"),)),
        Part("others", tuple(_others(known))),
    )


def script(known: Known) -> tuple[Part, ...]:
    """Five beats of a minute."""
    return (
        Part("hook", (Piece("hook", {"organisation": known.organisation}),), 0, 8),
        Part("happened", (_happened(known),), 8, 21),
        Part("did", _did(known), 21, 35),
        Part("changed", tuple(_changed(known)), 35, 49),
        Part("others", (Piece(gap="one_thing"), Piece("script_close")), 49, SECONDS),
    )


def gaps(text: str) -> tuple[str, ...]:
    """Gaps as they stand in `text`, whichever language; one without its end counts too."""
    return tuple(match.group() for match in GAP.finditer(text))


def spoken_words(text: str) -> int:
    """Words somebody says: without times, gaps, and what stands in brackets."""
    return len(_WORD.findall(_ASIDE.sub(" ", GAP.sub(" ", _TIMES.sub("", text)))))


def spoken_seconds(text: str) -> int:
    return round(spoken_words(text) * 60 / WORDS_A_MINUTE)


def _happened(known: Known) -> Piece:
    return Piece(text=known.happened) if known.happened else Piece(gap="happened")


def _did(known: Known) -> tuple[Piece, ...]:
    began = {"began": known.began_at}
    if known.first_word_at is None:
        return (Piece("began", began), Piece(gap="first_word"))
    minutes = max(int((known.first_word_at - known.began_at).total_seconds() // 60), 0)
    said = [Piece("first_word", {**began, "minutes": minutes})]
    if known.explained_at is not None:
        said.append(Piece("explained", {"at": known.explained_at}))
    return tuple(said)


def _closed(known: Known) -> Iterator[Piece]:
    if known.told > 1:
        yield Piece("told", {"n": known.told})
    if known.closed_at is not None:
        yield Piece("closed", {"at": known.closed_at})


def _heard(known: Known) -> Iterator[Piece]:
    seen, removed = known.heard.get("seen", 0), known.heard.get("removed", 0)
    if not seen:
        yield Piece(gap="heard")
        return
    yield Piece("heard", {"n": seen, "answered": known.heard.get("answered", 0)})
    if removed:
        yield Piece("removed", {"n": removed})


def _changed(known: Known) -> Iterator[Piece]:
    yield from (Piece(text=change) for change in known.changes)
    if not known.changes:
        yield Piece(gap="changed")


def _others(known: Known) -> Iterator[Piece]:
    """Themes are the team's own words, in one language, for nobody else yet: they help to fill the gap, no more."""
    yield Piece(gap="others_themes", facts={"themes": known.themes}) if known.themes else Piece(gap="others")
    if known.thanked:
        yield Piece("thanked", {"n": known.thanked})
