"""The form of a lesson: what stands in it, and what somebody sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict

from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.forms import day_of
from pratfall.site.campaigns.plan import NETWORKS
from pratfall.site.setbacks.reasons import CAUSES

from .cards import cause_words
from .known import KnownAlready
from .models import Lesson
from .near import Near, rests_on
from .services.lessons import LONGEST, RECHECK_DAYS, SHORTEST, About, Lines

LINES = ("believed", "happened", "now_do")
TAGS_OFFERED = 12


@dataclass(frozen=True, kw_only=True)
class Filled:
    """As the form shows it. `labels`, `new_tags`: as typed, between commas. `evidence`: keys of what is near."""

    believed: str = ""
    happened: str = ""
    now_do: str = ""
    holds_when: str = ""
    language: str = "en"
    causes: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    labels: str = ""
    tags: tuple[str, ...] = ()
    new_tags: str = ""
    evidence: tuple[str, ...] = ()
    recheck_on: str = ""
    no_person: bool = False

    @property
    def lines(self) -> Lines:
        return Lines(
            believed=self.believed,
            happened=self.happened,
            now_do=self.now_do,
            holds_when=self.holds_when,
            language=self.language,
        )

    @property
    def day(self) -> date | None:
        return day_of(self.recheck_on)

    def about(self, evidence: Sequence[dict[str, str]]) -> About:
        return About(
            causes=self.causes,
            networks=self.networks,
            labels=parted(self.labels),
            tags=(*self.tags, *parted(self.new_tags)),
            evidence=evidence,
        )


def begun(known: KnownAlready, language: str, today: date) -> Filled:
    """What is known stands there already."""
    return Filled(
        believed=known.believed,
        happened=known.happened,
        now_do=known.now_do,
        language=language,
        causes=known.causes,
        networks=known.networks,
        labels=", ".join(known.labels),
        recheck_on=(today + timedelta(days=RECHECK_DAYS)).isoformat(),
    )


def of_lesson(lesson: Lesson) -> Filled:
    return Filled(
        believed=lesson.believed,
        happened=lesson.happened,
        now_do=lesson.now_do,
        holds_when=lesson.holds_when,
        language=lesson.language,
        causes=tuple(lesson.causes),
        networks=tuple(lesson.networks),
        labels=", ".join(lesson.labels),
        tags=tuple(lesson.tags),
        evidence=tuple(one.key for one in rests_on(lesson.evidence)),
        recheck_on=lesson.recheck_on.isoformat(),
    )


def sent(given: QueryDict) -> Filled:
    return Filled(
        **{name: given.get(name, "") for name in (*LINES, "holds_when", "labels", "new_tags", "recheck_on")},
        language=given.get("language", ""),
        causes=tuple(given.getlist("cause")),
        networks=tuple(given.getlist("network")),
        tags=tuple(given.getlist("tag")),
        evidence=tuple(given.getlist("evidence")),
        no_person=given.get("no_person") == "1",
    )


def parted(text: str) -> list[str]:
    """What stands between commas, semicolons or line ends."""
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]


@dataclass(frozen=True)
class LineField:
    """One of the three lines: its hint, and what is known beside it."""

    name: str
    label: str
    hint: str
    value: str
    known: tuple[str, ...]


@dataclass(frozen=True)
class Box:
    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class Shown:
    """The form in words."""

    filled: Filled
    lines: tuple[LineField, ...]
    causes: tuple[Box, ...]
    networks: tuple[Box, ...]
    tags: tuple[Box, ...]
    evidence: tuple[Box, ...]
    languages: tuple[Box, ...]
    shortest: int = SHORTEST
    longest: int = LONGEST


def shown(
    filled: Filled, words: Speech, *, known: KnownAlready, tags_used: Sequence[str], offered: Sequence[Near]
) -> Shown:
    """`tags_used`: most used first. `offered`: what it may rest on."""
    tags = dict.fromkeys((*filled.tags, *tags_used[:TAGS_OFFERED]))
    causes = dict.fromkeys((*CAUSES, *filled.causes))
    networks = dict.fromkeys((*NETWORKS, *filled.networks))
    return Shown(
        filled=filled,
        lines=tuple(
            LineField(
                name,
                words.say(f"lesson_line.{name}"),
                words.say(f"learn.hint.{name}"),
                getattr(filled, name),
                known.hints.get(name, ()),
            )
            for name in LINES
        ),
        causes=tuple(Box(code, cause_words(code, words), code in filled.causes) for code in causes),
        networks=tuple(Box(code, words.name("network", code), code in filled.networks) for code in networks),
        tags=tuple(Box(tag, tag, tag in filled.tags) for tag in tags),
        evidence=tuple(
            Box(one.key, words.say(f"learn.rests.{one.kind}", title=one.title), one.key in filled.evidence)
            for one in offered
        ),
        languages=tuple(
            Box(code, words.say(f"learn.language.{code}"), code == filled.language) for code in ("en", "fr")
        ),
    )
