"""From facts to a statement: what it says, in which order, and what is missing. Nothing is said that was not entered.

A fact is a ready sentence somebody ticked, which exists in both languages, or a text in each of them. Words come from
the locales (`statement.<code>`); here there are codes only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

LANGUAGES = ("en", "fr")


class Kind(StrEnum):
    """HOLDING      the first word: we know of it, this is what we do, this is when you hear more
    UPDATE       something new
    EXPLANATION  what happened and why
    APOLOGY      we are sorry, and this is what changes
    CORRECTION   what we said was wrong, and what is right
    CLOSING      it is over, and this stays changed
    """

    HOLDING = "holding"
    UPDATE = "update"
    EXPLANATION = "explanation"
    APOLOGY = "apology"
    CORRECTION = "correction"
    CLOSING = "closing"


# What may be written in each language, and the ready sentences that may be ticked beside it.
TEXTS = ("happened", "concern", "apology", "known", "unknown", "doing", "change")
TICKS: Mapping[str, tuple[str, ...]] = {
    "concern": ("affected", "upset"),
    "apology": ("sorry",),
    "unknown": ("unknown_how", "unknown_how_many"),
    "doing": ("finding_out", "taken_down", "stopped_posting", "contacting", "reading"),
}
READY = frozenset(code for codes in TICKS.values() for code in codes)

# The order of French practice (fact, scope, action, next word, contact), with concern beside the fact.
PARAGRAPHS = (("happened", "concern", "apology"), ("known", "unknown"), ("doing", "change"), ("next_word", "contact"))
LED_IN = frozenset({"known", "unknown", "contact"})  # parts whose text a sentence of ours leads in

# What a reader waits for in each kind. "known|unknown": either will do.
WANTED: Mapping[Kind, tuple[str, ...]] = {
    Kind.HOLDING: ("happened", "concern", "known|unknown", "doing", "next_word", "contact"),
    Kind.UPDATE: ("known|unknown", "doing", "next_word", "contact"),
    Kind.EXPLANATION: ("happened", "concern", "known", "change", "contact"),
    Kind.APOLOGY: ("happened", "concern", "apology", "change", "contact"),
    Kind.CORRECTION: ("happened", "known", "contact"),
    Kind.CLOSING: ("happened", "change", "contact"),
}


@dataclass(frozen=True)
class Facts:
    """`ticked`: codes of READY; `texts`: language -> part -> words; `contact`: an address or number, in no language.

    `zone`: the IANA name of the zone in which the next word is promised.
    """

    ticked: frozenset[str] = frozenset()
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    contact: str = ""
    zone: str = "UTC"

    def text(self, lang: str, part: str) -> str:
        return self.texts.get(lang, {}).get(part, "").strip()

    def as_json(self) -> dict[str, Any]:
        texts = {lang: {part: self.text(lang, part) for part in TEXTS if self.text(lang, part)} for lang in LANGUAGES}
        return {"ticked": sorted(self.ticked), "texts": texts, "contact": self.contact.strip(), "zone": self.zone}


def from_json(given: Any) -> Facts:
    """Facts as they were kept; what this version does not know is left out."""
    given = given if isinstance(given, Mapping) else {}
    texts = given.get("texts")
    texts = texts if isinstance(texts, Mapping) else {}
    return Facts(
        ticked=frozenset(code for code in given.get("ticked") or () if code in READY),
        texts={
            lang: {part: str(words) for part, words in (texts.get(lang) or {}).items() if part in TEXTS}
            for lang in LANGUAGES
        },
        contact=str(given.get("contact") or ""),
        zone=str(given.get("zone") or "UTC"),
    )


@dataclass(frozen=True)
class Piece:
    """A ready sentence by its `code`, somebody's own `text`, or a sentence that leads in that text."""

    code: str = ""
    text: str = ""


def pieces(facts: Facts, lang: str, *, promises: bool) -> tuple[tuple[Piece, ...], ...]:
    """The statement's paragraphs in `lang`. `promises`: whether it says when the next word comes."""
    paragraphs = (tuple(p for part in parts for p in _said(facts, lang, part, promises)) for parts in PARAGRAPHS)
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def missing(kind: Kind, facts: Facts, lang: str, *, promises: bool) -> tuple[str, ...]:
    """Codes of what readers of `lang` would wait for in vain."""

    def there(part: str) -> bool:
        return any(_said(facts, lang, part, promises))

    return tuple(wanted for wanted in WANTED[kind] if not any(there(part) for part in wanted.split("|")))


def _said(facts: Facts, lang: str, part: str, promises: bool) -> Iterator[Piece]:
    if part == "next_word":
        yield from [Piece(code=part)] if promises else []
        return
    yield from (Piece(code=code) for code in TICKS.get(part, ()) if code in facts.ticked)
    text = facts.contact.strip() if part == "contact" else facts.text(lang, part)
    if text:
        yield Piece(code=part if part in LED_IN else "", text=text)
