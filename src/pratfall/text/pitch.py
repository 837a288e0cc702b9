"""Does a post ask its reader for money, a purchase or a sign-up?

Rules, not a model: a trained model looked like 95 % and then flagged half of ordinary reviews. One strong cue
("donate today", "inscrivez-vous") or two different weak ones ("tickets" and "last chance") make a pitch; a bare
link never counts. Matched words come back with the answer, so that a person can disagree.

What it cannot do: irony, quotes of other people's appeals, pitches without any usual word. How often it errs
is measured on labelled texts and travels with every share (see `RATES`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from .gate import Gate
from .language import find_languages
from .languages import languages
from .plain import plain
from .rules import alternatives

Array = Any


@dataclass(frozen=True)
class Rates:
    """Shares of texts flagged among real pitches and among others, each as (low, measured, high)."""

    of_pitches: tuple[float, float, float]
    of_others: tuple[float, float, float]


# Of lines written before the rules saw them (tests/samples/pitch_lines.toml, purpose_lines.toml) 68 of 90 pitches were
# flagged (Wilson 0.66 to 0.83; 1 is kept as the upper end, which can only lower the share reported) and one of
# 210 others. Ordinary texts: 40 of 12,000 app reviews (EN 0.32 %, FR 0.28 %), 5 of 2,163 French tweets; on 819
# posts of one organisation that ask for nothing, 6. See docs/habits.md.
RATES = Rates(of_pitches=(0.66, 0.76, 1.0), of_others=(0.0, 0.005, 0.015))


@dataclass(frozen=True)
class Pitches:
    """One row per text. `readable`: in a language with rules, or unclear. `words`: what matched, strong cues first."""

    pitch: Array  # (n,) bool
    readable: Array  # (n,) bool
    words: Array  # (n,) object: tuple[str, ...]


def find_pitches(texts: Sequence[str], given: Sequence[str] | None = None) -> Pitches:
    """Read every different text once. `given`: languages named by the network, "" where unknown."""
    named = find_languages(texts, given=given).tolist()
    keys = list(zip(texts, named, strict=True))
    different = list(dict.fromkeys(keys))
    read = cues_in([plain(text) for text, _ in different], [name for _, name in different])
    answers = dict(zip(different, read, strict=True))
    words = np.empty(len(keys), dtype=object)
    words[:] = [answers[key] or () for key in keys]
    return Pitches(
        pitch=np.array([bool(answers[key]) for key in keys], dtype=bool),
        readable=np.array([answers[key] is not None for key in keys], dtype=bool),
        words=words,
    )


def cues_in(cleans: Sequence[str], named: Sequence[str]) -> list[tuple[str, ...] | None]:
    """Per text, made comparable by `plain`: the words that make it a pitch; none when it is not one; None in a
    language without rules. `named`: its language, "" where all rules are to be tried."""
    found: list[tuple[str, ...] | None] = [() if not name or name in languages() else None for name in named]
    for code in languages():
        rows = [i for i, name in enumerate(named) if name in ("", code) and not found[i]]
        may = _gate(code).open_to([cleans[i] for i in rows])["pitch"]
        for i in np.array(rows, dtype=int)[may].tolist():
            found[i] = _cues(cleans[i], code)
    return found


def _cues(clean: str, code: str) -> tuple[str, ...]:
    """All cues when they make a pitch: one strong, or two different weak ones."""
    rules = _rules(code)
    clean = rules.ignore.sub(" ", clean)
    strong = dict.fromkeys(m[0].strip() for m in rules.strong.finditer(clean))
    weak = dict.fromkeys(m[0].strip() for m in rules.weak.finditer(clean))
    return tuple({**strong, **weak}) if strong or len(weak) >= 2 else ()


@dataclass(frozen=True)
class _Rules:
    ignore: re.Pattern[str]
    strong: re.Pattern[str]
    weak: re.Pattern[str]


@cache
def _rules(code: str) -> _Rules:
    strong, weak = _patterns(code)
    return _Rules(alternatives(languages()[code].rules["pitch"]["ignore"]), alternatives(strong), alternatives(weak))


@cache
def _gate(code: str) -> Gate:
    return Gate({"pitch": [pattern for patterns in _patterns(code) for pattern in patterns]})


def _patterns(code: str) -> tuple[list[str], list[str]]:
    """Strong, weak."""
    table = languages()[code].rules["pitch"]
    strong, weak = ([p for patterns in table[s].values() for p in patterns] for s in ("strong", "weak"))
    return strong, weak
