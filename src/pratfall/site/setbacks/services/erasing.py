"""People's words and pseudonyms out of setbacks, for good; what became of the comment stays, and chains stay valid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from pratfall.errors import Refused
from pratfall.respond.lifecycle import State
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role

from ..models import KeptText, LedgerEntry, Setback
from ..rights import require
from . import allies, appending
from .appending import Draft

SHORTEST_MONTHS, LONGEST_MONTHS = 1, 120
DAYS_PER_MONTH = 30.4375


def erase_comment(*, setback: Setback, actor: User | None, platform: str, ref: str, now: datetime) -> int:
    """Every wording of one comment. Returns texts erased. Raises Refused."""
    _allowed(actor, setback.organisation)
    return _emptied(setback, KeptText.objects.filter(platform=platform, ref=ref), "comment", actor, now)


def erase_author(*, organisation: Organisation, actor: User | None, author: str, now: datetime) -> int:
    """Everything one person wrote, in every setback of the organisation, and who they are on lists of allies.

    `author`: their pseudonym. Returns texts erased. Raises Refused.
    """
    _allowed(actor, organisation)
    if not author.strip():
        return 0
    with transaction.atomic():
        allies.erased(organisation=organisation, author=author.strip())
        return _in_each(organisation, KeptText.objects.filter(author=author.strip()), "person", actor, now)


def erase_account(
    *, organisation: Organisation, actor: User | None, platform: str, account_id: str, now: datetime
) -> int:
    """What was written to one account of the organisation, and by it."""
    _allowed(actor, organisation)
    entries = LedgerEntry.objects.filter(setback__organisation=organisation, platform=platform, kind="seen")
    refs = set(entries.filter(body__account=account_id).values_list("ref", flat=True))
    texts = KeptText.objects.filter(platform=platform)
    return sum(
        _in_each(organisation, texts.filter(ref__in=part), "account", actor, now) for part in _parts(sorted(refs))
    )


def erase_old(*, setback: Setback, actor: User, months: int, now: datetime) -> int:
    """Every text of a setback that was closed at least so many months ago. Raises Refused."""
    _allowed(actor, setback.organisation)
    if not SHORTEST_MONTHS <= months <= LONGEST_MONTHS:
        raise Refused("erase_months_wrong", least=SHORTEST_MONTHS, most=LONGEST_MONTHS)
    if setback.state != State.CLOSED or setback.closed_at is None:
        raise Refused("erase_not_closed")
    if setback.closed_at > now - timedelta(days=months * DAYS_PER_MONTH):
        raise Refused("erase_too_young", months=months, day=setback.closed_at.date())
    return _emptied(setback, KeptText.objects.all(), "retention", actor, now)


def _in_each(organisation: Organisation, texts: QuerySet[KeptText], why: str, actor: User | None, now: datetime) -> int:
    meant = texts.filter(setback__organisation=organisation, erased_at=None)
    numbers = sorted(set(meant.values_list("setback", flat=True)))
    every = Setback.objects.select_related("organisation").filter(pk__in=numbers).order_by("pk")
    return sum(_emptied(setback, texts, why, actor, now) for setback in every)


def _emptied(setback: Setback, texts: QuerySet[KeptText], why: str, actor: User | None, now: datetime) -> int:
    """Words, salt and pseudonym go; a chain holds only the digest of what nobody can find out any more."""
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        rows = texts.filter(setback=setback, erased_at=None)
        named = sorted(set(rows.values_list("platform", "ref")))
        if not named:
            return 0
        n = rows.update(text="", salt="", author="", erased_at=now)
        in_ledger = _in_ledger(setback, named)
        drafts = [Draft(kind="erased", platform=p, ref=r, body={"why": why}) for p, r in named if (p, r) in in_ledger]
        where = appending.append(setback=setback, drafts=drafts, now=now)
        record(
            actor=actor,
            organisation=setback.organisation,
            act="texts_erased",
            subject=setback,
            after={"why": why, "texts": n, **appending.end_kept(where)},
        )
    return n


def _in_ledger(setback: Setback, named: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    refs = [ref for _, ref in named]
    entries = LedgerEntry.objects.filter(setback=setback, kind="seen")
    return {pair for part in _parts(refs) for pair in entries.filter(ref__in=part).values_list("platform", "ref")}


def _parts(refs: list[str]) -> Iterable[list[str]]:
    return (refs[at : at + 500] for at in range(0, len(refs), 500))


def _allowed(actor: User | None, organisation: Organisation) -> None:
    """None: whoever runs the installation, at its command line."""
    if actor is not None:
        require(actor, organisation, Role.OWNER)
