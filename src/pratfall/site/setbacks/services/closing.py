"""What is still open when somebody wants to close a setback: promises, thanks, the debrief, prevention, removals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pratfall.respond.lifecycle import State

from ..models import Ally, Debrief, Outing, Prevention, ProofKind, PublicPage, Removal, Setback, StatementKind, Update


@dataclass(frozen=True)
class Matter:
    """`code` is worded as `matter.<code>` with `facts`; `href` leads to where it is done, below the organisation's."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    href: str = ""


def open_matters(setback: Setback, now: datetime) -> tuple[Matter, ...]:
    """Everything in the way of closing, in the order of the pages."""
    return (
        *_promises(setback),
        *_public(setback),
        *_removals(setback),
        *_thanks(setback),
        *_debrief(setback),
        *_prevention(setback),
    )


def _promises(setback: Setback) -> Iterator[Matter]:
    """A next word that was promised and not yet given. A closing word keeps the promise: after it nobody waits."""
    if setback.first_word_at is None:
        yield Matter("first_word", href=f"{setback.path}statements/")
    elif setback.next_update_due_at is not None and not _closing_word(setback):
        yield Matter("promise", {"at": setback.next_update_due_at}, f"{setback.path}statements/")


def _closing_word(setback: Setback) -> bool:
    """Whether the last word in public, a statement's or the public page's, was the closing one."""
    outing = Outing.objects.filter(statement__setback=setback).select_related("statement").order_by("-said_at").first()
    update = Update.objects.filter(setback=setback).order_by("-at").first()
    said = outing is not None and outing.statement.kind == StatementKind.CLOSING
    told = update is not None and update.state == State.CLOSED
    if outing is None or update is None:
        return said or told
    return said if outing.said_at >= update.at else told


def _public(setback: Setback) -> Iterator[Matter]:
    """Readers and subscribers of an open page are told that it is over."""
    if PublicPage.objects.filter(setback=setback, withdrawn_at=None).exists():
        newest = Update.objects.filter(setback=setback).order_by("-at", "-pk").first()
        if newest is not None and newest.state != State.CLOSED:
            yield Matter("public_last_word", href=f"{setback.path}public/")


def _removals(setback: Setback) -> Iterator[Matter]:
    waiting = Removal.objects.filter(setback=setback, approved=None).count()
    if waiting:
        yield Matter("removals", {"n": waiting}, f"{setback.path}replies/")


def _thanks(setback: Setback) -> Iterator[Matter]:
    asked = Ally.objects.filter(setback=setback, thanked_at=None, left_out_at=None).exclude(asked_at=None).count()
    if asked:
        yield Matter("thanks", {"n": asked}, f"{setback.path}allies/")


def _debrief(setback: Setback) -> Iterator[Matter]:
    debrief = Debrief.objects.filter(setback=setback).first()
    if debrief is None:
        yield Matter("debrief_none", href=f"{setback.path}debrief/")
    elif debrief.closed_at is None:
        yield Matter("debrief_open", href=f"{setback.path}debrief/")


def _prevention(setback: Setback) -> Iterator[Matter]:
    """At least one action with an owner, a day and a proof; nobody asks for it to be proved yet."""
    actions = Prevention.objects.filter(setback=setback, given_up_at=None).exclude(owner=None).exclude(due=None)
    if not any(_provable(action) for action in actions):
        yield Matter("prevention", href=f"{setback.path}prevention/")


def _provable(action: Prevention) -> bool:
    match action.kind:
        case ProofKind.CHECK:
            return bool(action.check_words)
        case ProofKind.NUMBER:
            return bool(action.number)
        case _:
            return action.kind == ProofKind.SHOWN
