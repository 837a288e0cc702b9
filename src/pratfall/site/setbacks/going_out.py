"""The approved words as they go to one place: in parts that fit, with how much room is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from pratfall.respond.lengths import LIMITS, left, split
from pratfall.respond.statement import LANGUAGES
from pratfall.reviews.render.speech import Speech

from .local_times import in_zone
from .models import Outing, Statement

WITHOUT_LIMIT = tuple(code for code, limit in LIMITS.items() if limit.most is None and code != "youtube")


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    href: str
    here: bool
    said: bool


@dataclass(frozen=True)
class Part:
    """`room`: how much more would fit, in words; "" without a limit."""

    text: str
    room: str
    rows: int


@dataclass(frozen=True)
class GoingOut:
    """One place chosen, in one language. `limit`: its limit with source and year, in words."""

    places: list[Place]
    languages: list[Place]
    place: str
    language: str
    name: str
    parts: list[Part]
    limit: str
    zone: str
    said_at: str
    told: list[tuple[str, str]]


def shown(
    statement: Statement,
    networks: Sequence[str],
    asked: Mapping[str, str],
    words: Speech,
    zone: ZoneInfo,
    now: datetime,
) -> GoingOut:
    """Networks the organisation is on come first, all where none is known; then website, e-mail, press."""
    codes = [*(networks or [code for code in LIMITS if code not in WITHOUT_LIMIT]), *WITHOUT_LIMIT]
    place = asked.get("to", "") if asked.get("to", "") in LIMITS else codes[0]
    language = asked.get("in", "") if asked.get("in", "") in LANGUAGES else words.lang
    limit, text = LIMITS[place], getattr(statement, f"text_{language}")
    out = {(o.place, o.language) for o in statement.outings.all() if o.digest == statement.digest}
    return GoingOut(
        places=[_place(code, language, place, words, (code, language) in out) for code in codes],
        languages=[_language(lang, place, language, words, (place, lang) in out) for lang in LANGUAGES],
        place=place,
        language=language,
        name=words.say(f"place.{place}"),
        parts=[Part(part, _room(left(part, limit), words), _rows(part)) for part in split(text, limit)],
        limit=words.say("statement.limit", most=limit.most, source=limit.source, year=str(limit.year))
        if limit.most
        else words.say("statement.no_limit"),
        zone=zone.key,
        said_at=in_zone(now, zone),
        told=[(_told(outing, words), outing.address) for outing in statement.outings.all()],
    )


def _place(code: str, language: str, here: str, words: Speech, said: bool) -> Place:
    return Place(code, words.say(f"place.{code}"), _href(code, language), code == here, said)


def _language(lang: str, place: str, here: str, words: Speech, said: bool) -> Place:
    return Place(lang, words.say(f"lang_name.{lang}"), _href(place, lang), lang == here, said)


def _href(place: str, language: str) -> str:
    return f"?{urlencode({'to': place, 'in': language})}#out"


def _room(room: int | None, words: Speech) -> str:
    if room is None:
        return ""
    return words.plural("statement.room", room) if room >= 0 else words.plural("statement.too_long_by", -room)


def _rows(text: str) -> int:
    return min(16, 2 + sum(1 + len(line) // 40 for line in text.split("\n")))  # as wide as a phone


def _told(outing: Outing, words: Speech) -> str:
    return words.say(
        "statement.out_told",
        place=words.name("place", outing.place),
        lang=words.name("lang_name", outing.language),
        at=outing.said_at,
        who=str(outing.by),
    )
