"""What evidence says about a statement: one rule per file. A file with `check(said)` is a rule. They advise, and never
stand in anybody's way.

CODE                  names the rule; wording `statement_check.<CODE>` (or `.<CODE>.<reason>`), and `.<CODE>.why`
SOURCE                key of pratfall.respond.statement_sources: why it is asked
check(said) -> Advice | None
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Protocol

from pratfall.respond.statement import LANGUAGES, Kind
from pratfall.respond.statement_cues import Sentence, cues, sentences


@dataclass(frozen=True, kw_only=True)
class Said:
    """A statement as it is about to be approved. `next_word_at`: aware, in the zone it is promised in, or None.

    `first`: nothing was said in public before it. `places`: networks it is going to, by their codes.
    """

    kind: Kind
    texts: Mapping[str, str]
    now: datetime
    next_word_at: datetime | None = None
    first: bool = True
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


class Rule(Protocol):
    CODE: str
    SOURCE: str

    def check(self, said: Said) -> Advice | None: ...


# What matters most to readers first; rules not named here come after, by name.
ORDER = (
    "same_promises",
    "names_what_happened",
    "concern",
    "next_update_time",
    "apology_with_change",
    "no_blame_on_others",
    "no_guess_at_causes",
    "no_denial",
    "no_early_compensation",
    "plain_words",
    "concern_with_information",
    "no_superlative_comeback",
    "length",
)


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of their advice."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [module for module in modules if hasattr(module, "check")]
    place = {code: number for number, code in enumerate(ORDER)}
    return {module.CODE: module for module in sorted(found, key=lambda m: place.get(m.CODE, len(place)))}


def checked(said: Said) -> tuple[Advice, ...]:
    """All the advice there is on a statement."""
    return tuple(advice for rule in rules().values() if (advice := rule.check(said)) is not None)


def quoting(code: str, source: str, quotes: Sequence[Quote]) -> Advice | None:
    """Advice where there is something to quote."""
    return Advice(code, source, quotes=tuple(quotes)) if quotes else None
