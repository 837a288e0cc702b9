"""What people add to the timeline, and take back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from pratfall.errors import Refused
from pratfall.reviews.render.plain import safe_url
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, TimelineNote
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services.keeping import storable

LONGEST = 4000  # characters
LONGEST_ADDRESS = 500
CLOCKS_APART = timedelta(minutes=5)  # a phone's clock may be ahead of ours
TWICE_WITHIN = timedelta(minutes=10)  # the same words once more are the same form sent again


def add(
    *,
    setback: Setback,
    actor: User,
    text: str,
    happened_at: datetime,
    zone: str,
    now: datetime,
    outside: bool = False,
    address: str = "",
) -> TimelineNote:
    """One note, at the moment it speaks of; the same one sent twice is one. `zone`: in which its writer meant it.

    `outside`: not our doing. Raises Refused for no or too much text, a moment still to come, no web address, and for
    somebody who may change nothing.
    """
    require(actor, setback.organisation, Role.EDITOR)
    text, address = storable(text).strip(), address.strip()
    _refuse(text, address, happened_at, now)
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        there = setback.notes.filter(
            by=actor, text=text, happened_at=happened_at, withdrawn_at=None, at__gt=now - TWICE_WITHIN
        ).first()
        if there is not None:
            return there
        note = TimelineNote.objects.create(
            setback=setback,
            happened_at=happened_at,
            zone=zone[:60],
            text=text,
            outside=outside,
            address=address,
            by=actor,
            at=now,
        )
        after = {"happened_at": happened_at.isoformat(), "outside": outside}
        record(actor=actor, organisation=setback.organisation, act="timeline_note_added", subject=note, after=after)
    return note


def withdraw(*, note: TimelineNote, actor: User, now: datetime) -> None:
    """Its writer takes it back; it stays to be seen, as taken back. Twice is once. Raises Refused for anybody else."""
    if note.by_id != actor.pk:
        raise Refused("note_of_another")
    with transaction.atomic():
        if not TimelineNote.objects.filter(pk=note.pk, withdrawn_at=None).update(withdrawn_at=now):
            return
        record(actor=actor, organisation=note.setback.organisation, act="timeline_note_withdrawn", subject=note)
    note.withdrawn_at = now


def _refuse(text: str, address: str, happened_at: datetime, now: datetime) -> None:
    if not text:
        raise Refused("note_empty")
    if len(text) > LONGEST:
        raise Refused("note_too_long", n=len(text), most=LONGEST)
    if happened_at > now + CLOCKS_APART:
        raise Refused("note_of_the_future")
    if address and (safe_url(address) != address or len(address) > LONGEST_ADDRESS):
        raise Refused("note_address")
