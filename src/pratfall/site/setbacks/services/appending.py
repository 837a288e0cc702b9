"""The one way into a setback's ledger: at its end, linked to what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from pratfall.respond import chain
from pratfall.site.people.models import AuditEntry

from ..models import LedgerEntry, Setback

TRIES = 5
AT_ONCE = 500  # rows written together
HASHED = ("place", "kind", "platform", "ref", "body", "text", "at")
PLACE, HASH = "ledger_place", "ledger_hash"  # of the end, in rows of the audit trail


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An entry that has no place yet. `text`: the digest of a KeptText."""

    kind: str
    platform: str
    ref: str
    body: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""


def append(*, setback: Setback, drafts: Sequence[Draft], now: datetime) -> tuple[int, str]:
    """Adds them in their order, in the caller's transaction. Returns place and hash of the end.

    Whoever appends at the same moment waits for the setback's row; somebody who did not and took the same place makes
    this one start again behind them.
    """
    Setback.objects.select_for_update().get(pk=setback.pk)
    for left in reversed(range(TRIES)):
        rows = _linked(setback, drafts, now)
        try:
            with transaction.atomic():
                LedgerEntry.objects.bulk_create(rows, batch_size=AT_ONCE)
        except IntegrityError:
            if not left:
                raise
        else:
            break
    return end(setback)


def end(setback: Setback) -> tuple[int, str]:
    """Place and hash of its last entry."""
    last = LedgerEntry.objects.filter(setback=setback).order_by("-place").values_list("place", "hash").first()
    return last or (0, chain.START)


def end_kept(where: tuple[int, str]) -> dict[str, object]:
    """As the audit trail keeps it: a tail cut off is found by what was once its end."""
    return {PLACE: where[0], HASH: where[1]}


def broken(setback: Setback) -> chain.Broken | None:
    """The first broken place of its chain, against every end the audit trail has kept."""
    return chain.verify(_links(setback), ends=_kept(setback))


def _linked(setback: Setback, drafts: Sequence[Draft], now: datetime) -> list[LedgerEntry]:
    place, before = end(setback)
    rows = []
    for draft in drafts:
        place += 1
        row = LedgerEntry(
            setback=setback,
            place=place,
            kind=draft.kind,
            platform=draft.platform,
            ref=draft.ref,
            body=dict(draft.body),
            text=draft.text,
            at=now,
            previous=before,
        )
        row.hash = before = chain.linked(before, _values(row))
        rows.append(row)
    return rows


def _values(row: LedgerEntry) -> dict[str, Any]:
    """What the hash is over: everything of the row but the hashes."""
    return {"setback": row.setback_id, **{name: getattr(row, name) for name in HASHED}}


def _links(setback: Setback) -> Iterator[chain.Link]:
    rows = LedgerEntry.objects.filter(setback=setback).order_by("place").values_list("previous", "hash", *HASHED)
    for previous, its_hash, *values in rows.iterator(chunk_size=5_000):
        given = {"setback": setback.pk, **dict(zip(HASHED, values, strict=True))}
        yield chain.Link(given["place"], previous, its_hash, given)


def _kept(setback: Setback) -> list[tuple[int, str]]:
    subject = f"{setback._meta.model_name}:{setback.pk}"
    rows = AuditEntry.objects.filter(organisation=setback.organisation_id, subject=subject, after__has_key=PLACE)
    return [(after[PLACE], after[HASH]) for after in rows.values_list("after", flat=True)]
