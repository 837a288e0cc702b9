"""Texts a team has and can use again: written in, uploaded, taken from a feed or from posts that keep working."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from django.db import transaction
from django.db.models import QuerySet

from pratfall.errors import Refused
from pratfall.learn.page_text import of_html, of_text, written
from pratfall.reviews.outside import Stopped, parsed
from pratfall.site.lessons.models import Feed, Material, MaterialKind
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services.keeping import storable
from pratfall.text.language import find_languages

SHORTEST, LONGEST = 40, 200_000  # characters of a text
LONGEST_TITLE, LONGEST_ADDRESS = 300, 500
MOST_BYTES = 2_000_000  # of an uploaded file
MOST = 2_000  # in use, of one organisation
LANGUAGES = ("en", "fr")
TEXTS, PAGES = (".txt", ".md", ".markdown", ".text"), (".html", ".htm")
MARKED = re.compile(r"<(?:!doctype|html|body|p|div|h[1-6])[\s>]", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody writes of a text. `language` "": the one it is found to be in, else `usual_language`."""

    kind: MaterialKind
    title: str
    text: str
    address: str = ""
    language: str = ""
    usual_language: str = "en"
    evergreen: bool = False
    made_on: date | None = None


def add(*, organisation: Organisation, actor: User, given: Given, now: datetime, feed: Feed | None = None) -> Material:
    """A new one. The same address, or the same title and text, is the one that stands there already.

    Raises Refused for a text too short or too long, what is no address, and for somebody who may change nothing.
    """
    require(actor, organisation, Role.EDITOR)
    values = _possible(given)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        there = _there(organisation, values)
        if there is not None:
            return there
        _refuse_more(organisation)
        made = Material.objects.create(organisation=organisation, by=actor, at=now, feed=feed, **values)
        after = {"kind": str(made.kind), "characters": len(made.text), "feed": feed.pk if feed else None}
        record(actor=actor, organisation=organisation, act="material_added", subject=made, after=after)
    return made


def put_away(*, material: Material, actor: User, seen: int, now: datetime) -> None:
    """Nothing is proposed from it any more; its pieces stay. Raises Refused and Conflict."""
    require(actor, material.organisation, Role.EDITOR)
    if material.put_away_at is not None:
        raise Refused("material_put_away")
    with transaction.atomic():
        change(material, version=seen, put_away_at=now)
        record(actor=actor, organisation=material.organisation, act="material_put_away", subject=material)


def take_out(*, material: Material, actor: User, seen: int) -> None:
    """It is used again. Raises Refused and Conflict."""
    require(actor, material.organisation, Role.EDITOR)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=material.organisation_id)
        _refuse_more(material.organisation)
        change(material, version=seen, put_away_at=None)
        record(actor=actor, organisation=material.organisation, act="material_added", subject=material,
               after={"kind": str(material.kind), "again": True})  # fmt: skip


def of(organisation: Organisation) -> QuerySet[Material]:
    """Those in use, the newest first."""
    return Material.objects.filter(organisation=organisation, put_away_at=None).order_by("-at", "-pk")


def away(organisation: Organisation) -> QuerySet[Material]:
    """Those put away, the last one first."""
    found = Material.objects.filter(organisation=organisation, put_away_at__isnull=False)
    return found.order_by("-put_away_at", "-pk")


def read_file(name: str, raw: bytes) -> str:
    """The text of an uploaded file, pages without their menus. Raises Refused for other kinds and what is no text."""
    ending = PurePath(name.lower()).suffix
    if ending not in (*TEXTS, *PAGES):
        raise Refused("material_file_kind", file=PurePath(name).name[:120])
    if len(raw) > MOST_BYTES:
        raise Refused("material_file_long", most=MOST_BYTES)
    text = _decoded(raw)
    if "\0" in text:
        raise Refused("material_file_no_text", file=PurePath(name).name[:120])
    return plain_text(text, page=ending in PAGES)


def plain_text(text: str, *, page: bool = False) -> str:
    """As pieces are made from: paragraphs, titles and items. A page that was pasted is read as one."""
    return written(of_html(text) if page or MARKED.search(text[:2000]) else of_text(text))


def language_of(text: str, usual: str) -> str:
    """English or French, whichever most of it is in; `usual` where nobody can tell."""
    found = str(find_languages([text[:2000]])[0])
    return found if found in LANGUAGES else usual


def _refuse_more(organisation: Organisation) -> None:
    """Within the caller's transaction, which holds the organisation."""
    if of(organisation).count() >= MOST:
        raise Refused("materials_too_many", most=MOST)


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    for name in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _possible(given: Given) -> dict[str, object]:
    if len(given.text) > LONGEST:
        raise Refused("material_text_long", most=LONGEST)
    text, title = plain_text(storable(given.text)), storable(given.title).strip()[:LONGEST_TITLE]
    if len(text) < SHORTEST:
        raise Refused("material_text_short", least=SHORTEST)
    usual = given.usual_language if given.usual_language in LANGUAGES else "en"
    language = given.language if given.language in LANGUAGES else language_of(text, usual)
    return {
        "kind": given.kind,
        "title": title or text.lstrip("#- ")[:80],
        "text": text,
        "address": _address(given.address),
        "language": language,
        "evergreen": given.evergreen,
        "made_on": given.made_on,
    }


def _address(address: str) -> str:
    wanted = storable(address).strip()
    if not wanted:
        return ""
    try:
        parsed(wanted)
    except Stopped:
        raise Refused("material_no_address") from None
    if len(wanted) > LONGEST_ADDRESS:
        raise Refused("material_no_address")
    return wanted


def _there(organisation: Organisation, values: dict[str, object]) -> Material | None:
    every = Material.objects.filter(organisation=organisation)
    if values["address"]:
        return every.filter(address=values["address"]).first()
    return every.filter(address="", title=values["title"], text=values["text"]).first()
