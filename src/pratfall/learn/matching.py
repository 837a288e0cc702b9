"""Which lessons fit where somebody stands now: a plan, a finding, a setback, an idea?

    fits(Situation(kind="plan", text="Photo contest for summer ..."), [Known(text="We used a picture ..."), ...])

Each lesson gets a score between 0 and 1, the chance that a person calls it fitting, from how alike the texts are
(text/meaning.py), and whether causes, networks, campaign labels and tags are shared (logistic regression; weights from
the development half of tests/truth/lessons, never from the half that measures). Below `LEAST` nothing is shown:
silence is right where nothing fits. What was retired, or is no longer true, never fits; "partly" is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from pratfall.text.meaning import Shelf

Array = Any
MOST = 3
LEAST = 0.3
BIAS, LIKENESS, CAUSE, NETWORK = -6.7, 14.9, 0.4, 1.6
LABEL, TAG = 1.6, 0.8  # no pairs with labels or tags to learn from: set as a network and a little less
MEANT = 0.05  # likeness of texts without which nothing fits, whatever else is shared


class Holds(Enum):
    """What the last "still true?" said."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class Situation:
    """`kind`: "plan", "idea", "finding" or "setback". `causes`, `networks`, `labels`, `tags`: lower case."""

    kind: str
    text: str
    causes: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """A lesson, or a case: `text` holds all of its lines."""

    text: str
    causes: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    retired: bool = False
    holds: Holds = Holds.YES


@dataclass(frozen=True)
class Why:
    """A reason in a code: "meaning" (facts: "word" or "word = other word"), "cause", "network", "label", "tag",

    "partly" (it holds only partly; no facts).
    """

    code: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fit:
    """`index`: of the lesson as given; `score` in 0..1."""

    index: int
    score: float
    why: tuple[Why, ...]


class Library:
    """Lessons made ready to be asked many times."""

    def __init__(self, lessons: Sequence[Known]) -> None:
        self._lessons = tuple(lessons)
        self._open = np.array([not k.retired and k.holds is not Holds.NO for k in lessons], dtype=bool)
        self._shelf = Shelf([known.text for known in lessons])

    def fits(self, situation: Situation, *, most: int = MOST) -> tuple[Fit, ...]:
        """At most `most`, the best first; of equals the one given first. Empty where nothing fits."""
        scores = self.scores(situation)
        order = np.argsort(-scores, kind="stable")[:most]
        return tuple(
            Fit(row, float(scores[row]), self._why(situation, row)) for row in order.tolist() if scores[row] >= LEAST
        )

    def scores(self, situation: Situation) -> Array:
        """(n,): the chance that each fits; 0 for what never does."""
        alike = self._shelf.likeness(situation.text)
        rows = np.flatnonzero(self._open & (alike >= MEANT))
        shared = np.array([_shared(situation, self._lessons[row]) for row in rows], dtype=float).reshape(-1, 4)
        logit = BIAS + LIKENESS * alike[rows] + shared @ np.array([CAUSE, NETWORK, LABEL, TAG])
        scores = np.zeros(len(self._lessons))
        scores[rows] = 1 / (1 + np.exp(-logit))
        return scores

    def _why(self, situation: Situation, row: int) -> tuple[Why, ...]:
        known = self._lessons[row]
        words = tuple(a if a == b else f"{a} = {b}" for a, b in self._shelf.shared(situation.text, row))
        reasons = [Why("meaning", words)] if words else []
        for code, here, there in _sides(situation, known):
            both = tuple(name for name in there if name in here)
            reasons += [Why(code, both)] if both else []
        return (*reasons, Why("partly")) if known.holds is Holds.PARTLY else tuple(reasons)


def fits(situation: Situation, lessons: Sequence[Known], *, most: int = MOST) -> tuple[Fit, ...]:
    """At most `most` of `lessons` that fit, best first. To ask the same ones again keep a `Library`."""
    return Library(lessons).fits(situation, most=most)


def _sides(situation: Situation, known: Known) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    return (
        ("cause", situation.causes, known.causes),
        ("network", situation.networks, known.networks),
        ("label", situation.labels, known.labels),
        ("tag", situation.tags, known.tags),
    )


def _shared(situation: Situation, known: Known) -> tuple[bool, ...]:
    return tuple(not set(here).isdisjoint(there) for _, here, there in _sides(situation, known))
