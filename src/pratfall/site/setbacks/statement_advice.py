"""The statement check, asked about a row and told in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pratfall.respond.lengths import LIMITS
from pratfall.respond.statement import LANGUAGES, Kind
from pratfall.respond.statement_rules import Advice, Said, checked
from pratfall.respond.statement_sources import OWN, SOURCES
from pratfall.reviews.render.speech import Speech
from pratfall.site import place
from pratfall.site.people.models import Organisation

from .local_times import usual_zone, zone_called
from .models import Statement


@dataclass(frozen=True)
class Told:
    """`langs`: texts it is about; `quotes`: (language, words)."""

    said: str
    langs: str
    quotes: list[tuple[str, str]]
    why: str
    source: str


def advice_on(statement: Statement, networks: Collection[str], now: datetime) -> tuple[Advice, ...]:
    """What evidence says about its words as they stand."""
    zone = zone_called(str(statement.facts.get("zone", ""))) or usual_zone()
    return checked(
        Said(
            kind=Kind(statement.kind),
            texts={lang: getattr(statement, f"text_{lang}") for lang in LANGUAGES},
            now=now,
            next_word_at=_local(statement.next_word_at, zone),
            places=tuple(networks),
        )
    )


def networks_of(organisation: Organisation) -> list[str]:
    """Networks with a place for words that the organisation is known to be on."""
    known = set(place.lake(organisation).accounts()["platform"].to_pylist())
    return [code for code in LIMITS if code in known]


def told(advice: Advice, words: Speech) -> Told:
    return Told(
        said=words.say(f"statement_check.{advice.key}", **advice.facts),
        langs=words.listed([words.name("lang_name", lang) for lang in advice.langs]) if advice.langs else "",
        quotes=[(quote.lang, quote.words) for quote in advice.quotes],
        why=words.say(f"statement_check.{advice.code}.why"),
        source=source_line(advice.source, words),
    )


def source_line(code: str, words: Speech) -> str:
    """Who found it, when, on how much, and how strong that is; "" for our own rules."""
    source = SOURCES[code]
    if code == OWN or not source.who:
        return ""
    counted = words.count(*source.based_on) if source.based_on else ""
    parts = [source.who, str(source.year) if source.year else "", counted]
    named = ", ".join(part for part in parts if part)
    return f"{named} ({words.say(f'statement_check.strength.{source.strength}')})" if source.strength else named


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return at.astimezone(zone) if at else None
