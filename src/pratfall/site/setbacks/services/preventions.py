"""Promised actions: written, changed, shown to be done, given up. What proves them: services/proving.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pratfall.errors import Refused
from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership, Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.models import Prevention, ProofKind, Setback
from pratfall.site.setbacks.promises import Promised
from pratfall.site.setbacks.rights import require

from . import steps
from .publishing import refresh

LONGEST = 300
MOST = 100  # of one setback
TWICE_WITHIN = timedelta(minutes=10)  # the same words once more are the same form sent again


@dataclass(frozen=True, kw_only=True)
class Action:
    """What a person writes. `matches`: which campaigns its check is for, by "networks", "labels" and "words".

    `number`: what has to move, with where it starts from, as promises.Promised writes it.
    """

    words: str
    kind: ProofKind
    owner: User | None = None
    due: date | None = None
    check_words: str = ""
    matches: Mapping[str, list[str]] = field(default_factory=dict)
    number: Promised | None = None
    public_en: str = ""
    public_fr: str = ""


def promise(*, setback: Setback, actor: User, action: Action, now: datetime) -> Prevention:
    """A new one; the same form sent twice is one. Raises Refused."""
    require(actor, setback.organisation, Role.EDITOR)
    _possible(setback, action)
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        columns = {**_columns(action), "number": action.number.as_json() if action.number else None}
        if (there := _sent_twice(setback, actor, columns, now)) is not None:
            return there
        if setback.preventions.count() >= MOST:
            raise Refused("preventions_too_many", most=MOST)
        made = Prevention.objects.create(setback=setback, by=actor, at=now, **columns)
        _record(made, actor, "prevention_promised", after=_told(made))
        _settle(made, actor, now)
        refresh(setback, now)
    return made


def _sent_twice(setback: Setback, actor: User, columns: Mapping[str, Any], now: datetime) -> Prevention | None:
    """The one that stands there since the same form was sent a moment ago."""
    lately = setback.preventions.filter(by=actor, given_up_at=None, at__gt=now - TWICE_WITHIN)
    return next((one for one in lately if all(getattr(one, name) == columns[name] for name in columns)), None)


def revise(*, prevention: Prevention, actor: User, action: Action, seen: int, now: datetime) -> None:
    """As it is from now on. What was looked at stays as long as the same number is meant.

    Raises Refused, and Conflict where somebody else changed it meanwhile.
    """
    require(actor, prevention.setback.organisation, Role.EDITOR)
    _must_be_open(prevention)
    _possible(prevention.setback, action)
    with transaction.atomic():
        held = Prevention.objects.select_for_update().get(pk=prevention.pk)
        before, number = _told(held), action.number.kept_from(held.number) if action.number else None
        proof = held.proof if held.kind == action.kind else None
        change(prevention, version=seen, number=number, proof=proof, **_columns(action))
        _record(prevention, actor, "prevention_revised", before=before, after=_told(prevention))
        _settle(prevention, actor, now)
        refresh(prevention.setback, now)


def _settle(prevention: Prevention, actor: User, now: datetime) -> None:
    """The playbook's step is done with the first one that has an owner and a day."""
    if prevention.owner_id is not None and prevention.due is not None:
        steps.settle(prevention.setback, "prevent", actor, now)


def show(*, prevention: Prevention, actor: User, text: str, address: str, seen: int, now: datetime) -> None:
    """It is done, and here is what shows it. Somebody else has to agree. Raises Refused, Conflict."""
    require(actor, prevention.setback.organisation, Role.EDITOR)
    _must_be_open(prevention)
    if prevention.kind != ProofKind.SHOWN:
        raise Refused("prevention_not_shown")
    if not text.strip() and not address.strip():
        raise Refused("prevention_shows_nothing")
    shown = {"text": text.strip()[:2000], "address": address.strip()[:500], "by": actor.pk, "at": now.isoformat()}
    with transaction.atomic():
        change(prevention, version=seen, proof=shown)
        _record(prevention, actor, "prevention_shown")


def confirm(*, prevention: Prevention, actor: User, seen: int, now: datetime) -> None:
    """A second person has looked and agrees: proved. Raises Refused, Conflict."""
    shown = _shown(prevention, actor)
    with transaction.atomic():
        proof = {**shown, "reason": "confirmed", "confirmed_by": actor.pk}
        change(prevention, version=seen, proved_at=now, proved_by=actor, proof=proof)
        _record(prevention, actor, "prevention_proved", after={"reason": "confirmed"})


