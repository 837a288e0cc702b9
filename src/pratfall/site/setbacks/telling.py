"""The timeline in words: for a page, day by day, and for the files that are taken away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import groupby
from zoneinfo import ZoneInfo

from babel.dates import format_time

from pratfall.reviews.render.plain import plain, safe_url
from pratfall.reviews.render.speech import Speech
from pratfall.site.people.models import User

from .models import Setback
from .timeline import Item

A_PAGE = 150  # items, but whole days as long as they fit
SAID_ALREADY = frozenset({"team", "networks"})  # origins a line shows by who did it, or by what it is
SHOWN_LINES, SHOWN_CHARACTERS = 40, 1200  # of somebody's words


@dataclass(frozen=True)
class Told:
    """One item in words. `clock`: in the reader's zone; `utc`: the same in UTC, "" where it is that already.

    `noted`: why it is shown as later. `hidden`: its words are not for this reader. `note`: number of the note that its
    reader may take back, else 0.
    """

    anchor: str
    at: datetime
    clock: str
    utc: str
    said: str
    text: str
    who: str
    origin: str
    address: str
    href: str
    noted: str
    outside: bool
    withdrawn: str
    hidden: bool
    note: int


@dataclass(frozen=True)
class Day:
    day: date
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Turn:
    """One entry of the way through the days: where a day begins."""

    href: str
    name: str
    count: int
    here: bool


def anchor(item: Item) -> str:
    """Holds as long as the item has its name."""
    name = item.key or f"{item.kind} {item.at.isoformat()} {item.text}"
    return f"t-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}"


def days_of(items: Sequence[Item], zone: ZoneInfo, words: Speech) -> list[Day]:
    """Items by the day of the reader's zone, in their order."""
    grouped = groupby(items, key=lambda item: item.at.astimezone(zone).date())
    return [Day(day, words.day(day), tuple(own)) for day, own in grouped]


def pages_of(days: Sequence[Day]) -> list[list[Day]]:
    """Whole days as long as a page holds them; a day with more takes several pages."""
    pages: list[list[Day]] = [[]]
    for day in days:
        parts = [day.items[at : at + A_PAGE] for at in range(0, len(day.items), A_PAGE)]
        for part in parts:
            if pages[-1] and sum(len(each.items) for each in pages[-1]) + len(part) > A_PAGE:
                pages.append([])
            pages[-1].append(Day(day.day, day.name, part))
    return pages


def turns(pages: Sequence[Sequence[Day]], here: int, query: str) -> list[Turn]:
    """The way to each day; `here`: the page shown (from 1); `query`: what is asked for besides the page."""
    counts = Counter({day.day: 0 for page in pages for day in page})
    first: dict[date, tuple[int, str]] = {}
    for number, page in enumerate(pages, 1):
        for day in page:
            counts[day.day] += len(day.items)
            first.setdefault(day.day, (number, day.name))
    several, shown = len(pages) > 1, {own.day for own in pages[here - 1]}
    return [
        Turn(f"?{query}page={number}#d-{day}", name, counts[day], several and day in shown)
        for day, (number, name) in first.items()
    ]


def told(item: Item, setback: Setback, words: Speech, zone: ZoneInfo, reader: User, *, guest: bool) -> Told:
    """`guest`: neither the words of people of networks nor where they stand."""
    hidden = guest and item.quoted and bool(item.text)
    own = item.key.partition(":")[2] if item.key.startswith("note:") else ""
    return Told(
        anchor=anchor(item),
        at=item.at,
        clock=_clock(item.at, zone, words),
        utc="" if zone.key == "UTC" else _clock(item.at, UTC, words),
        said=words.say(f"timeline.{item.kind}", **item.facts),
        text="" if hidden else cut(item.text_in(words.lang)),
        who=name_of(item.who, words),
        origin="" if item.origin in SAID_ALREADY else origin_of(item.origin, words),
        address=safe_url(item.origin),
        href="" if guest else item.href,
        noted=words.say("timeline.added_later", at=instant(item.noted_at, zone, words)) if _late(item, setback) else "",
        outside=item.outside,
        withdrawn=instant(item.withdrawn_at, zone, words) if item.withdrawn_at else "",
        hidden=hidden,
        note=int(own) if own and not item.withdrawn_at and item.who == reader else 0,
    )


def _late(item: Item, setback: Setback) -> bool:
    return item.late(setback.closed_at)


def name_of(who: User | None, words: Speech) -> str:
    """Somebody's name, never their mail address; "" where nobody did it."""
    if who is None:
        return ""
    return plain(who.name, limit=120) or words.say("people.erased")


def origin_of(origin: str, words: Speech) -> str:
    """The network, "the team", or the file's name as it was given."""
    key = f"timeline.origin.{origin}"
    return words.say(key) if words.knows(key) else words.name("network", origin)


def cut(text: str) -> str:
    """Somebody's words as they are shown: lines kept, nothing that steers a screen, no more than a screen holds."""
    lines = text[: 8 * SHOWN_CHARACTERS].splitlines()
    shown = "\n".join(plain(line) for line in lines[:SHOWN_LINES]).strip()
    if len(lines) <= SHOWN_LINES and len(shown) <= SHOWN_CHARACTERS and len(text) <= 8 * SHOWN_CHARACTERS:
        return shown
    return shown[: SHOWN_CHARACTERS - 1].rstrip() + "…"


def instant(at: datetime | None, zone: ZoneInfo, words: Speech) -> str:
    """ "20 November 2026, 22:14 (Paris)"; "" for None."""
    return words.within(zone).instant(at) if at else ""


def _clock(at: datetime, zone: object, words: Speech) -> str:
    return str(format_time(at.astimezone(zone), "HH:mm", locale=words.locale))  # type: ignore[arg-type]
