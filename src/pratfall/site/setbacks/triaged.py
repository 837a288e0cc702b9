"""The comments of a setback in the order somebody should answer them, and how well they were answered."""

from __future__ import annotations

import re
import threading
from collections import Counter, OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from pratfall.respond import triage
from pratfall.text.plain import plain

from .heard import Heard, Key, heard
from .models import KeptText, Setback
from .services.appending import end

Array = Any
LIKELY = 0.5
SHORTEST = 12  # letters: "thank you" said twice is no campaign
COMPARED = 1_000  # characters
KEPT = 8  # setbacks
DECORATION = re.compile(r"[\W_]+")
HOUR = timedelta(hours=1)
WHO = ("all", "angry", "questions", "defenders")


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for. `who`: of WHO; `spoken`: a language's code, "" any; `same`: place of a comment whose
    words they share, 0 any."""

    who: str = "all"
    unanswered: bool = False
    spoken: str = ""
    same: int = 0


@dataclass(frozen=True)
class Triaged:
    """`rows` written by others, in their order: the most urgent first, settled ones last."""

    rows: Sequence[Heard]
    reactions: Mapping[Key, int | None]
    now: datetime

    @cached_property
    def answering(self) -> triage.Answering:
        """Of everything others wrote and nobody removed: gone without an answer is without an answer."""
        counted = [row for row in self.rows if row.removal != "removed"]
        hours = np.array([_hours(row, self.now) for row in counted], dtype=float)
        return triage.answering(hours, np.array([bool(row.answered) for row in counted], dtype=bool))

    @cached_property
    def languages(self) -> Mapping[str, int]:
        """How many in each language, most first; "" where it could not be told."""
        counts = Counter(str(row.scores.get("language") or "") for row in self.rows)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def count(self, who: str) -> int:
        return sum(is_one(row, who) for row in self.rows)

    def wanted(self, wanted: Wanted, same: Mapping[Key, int]) -> list[Heard]:
        alike = (
            next((same.get(row.key) for row in self.rows if row.place == wanted.same), None) if wanted.same else None
        )
        return [
            row
            for row in self.rows
            if is_one(row, wanted.who)
            and not (wanted.unanswered and settled(row))
            and (not wanted.spoken or (row.scores.get("language") or "?") == wanted.spoken)
            and (not wanted.same or (alike is not None and same.get(row.key) == alike))
        ]


def triaged(setback: Setback, now: datetime) -> Triaged:
    every = heard(setback)
    rows = [row for row in every.values() if not row.own]
    under = Counter((row.platform, row.parent) for row in every.values() if row.parent)
    reactions = {row.key: _reactions(row, under[row.key]) for row in rows}
    waiting = np.array([(now - row.since) / HOUR for row in rows], dtype=float)
    priority = triage.priorities(_column(rows, "anger"), _numbers(reactions.values()), waiting)
    order = triage.order(priority, np.array([settled(row) for row in rows], dtype=bool))
    return Triaged([rows[i] for i in order.tolist()], reactions, now)


def reactions_to(row: Heard, every: Mapping[Key, Heard]) -> int | None:
    """To one comment: likes and replies under it; None where neither is known."""
    return _reactions(row, sum(other.parent == row.ref and other.platform == row.platform for other in every.values()))


def settled(row: Heard) -> bool:
    """Nobody can answer it any more, or somebody has."""
    return bool(row.answered) or row.gone_at is not None or row.erased or row.removal == "removed"


def is_one(row: Heard, who: str) -> bool:
    match who:
        case "angry":
            return _likely(row, "anger")
        case "questions":
            return _likely(row, "question")
        case "defenders":
            return _likely(row, "defence")
        case _:
            return True


_ALIKE: OrderedDict[int, tuple[str, Mapping[Key, int]]] = OrderedDict()
_TURN = threading.Lock()


def same_words(setback: Setback) -> Mapping[Key, int]:
    """A number for all comments that say the same in the same words; those that nobody else says are absent.

    Kept from page to page until the ledger grows; numbers only, so that no erased word is kept.
    """
    _, its_hash = end(setback)
    with _TURN:
        known = _ALIKE.get(setback.pk)
    if known is not None and known[0] == its_hash:
        return known[1]
    numbers = _alike([row for row in heard(setback).values() if not row.own], texts_of(setback))
    with _TURN:
        _ALIKE[setback.pk] = (its_hash, numbers)
        while len(_ALIKE) > KEPT:
            _ALIKE.popitem(last=False)
    return numbers


def texts_of(setback: Setback, digests: Collection[str] | None = None) -> Mapping[str, str]:
    """Words by digest, erased ones left out; all of the setback's where `digests` is None."""
    rows = KeptText.objects.filter(setback=setback, erased_at=None)
    if digests is not None:
        rows = rows.filter(digest__in=list(digests))
    return dict(rows.values_list("digest", "text"))


def _alike(rows: Sequence[Heard], texts: Mapping[str, str]) -> dict[Key, int]:
    said: dict[str, list[Key]] = {}
    for row in rows:
        words = DECORATION.sub(" ", plain(texts.get(row.digest, "")[:COMPARED])).strip()
        if len(words) >= SHORTEST:
            said.setdefault(words, []).append(row.key)
    groups = (keys for keys in said.values() if len(keys) > 1)
    return {key: number for number, keys in enumerate(groups) for key in keys}


def _hours(row: Heard, now: datetime) -> float:
    if row.answered:
        return (row.answered_at - row.since) / HOUR if row.answered_at else float("nan")
    return ((row.gone_at or now) - row.since) / HOUR


def _reactions(row: Heard, replies: int) -> int | None:
    """Likes and replies under it; None where neither is known. An export without likes may still show replies."""
    return replies or None if row.likes is None else row.likes + replies


def _likely(row: Heard, name: str) -> bool:
    value = row.scores.get(name)
    return value is not None and value >= LIKELY


def _column(rows: Sequence[Heard], name: str) -> Array:
    return _numbers(row.scores.get(name) for row in rows)


def _numbers(values: Any) -> Array:
    return np.array([np.nan if value is None else float(value) for value in values], dtype=float)
