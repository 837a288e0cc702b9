"""Pieces made of materials: planned for an account, given into somebody's hands, out, or dropped."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from pratfall.errors import Refused
from pratfall.learn.fatigue import Verdict
from pratfall.respond.lengths import LIMITS, length
from pratfall.site.lessons.guard import Guard
from pratfall.site.lessons.models import Material, Reuse, ReuseState
from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership, Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services.keeping import storable
from pratfall.site.today import desk

LONGEST, LONGEST_WHY, LONGEST_REF = 70_000, 1_000, 300  # characters


def plan(
    *,
    material: Material,
    actor: User,
    platform: str,
    account_id: str,
    text: str,
    now: datetime,
    person: User | None = None,
    due: date | None = None,
    why: str = "",
) -> Reuse:
    """A piece for one account, in the hands of `person` until `due`; the same one sent twice is one.

    Raises Refused: no such account, a text that is empty or too long there, a day that is over, a person who may not
    make pieces, and where the guard advises against it and nobody says why all the same.
    """
    organisation = material.organisation
    require(actor, organisation, Role.EDITOR)
    body = _body(platform, text)
    _possible(organisation, platform, account_id, person, due, now)
    with transaction.atomic():
        Material.objects.select_for_update().get(pk=material.pk)
        there = material.pieces.filter(
            platform=platform, account_id=account_id, text=body, state=ReuseState.PLANNED
        ).first()
        if there is not None:
            return there
        if material.put_away_at is not None:
            raise Refused("material_put_away")
        reason = storable(why).strip()[:LONGEST_WHY]
        verdict = _judged(material, (platform, account_id), body, due or now.date(), reason, now)
        made = Reuse.objects.create(
            material=material,
            platform=platform,
            account_id=account_id,
            text=body,
            person=person,
            due=due,
            why=reason,
            by=actor,
            at=now,
        )
        after = {"platform": platform, "account": account_id, "person": person.pk if person else None}
        more = {"due": due.isoformat() if due else None, "guard": str(verdict)}
        record(actor=actor, organisation=organisation, act="piece_planned", subject=made, after={**after, **more})
    return made


def hand_over(*, piece: Reuse, actor: User, person: User | None, due: date | None, seen: int, now: datetime) -> None:
    """Into other hands, or to another day. Raises Refused and Conflict."""
    organisation = piece.material.organisation
    _must_be_planned(piece, actor)
    _possible(organisation, piece.platform, piece.account_id, person, due, now, kept=piece.due)
    with transaction.atomic():
        change(piece, version=seen, person=person, due=due)
        after = {"person": person.pk if person else None, "due": due.isoformat() if due else None}
        record(actor=actor, organisation=organisation, act="piece_planned", subject=piece, after=after)


def out(*, piece: Reuse, actor: User, post_ref: str, seen: int, now: datetime) -> None:
    """It is out, at that address or id. Raises Refused and Conflict."""
    _must_be_planned(piece, actor)
    ref = storable(post_ref).strip()
    if not ref or len(ref) > LONGEST_REF or any(sign.isspace() for sign in ref):
        raise Refused("piece_needs_post")
    with transaction.atomic():
        change(piece, version=seen, state=ReuseState.OUT, post_ref=ref, out_at=now)
        record(actor=actor, organisation=piece.material.organisation, act="piece_out", subject=piece)


def drop(*, piece: Reuse, actor: User, why: str, seen: int, now: datetime) -> None:
    """It does not go out. Raises Refused and Conflict."""
    _must_be_planned(piece, actor)
    reason = storable(why).strip()[:LONGEST_WHY]
    with transaction.atomic():
        change(piece, version=seen, state=ReuseState.DROPPED, why=reason or piece.why)
        record(actor=actor, organisation=piece.material.organisation, act="piece_dropped", subject=piece)


def of(organisation: Organisation) -> QuerySet[Reuse]:
    """Every piece of an organisation, what is due first coming first."""
    found = Reuse.objects.filter(material__organisation=organisation)
    return found.select_related("material__organisation", "person").order_by("due", "pk")


def planned(organisation: Organisation) -> QuerySet[Reuse]:
    return of(organisation).filter(state=ReuseState.PLANNED)


def due(organisation: Organisation, today: date) -> QuerySet[Reuse]:
    """Planned pieces whose day has come, the most overdue first."""
    return planned(organisation).filter(due__lte=today)


def may_make(user: User, organisation: Organisation) -> bool:
    membership = Membership.objects.filter(user=user, organisation=organisation).first()
    return membership is not None and membership.may(Role.EDITOR)


def _body(platform: str, text: str) -> str:
    body = storable(text).replace("\r\n", "\n").strip()
    if not body or len(body) > LONGEST:
        raise Refused("piece_empty")
    limit = LIMITS.get(platform)
    if limit is not None and limit.most is not None and length(body, limit.rule) > limit.most:
        raise Refused("piece_too_long", n=length(body, limit.rule), most=limit.most, network=platform)
    return body


def _possible(
    organisation: Organisation,
    platform: str,
    account_id: str,
    person: User | None,
    due: date | None,
    now: datetime,
    *,
    kept: date | None = None,
) -> None:
    current = desk.current(organisation, now)
    accounts = [state.account for state in current.review.accounts] if current else []
    if not any((one.platform, one.account_id) == (platform, account_id) for one in accounts):
        raise Refused("piece_no_account")
    if person is not None and not may_make(person, organisation):
        raise Refused("assigned_to_stranger")
    if due is not None and due < now.date() and due != kept:
        raise Refused("piece_day_over")


def _judged(material: Material, key: tuple[str, str], text: str, on: date, why: str, now: datetime) -> Verdict:
    """What the guard says. Raises Refused where it advises against it and nobody says why all the same."""
    advice = Guard(material.organisation, now).advice(text, key, on, material=material)
    if advice.verdict is not Verdict.FINE and not why:
        raise Refused(f"piece_{advice.verdict}", last=advice.last, day=advice.fine_on)
    return advice.verdict


def _must_be_planned(piece: Reuse, actor: User) -> None:
    require(actor, piece.material.organisation, Role.EDITOR)
    if piece.state != ReuseState.PLANNED:
        raise Refused("piece_over")
