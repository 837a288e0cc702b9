"""Answers to comments: drafted from what was approved, edited and sent by a person, noted where they can be read."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction

from pratfall.errors import Refused
from pratfall.respond import reply as rules
from pratfall.respond.statement import Facts, from_json
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from ..drafting import drafted
from ..heard import Heard, heard
from ..models import Reply, ReplyKind, Setback
from ..rights import require
from . import appending, statements
from .appending import Draft

LONGEST = 10_000
LONGEST_ADDRESS = 500


def draft(*, setback: Setback, actor: User, platform: str, ref: str, kind: str, language: str, now: datetime) -> Reply:
    """A draft of that kind from the facts of the newest approved statement. Raises Refused, where there is one too."""
    require(actor, setback.organisation, Role.EDITOR)
    comment = heard(setback).get((platform, ref))
    if comment is None or comment.own:
        raise Refused("comment_unknown")
    text = text_for(setback, _kind(kind), _language(language), now)
    try:
        with transaction.atomic():
            made = Reply.objects.create(
                setback=setback, platform=platform, ref=ref, kind=kind, language=language, text=text, by=actor, at=now
            )
            _told(made, actor, "reply_drafted")
    except IntegrityError as error:
        raise Refused("reply_there_already") from error
    return made


def edit(
    *, reply: Reply, actor: User, text: str, kind: str, language: str, seen: int, now: datetime, anew: bool = False
) -> None:
    """Other words, or where `anew` another draft of that kind and language. Raises Refused, Conflict."""
    require(actor, reply.setback.organisation, Role.EDITOR)
    if reply.sent_at is not None:
        raise Refused("reply_sent_already")
    kind, language = _kind(kind).value, _language(language)
    text = text_for(reply.setback, rules.ReplyKind(kind), language, now) if anew else text.strip()
    if len(text) > LONGEST:
        raise Refused("reply_too_long", most=LONGEST)
    with transaction.atomic():
        change(reply, version=seen, text=text, kind=kind, language=language, by=actor, at=now)
        _told(reply, actor, "reply_edited")


def mark_sent(*, reply: Reply, actor: User, address: str, seen: int, now: datetime) -> None:
    """A person has sent it on the network; `address`: where it can be read, if known. Raises Refused, Conflict."""
    require(actor, reply.setback.organisation, Role.EDITOR)
    if reply.sent_at is not None:
        raise Refused("reply_sent_already")
    if not reply.text.strip():
        raise Refused("reply_empty")
    address = address.strip()
    if address and not _is_address(address):
        raise Refused("reply_address_wrong")
    with transaction.atomic():
        change(reply, version=seen, sent_at=now, sent_by=actor, address=address)
        body = {"by": "reply", "reply": reply.pk, "at": now.isoformat()}
        entry = Draft(kind="answered", platform=reply.platform, ref=reply.ref, body=body)
        where = appending.append(setback=reply.setback, drafts=[entry], now=now)
        _told(reply, actor, "reply_sent", appending.end_kept(where))


def discard(*, reply: Reply, actor: User, seen: int, now: datetime) -> None:
    """A draft nobody sent goes away. Raises Refused, and Conflict where somebody has just worked on it."""
    require(actor, reply.setback.organisation, Role.EDITOR)
    if reply.sent_at is not None:
        raise Refused("reply_sent_already")
    with transaction.atomic():
        change(reply, version=seen, at=now)  # nobody's newer text goes with it
        _told(reply, actor, "reply_discarded")
        reply.delete()


def text_for(setback: Setback, kind: rules.ReplyKind, lang: str, now: datetime) -> str:
    """An opening of our own, then approved facts. "" for words of one's own."""
    if kind is rules.ReplyKind.OWN:
        return ""
    facts, promise = approved_facts(setback, now)
    told = drafted(rules.facts_for(kind, facts, lang), lang, promise if kind is rules.ReplyKind.EXPLAIN else None)
    opening = speech(lang).say(f"reply.opening.{kind.value}")
    return "\n\n".join(part for part in (opening, told) if part)


def approved_facts(setback: Setback, now: datetime) -> tuple[Facts, datetime | None]:
    """Facts of the newest approved statement, and the next word it promises if that is still to come."""
    statement = statements.approved(setback)
    if statement is None:
        return Facts(), None
    promise = statement.next_word_at
    return from_json(statement.facts), promise if promise is not None and promise > now else None


def language_for(comment: Heard, fallback: str) -> str:
    """The comment's language where we write it, else `fallback`."""
    spoken = str(comment.scores.get("language") or "")
    return spoken if spoken in LANGUAGES else fallback


def _kind(kind: str) -> rules.ReplyKind:
    if kind not in ReplyKind.values:
        raise Refused("reply_kind_unknown")
    return rules.ReplyKind(kind)


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise Refused("reply_language_unknown")
    return language


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(text) <= LONGEST_ADDRESS


def _told(reply: Reply, actor: User, act: str, more: dict[str, object] | None = None) -> None:
    after: dict[str, object] = {"reply": reply.pk, "kind": reply.kind, **(more or {})}
    record(actor=actor, organisation=reply.setback.organisation, act=act, subject=reply.setback, after=after)
