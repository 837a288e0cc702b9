"""Who gets reports by mail. Nobody does until somebody said so: members for themselves, managers for people outside."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from pratfall.errors import Refused
from pratfall.reviews.render.speech import LANGUAGES
from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership, Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.reports.models import Kind, Reader
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services.keeping import storable

MOST = 50  # outside, of one organisation
LONGEST = 120


def wish_of(membership: Membership) -> Reader:
    """What a member said, or as nobody has said yet: no mail."""
    there = Reader.objects.filter(membership=membership).first()
    return there or Reader(organisation=membership.organisation, membership=membership, weekly=False, monthly=False)


def wish(*, membership: Membership, weekly: bool, monthly: bool, boss_page_only: bool, now: datetime) -> Reader:
    """A member says what they want; all of it off is no row at all. Raises Refused for guests, who see no report."""
    require(membership.user, membership.organisation, Role.ANALYST)
    said = {"weekly": weekly, "monthly": monthly, "boss_page_only": boss_page_only}
    with transaction.atomic():
        there = wish_of(membership)
        if not weekly and not monthly:
            Reader.objects.filter(membership=membership).delete()
            return there
        fresh = {**said, "organisation": membership.organisation, "language": _language(membership.user), "at": now}
        return Reader.objects.update_or_create(membership=membership, defaults=said, create_defaults=fresh)[0]


def _language(user: User) -> str:
    return user.language if user.language in LANGUAGES else LANGUAGES[0]


def add(
    *,
    organisation: Organisation,
    actor: User,
    name: str,
    email: str,
    language: str,
    weekly: bool,
    monthly: bool,
    now: datetime,
) -> Reader:
    """Somebody outside, who gets the page for the boss only. The same address twice is refused. Raises Refused."""
    require(actor, organisation, Role.MANAGER)
    name, email = " ".join(storable(name).split())[:LONGEST], email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Refused("reader_address_wrong") from None
    if not name or language not in LANGUAGES or not (weekly or monthly):
        raise Refused("reader_incomplete")
    if outside(organisation).count() >= MOST:
        raise Refused("readers_too_many", most=MOST)
    try:
        with transaction.atomic():
            made = Reader.objects.create(
                organisation=organisation,
                name=name,
                email=email,
                language=language,
                weekly=weekly,
                monthly=monthly,
                boss_page_only=True,
                by=actor,
                at=now,
            )
            record(actor=actor, organisation=organisation, act="reader_added", subject=made)
    except IntegrityError:
        raise Refused("reader_there") from None
    return made


def outside(organisation: Organisation) -> QuerySet[Reader]:
    return Reader.objects.filter(organisation=organisation, membership=None).order_by("name", "pk")


def remove(*, reader: Reader, actor: User) -> None:
    """Name and address are gone for good. Raises Refused."""
    require(actor, reader.organisation, Role.MANAGER)
    with transaction.atomic():
        record(actor=actor, organisation=reader.organisation, act="reader_removed", subject=reader)
        reader.delete()


def stop(*, reader: Reader, kind: Kind) -> None:
    """By the link of a mail: no more reports of that kind; who gets none any more is forgotten."""
    with transaction.atomic():
        Reader.objects.filter(pk=reader.pk).update(**{kind.value: False})
        left = Reader.objects.filter(pk=reader.pk, weekly=False, monthly=False).first()
        if left is not None:
            record(actor=None, organisation=left.organisation, act="reader_removed", subject=left)
            left.delete()


def of_kind(organisation: Organisation, kind: Kind) -> QuerySet[Reader]:
    """Who gets it now: whoever left, or sees nothing any more, gets nothing."""
    rows = Reader.objects.filter(organisation=organisation, **{kind.value: True})
    rows = rows.exclude(membership__role=Role.GUEST).exclude(membership__user__is_active=False)
    return rows.select_related("organisation", "membership__user").order_by("pk")
