"""A report in the reader's language: the page for the boss first, then every section."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from pratfall.reviews.render.speech import Speech
from pratfall.site.reports.models import Report

from .gathered import Facts
from .sections import Dot, Section, Told, sections

BOSS_SENTENCES = 12
BOSS_FEWEST = 8  # below it what was quiet is told too
MADE_IN_TIME = timedelta(days=14)  # later, and what it knows is more than anybody knew then
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SectionTold:
    code: str
    title: str
    told: Told


@dataclass(frozen=True)
class BossPart:
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class ReportTold:
    """`boss`: the page for the boss, section by section; `dots`: its one drawing; `made`: from what, and when."""

    title: str
    days: str
    made: str
    boss: tuple[BossPart, ...]
    dots: tuple[Dot, ...]
    sections: tuple[SectionTold, ...]


def title_of(kind: str, start: object, end: object, words: Speech) -> str:
    """ "October 2026", "Week of ...": as a heading begins, also where the language writes months small."""
    return _begun(words.say(f"regular.title.{kind}", start=start, end=end))


def tell(report: Report, words: Speech) -> ReportTold:
    """Sections an older Pratfall knew and this one does not are left out; of one it kept otherwise that is said."""
    facts, before = report.facts["sections"], report.facts["before"] or {}
    told = tuple(
        SectionTold(code, words.say(f"regular.section.{code}"), _told(section, facts[code], words, before.get(code)))
        for code, section in sections().items()
        if code in facts
    )
    return ReportTold(
        title=title_of(report.kind, report.start, report.end, words),
        days=_begun(words.say("word.window", start=report.start, end=report.end)),
        made=_made(report, words),
        boss=_boss(told),
        dots=next((section.told.dots for section in told if section.told.dots), ()),
        sections=told,
    )


def _told(section: Section, facts: Facts, words: Speech, before: Facts | None) -> Told:
    """What was frozen stays as it was, so a form that has changed since cannot be read as today's."""
    try:
        return section.tell(facts, words, before)
    except (KeyError, TypeError, ValueError):
        log.warning("section %s of a report is in a form of another version", section.CODE)
        return Told((words.say("regular.unreadable"),), quiet=True)


def _made(report: Report, words: Speech) -> str:
    later = report.known_on - report.end > MADE_IN_TIME
    said = words.say("regular.made_later" if later else "regular.made", day=report.known_on)
    if report.edition == 1:
        return said
    return words.say("regular.two", one=said, other=words.say("regular.edition", n=report.edition))


def _boss(told: Sequence[SectionTold]) -> tuple[BossPart, ...]:
    """What happened before what did not, in the order of the sections; at most BOSS_SENTENCES."""
    loud = [section for section in told if not section.told.quiet]
    quiet = [section for section in told if section.told.quiet]
    chosen = {section.code: section.told.sentences[: section.told.on_boss_page] for section in loud}
    for section in quiet:
        if sum(map(len, chosen.values())) >= BOSS_FEWEST:
            break
        chosen[section.code] = section.told.sentences[:1]
    for code in reversed([section.code for section in told]):  # second sentences give way, the last first
        if sum(map(len, chosen.values())) > BOSS_SENTENCES:
            chosen[code] = chosen.get(code, ())[:1]
    parts = [BossPart(section.title, chosen[section.code]) for section in told if chosen.get(section.code)]
    return tuple(parts[:BOSS_SENTENCES])


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
