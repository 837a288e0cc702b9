"""The timeline to take away: one HTML file that needs nothing else, a PDF, and JSON in a documented form.

    hash of an item = digest(the item as it stands in the JSON, without its hash)
    digest of the file = digest({"items": [hashes in their order]})          `digest` is respond.chain's

So whoever holds the JSON can tell that nothing in it was changed: docs/timeline.schema.json, docs/setbacks.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string

from pratfall.respond.chain import digest
from pratfall.reviews.render import codec
from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech
from pratfall.site.taking.as_pdf import pdf_of
from pratfall.site.taking.blocks import Block, Fact, Heading, Line, Page, Table

from . import telling
from .models import Setback
from .services.keeping import storable
from .timeline import Item

VERSION = 1
DIGITS = 12  # of a hash, where people read it
LONGEST_IN_PDF = 600  # characters of somebody's words; the other two forms have more


@dataclass(frozen=True)
class Taken:
    """Everything a file says. `items`: as they stand in the JSON; `freezes`: when, how many rows, digest."""

    setback: Setback
    items: Sequence[Mapping[str, Any]]
    freezes: Sequence[Mapping[str, Any]]
    at: datetime
    zone: ZoneInfo
    words: Speech

    @property
    def digest(self) -> str:
        return digest({"items": [item["hash"] for item in self.items]})


def taken(
    setback: Setback, items: Sequence[Item], words: Speech, zone: ZoneInfo, now: datetime, *, guest: bool
) -> Taken:
    """`items` in their order; for guests without the words of people of networks, and without freezes."""
    records = [_with_hash(_record(item, setback, words, guest)) for item in items]
    freezes = [] if guest else [_freeze(row) for row in setback.freezes.order_by("at", "pk")]
    return Taken(setback, records, freezes, now, zone, words)


def as_json(file: Taken) -> str:
    values = {
        "form": "pratfall timeline",
        "version": VERSION,
        "setback": {"number": file.setback.pk, "title": storable(file.setback.title), "state": file.setback.state},
        "taken_at": _utc(file.at),
        "language": file.words.lang,
        "items": file.items,
        "freezes": file.freezes,
        "digest": file.digest,
    }
    return json.dumps(values, ensure_ascii=False, indent=1, allow_nan=False)


def as_html(file: Taken) -> str:
    """Everything inside: no network, no script, no font."""
    context = {
        "words": file.words,
        "lang": file.words.lang,
        "title": plain(file.setback.title),
        "taken_at": telling.instant(file.at, file.zone, file.words),
        "intro": intro(file.zone, file.words),
        "days": list(_days(file)),
        "freezes": [{**f, "said": _instant(f["at"], file), "short": f["digest"][:DIGITS]} for f in file.freezes],
        "digest": file.digest,
    }
    return render_to_string("setback_timeline_file.html", context)


def as_pdf(file: Taken) -> bytes:
    """Whatever is said goes in as a literal: nothing of it is read as markup."""
    foot = file.words.say("timeline.file_foot", digest=file.digest[:DIGITS], at=file.words.instant(file.at))
    return pdf_of(Page(_title(file), file.words.lang, tuple(blocks_of(file))), foot)


def intro(zone: ZoneInfo, words: Speech) -> str:
    """In which zone the times are."""
    return words.say("timeline.intro_utc") if zone.key == "UTC" else words.say("timeline.intro", zone=zone.key)


def _record(item: Item, setback: Setback, words: Speech, guest: bool) -> dict[str, Any]:
    hidden = guest and item.quoted and bool(item.text)
    return {
        "at": _utc(item.at),
        "kind": item.kind,
        "key": item.key,
        "said": storable(words.say(f"timeline.{item.kind}", **item.facts)),
        "facts": codec.encode(item.facts),
        "text": "" if hidden else storable(item.text),
        "text_withheld": hidden,
        "who": storable(telling.name_of(item.who, words)),
        "origin": storable(item.origin),
        "outside": item.outside,
        "noted_at": _utc(item.noted_at),
        "added_later": item.late(setback.closed_at),
        "withdrawn_at": _utc(item.withdrawn_at),
    }


def _with_hash(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "hash": digest(record)}


def _freeze(row: Any) -> dict[str, Any]:
    return {"at": _utc(row.at), "rows": row.rows, "digest": row.digest}


def _utc(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _instant(at: str, file: Taken) -> str:
    return telling.instant(datetime.fromisoformat(at), file.zone, file.words)


def _title(file: Taken) -> str:
    return file.words.say("timeline.file_title", title=file.setback.title)


def _days(file: Taken) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Items by the day of the zone, each with its time as people read it."""
    day, lines = "", list[dict[str, Any]]()
    for record in file.items:
        at = datetime.fromisoformat(record["at"])
        name = file.words.day(at.astimezone(file.zone).date())
        if name != day and lines:
            yield day, lines
            lines = []
        day = name
        lines.append({**record, **_shown(record, at, file)})
    if lines:
        yield day, lines


def _shown(record: Mapping[str, Any], at: datetime, file: Taken) -> dict[str, str]:
    words = file.words
    noted = words.say("timeline.added_later", at=_instant(record["noted_at"], file)) if record["added_later"] else ""
    gone = words.say("timeline.withdrawn", at=_instant(record["withdrawn_at"], file)) if record["withdrawn_at"] else ""
    return {
        "clock": f"{at.astimezone(file.zone):%H:%M}",
        "utc": "" if file.zone.key == "UTC" else f"{at:%H:%M} UTC",
        "shown_text": words.say("timeline.hidden") if record["text_withheld"] else telling.cut(record["text"]),
        "origin_said": telling.origin_of(record["origin"], words),
        "marks": " ".join(mark for mark in (noted, gone) if mark),
        "short": record["hash"][:DIGITS],
    }


def blocks_of(file: Taken) -> Iterator[Block]:
    """What the PDF says."""
    words = file.words
    yield Heading(1, _title(file))
    yield Fact(words.say("timeline.file_taken"), telling.instant(file.at, file.zone, words))
    yield Line(intro(file.zone, words))
    yield Fact(words.say("timeline.file_digest"), file.digest)
    for freeze in file.freezes:
        said = f"{_instant(freeze['at'], file)} · {words.count('rows', freeze['rows'])} · {freeze['digest']}"
        yield Fact(words.say("freeze.one"), said)
    head = tuple(words.say(f"timeline.file_{name}") for name in ("clock", "happened", "who", "hash"))
    for day, lines in _days(file):
        yield Heading(2, day)
        yield Table(head, tuple(_cells(line) for line in lines))
    if not file.items:
        yield Line(words.say("timeline.none"))


def _cells(line: Mapping[str, Any]) -> tuple[str, ...]:
    said = [line["said"], plain(line["shown_text"], limit=LONGEST_IN_PDF), line["marks"]]
    clock = f"{line['clock']} ({line['utc']})" if line["utc"] else line["clock"]
    return clock, " — ".join(part for part in said if part), line["who"], line["short"]
