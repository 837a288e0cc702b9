"""What a case is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LANGUAGES = ("en", "fr")
KINDS = (
    "wrong_post",
    "insensitive_campaign",
    "hijacked",
    "misleading_claim",
    "fundraising_misstep",
    "service_failure",
    "censored_criticism",
    "slow_or_silent",
    "conduct",
    "campaign_fizzled",
)
SECTORS = ("nonprofit", "company", "public", "media", "person")
NETWORKS = (
    "facebook",
    "instagram",
    "x",
    "linkedin",
    "youtube",
    "tiktok",
    "bluesky",
    "mastodon",
    "email",
    "website",
    "other",
)

Words = Mapping[str, str]  # by language


class Stands(StrEnum):
    """How a case stands to a piece of advice."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    MIXED = "mixed"


@dataclass(frozen=True)
class Statement:
    """A fact in our words and the sources it is taken from. `when`: "2011", "2011-02" or "2011-02-15"; "" unknown."""

    words: Words
    sources: tuple[str, ...]
    when: str = ""


@dataclass(frozen=True)
class Advice:
    """`about`: code of a rule for statements, or key of a source of evidence."""

    about: str
    stands: Stands
    words: Words


@dataclass(frozen=True)
class Source:
    """`dated`: as `Statement.when`. `read`: the day somebody opened it and found there what it is cited for."""

    id: str
    title: str
    publisher: str
    url: str
    language: str
    dated: str = ""
    read: date | None = None


@dataclass(frozen=True)
class Case:
    """`happened` in a few sentences, `did` and `followed` in the order of time; `lesson` is a reading, not a fact."""

    slug: str
    organisation: str
    sector: str
    country: str
    networks: tuple[str, ...]
    began: str
    kind: str
    title: Words
    happened: Statement
    did: tuple[Statement, ...]
    followed: tuple[Statement, ...]
    lesson: Words
    advice: tuple[Advice, ...]
    sources: tuple[Source, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(lang for lang in LANGUAGES if lang in self.title)

    def in_language(self, lang: str) -> str:
        """`lang` where the case is told in it, the other one otherwise."""
        return lang if lang in self.title else self.languages[0]

    def text(self, lang: str) -> str:
        """Everything it says, for a search by meaning."""
        lang = self.in_language(lang)
        told = (self.title, self.happened.words, *(s.words for s in (*self.did, *self.followed)), self.lesson)
        return " ".join((self.organisation, *(words[lang] for words in told)))
