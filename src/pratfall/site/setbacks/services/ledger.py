"""The feedback ledger: what people wrote about a setback, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from pratfall.site.people.audit import record
from pratfall.site.people.models import AuditEntry, User

from ..about import comments_of
from ..heard import Heard, Key, heard
from ..models import KeptText, LedgerEntry, Setback
from ..reading import scores_of
from ..standing import standing_of
from . import appending
from .appending import Draft
from .keeping import Words, keep_all, short_ref, storable

AT_ONCE = 1_000  # comments of one transaction: nobody else waits longer than it takes
LIKES_AGAIN, LIKES_LEAST = 2, 10  # noted anew when they have at least doubled, and there are some

COLLECTED = "ledger_collected"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Collected:
    """How many entries of each kind were added. `unsure`: missing from an export that seems to be cut short."""

    seen: int = 0
    answered: int = 0
    gone: int = 0
    back: int = 0
    unsure: int = 0


@dataclass(frozen=True)
class Counts:
    """What a public page may say. `seen`: written by others; `gone`: no longer there, by whoever's doing, what we
    removed left out; `removed`: by reason of the policy; `asked`, `refused`: removals."""

    seen: int = 0
    answered: int = 0
    gone: int = 0
    erased: int = 0
    asked: int = 0
    refused: int = 0
    removed: Mapping[str, int] = field(default_factory=dict)


def collect(*, setback: Setback, now: datetime, actor: User | None = None) -> Collected:
    """Every comment the lake holds about the setback, into its ledger; a second time adds nothing.

    Comments are read and scored before anybody is held up; each thousand is one transaction, so that a kill leaves
    whole entries, and the next call goes on. Two at once add each entry once.
    """
    given = {_key(row): row for row in comments_of(setback, now).to_pylist() if row["direction"] == "received"}
    known = heard(setback)
    fresh = [row for key, row in given.items() if key not in known or not known[key].erased]
    fresh = _changed(setback, fresh, known)
    scored = scores_of(setback.organisation, [row["text"] or "" for row in fresh])
    seen = 0
    for at in range(0, len(fresh), AT_ONCE):
        part = slice(at, at + AT_ONCE)
        seen += _note(setback, fresh[part], scored[part], actor, now)
    return _follow(setback, given, seen, actor, now)


def counts(setback: Setback) -> Counts:
    """For everybody: numbers alone."""
    rows = [row for row in heard(setback).values() if not row.own]
    return Counts(
        seen=len(rows),
        answered=sum(bool(row.answered) for row in rows),
        gone=sum(row.gone_at is not None and row.removal != "removed" for row in rows),
        erased=sum(row.erased for row in rows),
        asked=sum(bool(row.removal) for row in rows),
        refused=sum(row.removal == "refused" for row in rows),
        removed=dict(sorted(Counter(row.reason for row in rows if row.removal == "removed").items())),
    )


def _changed(setback: Setback, rows: Sequence[Row], known: Mapping[Key, Heard]) -> list[Row]:
    """New ones, those whose words were changed, and those far better liked than when they were last noted."""
    texts = dict(KeptText.objects.filter(setback=setback, erased_at=None).values_list("digest", "text"))

    def changed(row: Row) -> bool:
        there = known.get(_key(row))
        if there is None or texts.get(there.digest) != storable(row["text"] or ""):
            return True
        likes = row["likes"]
        return likes is not None and likes >= max(LIKES_LEAST, LIKES_AGAIN * (there.likes or 0))

    return [row for row in rows if changed(row)]


def _note(
    setback: Setback, rows: Sequence[Row], scored: Sequence[Mapping[str, Any] | None], actor: User | None, now: datetime
) -> int:
    words = [Words(row["platform"], row["comment_id"], row["author_key"] or "", row["text"] or "") for row in rows]
    with transaction.atomic():
        digests = keep_all(setback=setback, words=words)  # takes the turn
        there = _noted(setback, rows)
        drafts: list[Draft] = []
        for row, digest, scores in zip(rows, digests, scored, strict=True):
            seen = _seen(row, digest)
            before = there.get(_key(row), ("", None))
            if before == (digest, seen.body["likes"]):
                continue  # somebody else collected at the same moment
            drafts.append(seen)
            if scores is not None and not seen.body["own"] and before[0] != digest:
                drafts.append(Draft(kind="scored", platform=seen.platform, ref=seen.ref, body=scores, text=digest))
        n = sum(draft.kind == "seen" for draft in drafts)
        if drafts:
            _append(setback, drafts, actor, {"seen": n}, now)
    return n


def _noted(setback: Setback, rows: Sequence[Row]) -> dict[Key, tuple[str, int | None]]:
    """Newest digest and likes of these comments in the ledger."""
    entries = LedgerEntry.objects.filter(setback=setback, kind="seen").order_by("place")
    entries = entries.filter(ref__in=[_key(row)[1] for row in rows])
    return {
        (p, r): (text, body.get("likes")) for p, r, text, body in entries.values_list("platform", "ref", "text", "body")
    }


def _seen(row: Row, digest: str) -> Draft:
    platform, ref = _key(row)
    created = row["created_at"]
    body = {
        "account": storable(row["account_id"] or ""),
        "post": short_ref(row["post_id"] or ""),
        "parent": short_ref(row["parent_comment_id"] or ""),
        "created": created.isoformat() if created else None,
        "likes": row["likes"],
        "own": bool(row["author_is_owner"]),
        "file": row["file_id"],
    }
    return Draft(kind="seen", platform=platform, ref=ref, body=body, text=digest)


def _follow(setback: Setback, given: Mapping[Key, Row], seen: int, actor: User | None, now: datetime) -> Collected:
    """What became of comments known before: answered, gone, back again."""
    stands = standing_of(setback, given, now)
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        known = heard(setback)
        answered = list(_answers(known))
        gone, back = [], []
        for key, (here, file) in stands.items():
            row = known.get(key)
            if row is None or row.erased or row.own:
                continue
            if here is False and row.gone_at is None:
                gone.append(Draft(kind="gone", platform=row.platform, ref=row.ref, body={"file": file}))
            elif here is True and row.gone_at is not None:
                back.append(Draft(kind="back", platform=row.platform, ref=row.ref, body={"file": file}))
        unsure = sum(here is None for here, _ in stands.values())
        told = {"answered": len(answered), "gone": len(gone), "back": len(back), "unsure": unsure}
        drafts = [*answered, *gone, *back]
        if drafts or unsure != unsure_of(setback):
            _append(setback, drafts, actor, told, now)
    return Collected(seen=seen, **told)


def unsure_of(setback: Setback) -> int:
    """How many comments the newest imports lacked without being able to say that they are gone."""
    subject = f"{setback._meta.model_name}:{setback.pk}"
    rows = AuditEntry.objects.filter(organisation=setback.organisation_id, subject=subject, act=COLLECTED)
    after = rows.filter(after__has_key="unsure").order_by("-pk").values_list("after", flat=True).first()
    return int((after or {}).get("unsure") or 0)


def _answers(known: Mapping[Key, Heard]) -> Iterable[Draft]:
    """A later comment of the organisation's own in the same thread is an answer; where it names no thread, none is."""
    own: dict[tuple[str, str, str], list[Heard]] = {}
    for row in known.values():
        if row.own and row.parent:
            own.setdefault((row.platform, row.post, row.parent), []).append(row)
    for row in known.values() if own else ():
        if row.own or row.answered:
            continue
        said = [
            (answer.since, answer)
            for answer in own.get((row.platform, row.post, row.parent or row.ref), ())
            if row.created is None or answer.created is None or answer.created >= row.created
        ]
        if said:
            _, first = min(said, key=lambda pair: pair[0])
            at = first.created.isoformat() if first.created else None
            body = {"by": "comment", "ref": first.ref, "at": at}
            yield Draft(kind="answered", platform=row.platform, ref=row.ref, body=body)


def _append(
    setback: Setback, drafts: Sequence[Draft], actor: User | None, told: Mapping[str, object], now: datetime
) -> None:
    """With the end of the chain in the audit trail, where a tail cut off shows."""
    where = appending.append(setback=setback, drafts=drafts, now=now)
    record(
        actor=actor,
        organisation=setback.organisation,
        act=COLLECTED,
        subject=setback,
        after={**told, **appending.end_kept(where)},
    )


def _key(row: Row) -> Key:
    return row["platform"][:40], short_ref(row["comment_id"])
