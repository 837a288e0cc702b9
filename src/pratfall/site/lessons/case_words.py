"""A case in the reader's language: days, names, and how strong the advice is it is held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date

from pratfall.learn.cases import Advice, Case, Statement
from pratfall.learn.cases.evidence import EVIDENCE
from pratfall.respond.statement_rules import rules
from pratfall.reviews.render.speech import Speech
from pratfall.site.lessons.services.cases import Told
from pratfall.site.setbacks.statement_advice import source_line

SHORT = 220  # letters of a card's first words


@dataclass(frozen=True)
class Card:
    slug: str
    title: str
    about: str
    kind: str
    networks: list[str]
    begins: str
    own: bool
    lang: str


@dataclass(frozen=True)
class Said:
    """`marks`: (number, id) of its sources."""

    when: str
    text: str
    marks: list[tuple[int, str]]


@dataclass(frozen=True)
class AdviceSaid:
    """`rests`: what the finding says; `source`: who found it, on how much, how strong."""

    about: str
    name: str
    stands: str
    text: str
    rests: str
    source: str


@dataclass(frozen=True)
class SourceSaid:
    id: str
    number: int
    title: str
    url: str
    about: str
    read: str


@dataclass(frozen=True)
class Story:
    lang: str
    title: str
    about: str
    kind: str
    networks: list[str]
    happened: Said
    did: list[Said]
    followed: list[Said]
    lesson: str
    advice: list[AdviceSaid]
    sources: list[SourceSaid]


def card(told: Told, words: Speech) -> Card:
    case, lang = told.case, told.case.in_language(words.lang)
    return Card(
        slug=case.slug,
        title=case.title[lang],
        about=_about(case, words),
        kind=words.say(f"case.kind.{case.kind}"),
        networks=[network_name(code, words) for code in case.networks],
        begins=_short(case.happened.words[lang]),
        own=told.row is not None,
        lang=lang,
    )


def story(told: Told, words: Speech) -> Story:
    case = told.case
    lang = case.in_language(words.lang)
    numbers = {source.id: n for n, source in enumerate(case.sources, 1)}
    return Story(
        lang=lang,
        title=case.title[lang],
        about=_about(case, words),
        kind=words.say(f"case.kind.{case.kind}"),
        networks=[network_name(code, words) for code in case.networks],
        happened=_said(case.happened, lang, numbers, words),
        did=[_said(one, lang, numbers, words) for one in case.did],
        followed=[_said(one, lang, numbers, words) for one in case.followed],
        lesson=case.lesson[lang],
        advice=[_advice(one, lang, words) for one in case.advice],
        sources=list(_sources(told, words)),
    )


def when_words(when: str, words: Speech) -> str:
    """As exactly as it is known: "2011", "February 2011" or "15 February 2011"."""
    match when.count("-"):
        case 2:
            return words.day(date.fromisoformat(when))
        case 1:
            return words.month(date.fromisoformat(f"{when}-01"))
        case _:
            return when


def when_short(when: str, words: Speech) -> str:
    """The same in a narrow column: "15 Feb 2011"."""
    match when.count("-"):
        case 2:
            return words.short_day(date.fromisoformat(when))
        case 1:
            return str(format_date(date.fromisoformat(f"{when}-01"), "MMM y", locale=words.locale))
        case _:
            return when


def network_name(code: str, words: Speech) -> str:
    own = f"case.network.{code}"
    return words.say(own) if words.knows(own) else words.name("network", code)


def country_name(code: str, words: Speech) -> str:
    return str(Locale(words.lang).territories.get(code, code))


def advice_name(about: str, words: Speech) -> str:
    return words.name("case.advice", about)


def advice_source(about: str, words: Speech) -> str:
    """Who found it, when, on how much, and how strong that is; "" for our own rules."""
    if about in rules():
        return source_line(rules()[about].SOURCE, words)
    if about not in EVIDENCE:
        return source_line(about, words)
    found = EVIDENCE[about]
    counted = [words.count(*found.based_on)] if found.based_on else []
    strength = words.say(f"statement_check.strength.{found.strength}")
    named = ", ".join((found.who, str(found.year), *counted))
    return f"{named} ({strength})"


def _about(case: Case, words: Speech) -> str:
    return " · ".join(
        (
            case.organisation,
            words.say(f"case.sector.{case.sector}"),
            country_name(case.country, words),
            when_words(case.began, words),
        )
    )


def _short(text: str) -> str:
    if len(text) <= SHORT:
        return text
    return text[:SHORT].rsplit(" ", 1)[0] + "…"


def _said(one: Statement, lang: str, numbers: dict[str, int], words: Speech) -> Said:
    marks = sorted((numbers[cited], cited) for cited in one.sources)
    return Said(when_short(one.when, words) if one.when else "", one.words[lang], marks)


def _advice(one: Advice, lang: str, words: Speech) -> AdviceSaid:
    rule = f"statement_check.{one.about}.why"
    return AdviceSaid(
        about=one.about,
        name=advice_name(one.about, words),
        stands=words.say(f"case.stands.{one.stands}"),
        text=one.words[lang],
        rests=words.say(rule) if words.knows(rule) else words.say(f"case.evidence.{one.about}"),
        source=advice_source(one.about, words),
    )


def _sources(told: Told, words: Speech) -> Iterator[SourceSaid]:
    read_by = "case.read_own" if told.row else "case.read"
    for number, source in enumerate(told.case.sources, 1):
        parts = [source.publisher]
        if source.dated:
            parts.append(when_words(source.dated, words))
        parts.append(words.name("lang_name", source.language))
        read = words.say(read_by, day=source.read) if source.read else words.say("case.not_read")
        yield SourceSaid(source.id, number, source.title, source.url, " · ".join(parts), read)
