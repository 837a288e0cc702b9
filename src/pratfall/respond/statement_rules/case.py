"""What goes into a rule, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pratfall.respond.statement import LANGUAGES, Kind
from pratfall.respond.statement_cues import Sentence, cues, sentences


@dataclass(frozen=True, kw_only=True)
class Said:
    """A statement as it is about to be approved. `next_word_at`: aware, in the zone it is promised in, or None.

    `places`: networks it is going to, by their codes.
    """

    kind: Kind
    texts: Mapping[str, str]
    now: datetime
    next_word_at: datetime | None = None
    places: Sequence[str] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """Languages that have a text at all."""
        return tuple(lang for lang in LANGUAGES if self.texts.get(lang, "").strip())

    def sentences(self, lang: str) -> tuple[Sentence, ...]:
        return sentences(self.texts.get(lang, ""))

    def found(self, family: str) -> tuple[Quote, ...]:
        """Words of that family, in both languages."""
        return tuple(
            Quote(lang, words) for lang in self.written for words in cues(lang).found(family, self.sentences(lang))
        )

    def without(self, family: str) -> tuple[str, ...]:
        """Languages with a text in which no word of that family stands."""
        return tuple(lang for lang in self.written if not cues(lang).found(family, self.sentences(lang)))


@dataclass(frozen=True)
class Quote:
    """Words of the text in `lang`, as they were written."""

    lang: str
    words: str


@dataclass(frozen=True)
class Advice:
    """`reason`: which of a rule's wordings; `quotes`: the words it is about; `langs`: texts that lack something."""

    code: str
    source: str
    reason: str = ""
    quotes: tuple[Quote, ...] = ()
    langs: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Below `statement_check.`"""
        return f"{self.code}.{self.reason}" if self.reason else self.code


def quoting(code: str, source: str, quotes: Sequence[Quote]) -> Advice | None:
    """Advice where there is something to quote."""
    return Advice(code, source, quotes=tuple(quotes)) if quotes else None
