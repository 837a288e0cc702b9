"""It was said: where, in which language, at what address. Pratfall posts nothing itself yet; people do, and tell it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from pratfall.errors import Refused
from pratfall.respond.lengths import LIMITS
from pratfall.reviews.render.plain import safe_url
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role

from ..models import Outing, Statement, StatementKind
from ..rights import require
from . import clocks, steps
from .statements import LANGUAGES, is_approved

LONGEST_ADDRESS = 500
CLOCKS_APART = timedelta(minutes=5)  # a phone's clock may be ahead of ours


def said(
    *, statement: Statement, actor: User, place: str, language: str, address: str, said_at: datetime, now: datetime
) -> Outing:
    """The approved words went out there; once for the same words, however often it is told.

    Starts the clock of the next word. `address`: of the post or page, "" where there is none. In a drill they would
    have gone out: nothing has an address, and the trail calls it by another name, for programs that listen. Raises
    Refused.
    """
    require(actor, statement.setback.organisation, Role.EDITOR)
    address = address.strip()
    _refuse(place, language, address, said_at, now)
    with transaction.atomic():
        here = Statement.objects.select_for_update(of=("self",)).select_related("setback__organisation")
        row = here.get(pk=statement.pk)
        if row.setback.drill and address:
            raise Refused("drill_stays_inside")
        if row.withdrawn_at is not None or not is_approved(row):
            raise Refused("statement_not_approved")
        if said_at < row.drafted_at - CLOCKS_APART:
            raise Refused("outing_before_drafted")
        return _once(row, actor, place, language, address, said_at, now)


def _once(
    statement: Statement, actor: User, place: str, language: str, address: str, said_at: datetime, now: datetime
) -> Outing:
    names = {"statement": statement, "place": place, "language": language, "digest": statement.digest}
    try:
        with transaction.atomic():
            made = Outing.objects.create(**names, address=address, said_at=said_at, by=actor, at=now)
    except IntegrityError:
        return Outing.objects.get(**names)
    clocks.said_something(
        setback=statement.setback, actor=actor, at=said_at, next_word_at=statement.next_word_at, now=now
    )
    if statement.kind == StatementKind.EXPLANATION:
        steps.settle(statement.setback, "explain", actor, now)
    after = {"place": place, "language": language, "digest": statement.digest}
    organisation = statement.setback.organisation
    act = "drill_statement_said" if statement.setback.drill else "statement_said"
    record(actor=actor, organisation=organisation, act=act, subject=statement, after=after)
    return made


def _refuse(place: str, language: str, address: str, said_at: datetime, now: datetime) -> None:
    if place not in LIMITS or language not in LANGUAGES:
        raise Refused("not_allowed_here")
    if address and (len(address) > LONGEST_ADDRESS or not safe_url(address)):
        raise Refused("outing_address_wrong")
    if said_at > now + CLOCKS_APART:
        raise Refused("outing_still_to_come")
