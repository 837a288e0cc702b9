"""People who may help: on the list, briefed, asked, heard, thanked; or left out, with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from pratfall.errors import Refused
from pratfall.reviews.render.speech import LANGUAGES
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from ..found_allies import found_ally
from ..models import Ally, Setback
from ..rights import require
from .keeping import storable

STANDS_FOR = ("brand", "justice", "self", "partner", "other")
LONGEST_NAME, LONGEST_WHERE, LONGEST = 120, 300, 4000  # characters


def add(
    *,
    setback: Setback,
    actor: User,
    name: str,
    now: datetime,
    where: str = "",
    stands_for: str = "partner",
    language: str = "",
) -> Ally:
    """Somebody the team knows; the same name and place twice is one row. Raises Refused."""
    require(actor, setback.organisation, Role.EDITOR)
    values = _possible(name, where, stands_for, language)
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        there = setback.allies.filter(author="", name=values["name"], where=values["where"]).first()
        if there is not None:
            return there
        ally = Ally.objects.create(setback=setback, added_by=actor, added_at=now, **values)
        _told(ally, actor, "ally_added", {"found": False})
    return ally


def add_found(*, setback: Setback, actor: User, platform: str, author: str, now: datetime) -> Ally:
    """Somebody the data speak for, by pseudonym, with the numbers of today; once each. Raises Refused."""
    require(actor, setback.organisation, Role.EDITOR)
    found = found_ally(setback, platform, author, now)
    if found is None:
        raise Refused("ally_not_in_data")
    language = found.language if found.language in LANGUAGES else ""
    try:
        with transaction.atomic():
            ally = Ally.objects.create(
                setback=setback,
                name=found.author[:LONGEST_NAME],
                where=found.href[:LONGEST_WHERE],
                platform=found.platform,
                author=found.author,
                found=found.as_json(),
                language=language,
                added_by=actor,
                added_at=now,
            )
            _told(ally, actor, "ally_added", {"found": True})
    except IntegrityError:
        return Ally.objects.get(setback=setback, platform=platform, author=author)
    return ally


def revise(
    *, ally: Ally, actor: User, seen: int, name: str, where: str, stands_for: str, language: str, brief: str
) -> None:
    """What is known of them, and their brief. Raises Refused, and Conflict where it moved since `seen`."""
    require(actor, ally.setback.organisation, Role.EDITOR)
    values = {**_possible(name, where, stands_for, language), "brief": _text(brief)}
    _write(ally, actor, seen, "ally_revised", **values)


def asked(*, ally: Ally, actor: User, seen: int, now: datetime) -> None:
    """`actor` gave them the facts and asked; from now on they are owed thanks. Raises Refused and Conflict."""
    _open(ally, actor)
    if ally.asked_at is not None:
        raise Refused("ally_asked_already")
    _write(ally, actor, seen, "ally_asked", asked_by=actor, asked_at=now)


def answered(*, ally: Ally, actor: User, seen: int, said: str, now: datetime) -> None:
    """What they said, or did; a later answer takes the earlier one's place. Raises Refused and Conflict."""
    _open(ally, actor)
    text = _text(said)
    if not text:
        raise Refused("ally_said_nothing")
    _write(ally, actor, seen, "ally_answered", said=text, said_at=now)


def thanked(*, ally: Ally, actor: User, seen: int, how: str, now: datetime) -> None:
    """`actor` thanked them. Raises Refused and Conflict."""
    _open(ally, actor)
    _write(ally, actor, seen, "ally_thanked", thanked_by=actor, thanked_at=now, thanked_how=_text(how))


def left_out(*, ally: Ally, actor: User, seen: int, why: str, now: datetime) -> None:
    """They are not asked, or not thanked, for a reason. Raises Refused and Conflict."""
    _open(ally, actor)
    reason = _text(why)
    if not reason:
        raise Refused("ally_left_out_needs_reason")
    _write(ally, actor, seen, "ally_left_out", left_out_at=now, left_out_why=reason)


def brought_back(*, ally: Ally, actor: User, seen: int) -> None:
    """Thanked or left out by mistake: on the list again. Raises Refused and Conflict."""
    require(actor, ally.setback.organisation, Role.EDITOR)
    nothing: dict[str, Any] = {"thanked_by": None, "thanked_at": None, "thanked_how": ""}
    _write(ally, actor, seen, "ally_brought_back", left_out_at=None, left_out_why="", **nothing)


def erased(*, organisation: Organisation, author: str) -> int:
    """Who they are goes from every list, in the caller's transaction; that somebody helped stays. Returns how many."""
    rows = Ally.objects.filter(setback__organisation=organisation, author=author).exclude(author="")
    nothing = dict.fromkeys(("name", "where", "author", "said", "brief", "thanked_how", "left_out_why"), "")
    return rows.update(found=None, version=F("version") + 1, **nothing)


def _open(ally: Ally, actor: User) -> None:
    require(actor, ally.setback.organisation, Role.EDITOR)
    if ally.thanked_at is not None or ally.left_out_at is not None:
        raise Refused("ally_is_done")


def _write(ally: Ally, actor: User, seen: int, act: str, **values: Any) -> None:
    with transaction.atomic():
        change(ally, version=seen, **values)
        _told(ally, actor, act)


def _possible(name: str, where: str, stands_for: str, language: str) -> dict[str, str]:
    """Raises Refused."""
    name, where = storable(name).strip(), storable(where).strip()
    if not name:
        raise Refused("ally_unnamed")
    if len(name) > LONGEST_NAME or len(where) > LONGEST_WHERE:
        raise Refused("ally_too_long", name=LONGEST_NAME, where=LONGEST_WHERE)
    if stands_for not in STANDS_FOR or language not in ("", *LANGUAGES):
        raise Refused("not_allowed_here")
    return {"name": name, "where": where, "stands_for": stands_for, "language": language}


def _text(text: str) -> str:
    text = storable(text).strip()
    if len(text) > LONGEST:
        raise Refused("ally_text_too_long", most=LONGEST)
    return text


def _told(ally: Ally, actor: User, act: str, after: dict[str, object] | None = None) -> None:
    """Numbers only: who they are stands in their row, which can be erased."""
    record(actor=actor, organisation=ally.setback.organisation, act=act, subject=ally, after=after)