def send_back(*, prevention: Prevention, actor: User, why: str, seen: int, now: datetime) -> None:
    """A second person has looked and is not convinced. Raises Refused, Conflict."""
    shown = _shown(prevention, actor)
    if not why.strip():
        raise Refused("prevention_back_needs_reason")
    back = {"back": {"why": why.strip()[:2000], "by": actor.pk, "at": now.isoformat()}, "before": shown}
    with transaction.atomic():
        change(prevention, version=seen, proof=back)
        _record(prevention, actor, "prevention_sent_back")


def give_up(*, prevention: Prevention, actor: User, why: str, seen: int, now: datetime) -> None:
    """Signed by a manager: nobody is chased any more, and it is not proved. Raises Refused, Conflict."""
    require(actor, prevention.setback.organisation, Role.MANAGER)
    _must_be_open(prevention)
    if not why.strip():
        raise Refused("prevention_needs_reason")
    with transaction.atomic():
        change(prevention, version=seen, given_up_at=now, given_up_by=actor, given_up_why=why.strip()[:2000])
        _record(prevention, actor, "prevention_given_up")
        refresh(prevention.setback, now)


def take_up(*, prevention: Prevention, actor: User, seen: int) -> None:
    """It holds again. Raises Refused, Conflict."""
    require(actor, prevention.setback.organisation, Role.MANAGER)
    if prevention.given_up_at is None:
        raise Refused("prevention_not_given_up")
    with transaction.atomic():
        change(prevention, version=seen, given_up_at=None, given_up_by=None, given_up_why="")
        _record(prevention, actor, "prevention_taken_up")


def of(organisation: Organisation) -> QuerySet[Prevention]:
    """Every promised action of an organisation's setbacks, drills apart: what is due first comes first."""
    found = Prevention.objects.filter(setback__organisation=organisation, setback__drill=False)
    related = found.select_related("setback__organisation", "owner", "by", "proved_by", "given_up_by")
    return related.order_by("due", "pk")


def open_of(organisation: Organisation) -> QuerySet[Prevention]:
    """Those neither proved nor given up, whether their setback is closed or not."""
    return of(organisation).filter(proved_at=None, given_up_at=None)


def _possible(setback: Setback, action: Action) -> None:
    if not action.words.strip():
        raise Refused("prevention_unnamed")
    if action.owner is not None and not _works_here(action.owner, setback.organisation):
        raise Refused("assigned_to_stranger")
    if action.kind == ProofKind.CHECK and not action.check_words.strip():
        raise Refused("prevention_needs_check")
    if action.kind == ProofKind.NUMBER:
        if action.number is None:
            raise Refused("prevention_needs_number")
        action.number.must_move()


def _works_here(user: User, organisation: Organisation) -> bool:
    membership = Membership.objects.filter(user=user, organisation=organisation).first()
    return membership is not None and membership.may(Role.ANALYST)


def _columns(action: Action) -> dict[str, Any]:
    check = action.kind == ProofKind.CHECK
    return {
        "words": action.words.strip()[:LONGEST],
        "owner": action.owner,
        "due": action.due,
        "kind": action.kind,
        "check_words": action.check_words.strip()[:LONGEST] if check else "",
        "matches": {part: words for part, words in action.matches.items() if words} if check else {},
        "public_en": action.public_en.strip()[:LONGEST],
        "public_fr": action.public_fr.strip()[:LONGEST],
    }


def _must_be_open(prevention: Prevention) -> None:
    if prevention.proved_at is not None:
        raise Refused("prevention_proved_already")
    if prevention.given_up_at is not None:
        raise Refused("prevention_is_given_up")


def _shown(prevention: Prevention, actor: User) -> Mapping[str, Any]:
    """What was shown by somebody else. Raises Refused."""
    require(actor, prevention.setback.organisation, Role.EDITOR)
    _must_be_open(prevention)
    shown = prevention.proof or {}
    if prevention.kind != ProofKind.SHOWN or "at" not in shown:
        raise Refused("prevention_shows_nothing")
    if shown["by"] == actor.pk:
        raise Refused("prevention_confirm_own")
    return shown


def _told(prevention: Prevention) -> dict[str, Any]:
    """What of it may stand in a trail nobody can erase from: its words may speak of people."""
    number = {k: v for k, v in (prevention.number or {}).items() if k != "looks"}
    due = prevention.due.isoformat() if prevention.due else None
    return {"kind": str(prevention.kind), "owner": prevention.owner_id, "due": due, "number": number}


def _record(prevention: Prevention, actor: User, act: str, **more: Any) -> None:
    record(actor=actor, organisation=prevention.setback.organisation, act=act, subject=prevention, **more)
