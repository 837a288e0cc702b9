"""What people enter about a statement, read from a form and put back into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import QueryDict

from pratfall.errors import Refused
from pratfall.respond import pace
from pratfall.respond.statement import LANGUAGES, TEXTS, TICKS, Facts, Kind
from pratfall.reviews.render.speech import Speech

from .local_times import in_zone
from .models import Setback
from .moments import moment

ALWAYS = ("happened",)  # asked of every statement; the rest stands folded away
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Entered:
    kind: Kind
    facts: Facts
    next_word_at: datetime | None


@dataclass(frozen=True)
class Text:
    """One field of one language."""

    name: str
    label: str
    lang: str
    value: str


@dataclass(frozen=True)
class Tick:
    code: str
    said: str
    on: bool


def read(given: QueryDict) -> Entered:
    """Raises Refused for a time that is none."""
    zone, at = given.get("zone", ""), given.get("next_word", "").strip()
    texts = {lang: {part: given.get(f"{part}_{lang}", "") for part in TEXTS} for lang in LANGUAGES}
    facts = Facts(frozenset(given.getlist("tick")), texts, given.get("contact", ""), zone[:60])
    kind = given.get("kind", "")
    if kind not in set(Kind):
        raise Refused("not_allowed_here")
    return Entered(Kind(kind), facts, moment(at, zone, which="first") if at else None)


def first_facts(setback: Setback, words: Speech, zone: str) -> Facts:
    """What is known already: what happened, in the reader's own language, and whom to contact, from the newest."""
    before = setback.statements.order_by("-pk").first()
    contact = str(before.facts.get("contact", "")) if before else ""
    happened = setback.what.strip() or setback.title
    return Facts(texts={words.lang: {"happened": "" if before else happened}}, contact=contact, zone=zone)


def next_word(setback: Setback, now: datetime) -> datetime:
    """When the next word would be due by the pace if something were said now, on the next quarter of an hour."""
    due = pace.next_word_due(
        said_at=now,
        first_word_at=setback.first_word_at or now,
        severity=setback.severity,
        own_minutes=setback.update_minutes,
        recovering=False,
    )
    over = timedelta(minutes=due.minute % 15, seconds=due.second, microseconds=due.microsecond)
    return due if not over else due - over + QUARTER


def fields(facts: Facts, kind: Kind, next_word_at: datetime | None, words: Speech) -> Mapping[str, object]:
    """The form, filled. `always` and `more`: pairs of fields, one for each language."""

    def pair(part: str) -> tuple[Text, ...]:
        return tuple(
            Text(f"{part}_{lang}", words.say(f"statement.field.{part}"), lang, facts.text(lang, part))
            for lang in LANGUAGES
        )

    more = [part for part in TEXTS if part not in ALWAYS]
    return {
        "kinds": [(k.value, words.say(f"statement.kind.{k.value}"), k is kind) for k in Kind],
        "always": [pair(part) for part in ALWAYS],
        "more": [pair(part) for part in more],
        "more_open": any(facts.text(lang, part) for part in more for lang in LANGUAGES),
        "ticks": [
            (words.say(f"statement.field.{part}"), [_tick(code, facts, words) for code in codes])
            for part, codes in TICKS.items()
        ],
        "contact": facts.contact,
        "zone": facts.zone,
        "next_word": in_zone(next_word_at, ZoneInfo(facts.zone)) if next_word_at else "",
    }


def lacking(missing: Mapping[str, tuple[str, ...]], words: Speech) -> list[str]:
    """What readers would wait for in vain, by language, in a sentence each."""
    return [
        words.say(
            "statement.missing",
            lang=lang,
            parts=words.listed([words.say(f"statement.part.{code.replace('|', '_or_')}") for code in codes]),
        )
        for lang, codes in missing.items()
        if codes
    ]


def _tick(code: str, facts: Facts, words: Speech) -> Tick:
    return Tick(code, words.say(f"statement.{code}"), code in facts.ticked)
