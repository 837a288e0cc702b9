"""What kind of answer a comment asks for, and which approved facts it may hold. Nothing is said that was not approved.

Angry posts need an explanation, and warmth or an apology before anything else (Herhausen et al. 2019, Journal of
Marketing 83(3)); compensation in public feeds the storm, so none is ever offered here. A question gets what is known,
a defender thanks, everybody else a sign that they were read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from .statement import TICKS, Facts, pieces

LIKELY = 0.5


class ReplyKind(StrEnum):
    EXPLAIN = "explain"
    ANSWER = "answer"
    THANK = "thank"
    ACKNOWLEDGE = "acknowledge"
    OWN = "own"


# Parts of a statement each kind may hold, in the statement's own order; what it is nothing without.
MAY_HOLD: Mapping[ReplyKind, tuple[str, ...]] = {
    ReplyKind.EXPLAIN: ("happened", "concern", "apology", "known", "unknown", "doing", "change"),
    ReplyKind.ANSWER: ("known", "unknown", "doing", "change"),
    ReplyKind.THANK: (),
    ReplyKind.ACKNOWLEDGE: ("doing",),
    ReplyKind.OWN: (),
}
WANTED: Mapping[ReplyKind, tuple[str, ...]] = {
    ReplyKind.EXPLAIN: ("happened", "known", "doing|change"),
    ReplyKind.ANSWER: ("known",),
    ReplyKind.THANK: (),
    ReplyKind.ACKNOWLEDGE: ("doing",),
    ReplyKind.OWN: (),
}


def kind_for(scores: Mapping[str, float | None]) -> ReplyKind:
    """By what was read in the comment: defence first, since people defend angrily; then anger, then questions."""

    def likely(name: str) -> bool:
        value = scores.get(name)
        return value is not None and value >= LIKELY

    if likely("defence"):
        return ReplyKind.THANK
    if likely("anger"):
        return ReplyKind.EXPLAIN
    if likely("question"):
        return ReplyKind.ANSWER
    return ReplyKind.EXPLAIN if likely("complaint") else ReplyKind.ACKNOWLEDGE


def facts_for(kind: ReplyKind, facts: Facts, lang: str) -> Facts:
    """Of approved `facts` those a reply of this kind may hold, in `lang` alone."""
    parts = MAY_HOLD[kind]
    ready = {code for part in parts for code in TICKS.get(part, ())}
    texts = {lang: {part: facts.text(lang, part) for part in parts}}
    return replace(facts, ticked=facts.ticked & ready, texts=texts, contact="")


def missing(kind: ReplyKind, facts: Facts, lang: str) -> tuple[str, ...]:
    """Codes of what is not known, or not approved yet, and which a reader of the reply would wait for in vain."""

    def there(part: str) -> bool:
        one = replace(
            facts,
            ticked=facts.ticked & set(TICKS.get(part, ())),
            texts={lang: {part: facts.text(lang, part)}},
            contact="",
        )
        return bool(pieces(one, lang, promises=False))

    return tuple(wanted for wanted in WANTED[kind] if not any(there(part) for part in wanted.split("|")))
