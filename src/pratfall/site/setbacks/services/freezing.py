"""One click: everything as it stands, with time, origin and hash; and whether it still is what was frozen.

    hash of a row = digest(kind, ref, happened_at, origin, body, text)       text: the digest of the words kept apart
    digest of a freeze = digest of its rows' hashes, in the order of (kind, ref)

`digest` is respond.chain's. The digest also stands in the trail, so that a row cannot be changed without changing three
tables whose rows the database refuses to change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from pratfall.respond.chain import digest
from pratfall.site.people.audit import record
from pratfall.site.people.models import AuditEntry, User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.evidence import Thing, collect
from pratfall.site.setbacks.models import Evidence, Freeze, KeptText, Setback
from pratfall.site.setbacks.rights import require

from . import steps
from .keeping import digest_of, keep_all

ACT = "setback_frozen"
AT_ONCE = 1000
TWICE_WITHIN = timedelta(minutes=1)  # the same once more is the same click
PASSING = frozenset({"file_id", "observed_at"})  # of a body: newer with every export, though nothing else changed


@dataclass(frozen=True)
class Verdict:
    """What was found when a freeze was looked at again. `changed`: refs of rows that are not what was frozen.

    `missing`: how many rows are gone (negative: more are there than were frozen). `reworded`: refs of kept texts that
    are not what was frozen; `erased`: how many were emptied since, which breaks nothing. `sealed`: the digest fits,
    and the trail says the same.
    """

    rows: int
    changed: tuple[str, ...]
    missing: int
    reworded: tuple[str, ...]
    erased: int
    sealed: bool

    @property
    def intact(self) -> bool:
        return self.sealed and not (self.changed or self.missing or self.reworded)


@dataclass(frozen=True)
class Change:
    """One thing of two freezes. `before`, `after`: the values that differ, None on the side where there is nothing."""

    kind: str
    ref: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def how(self) -> str:
        return "new" if self.before is None else "gone" if self.after is None else "changed"


def freeze(*, setback: Setback, actor: User | None, now: datetime) -> Freeze:
    """Everything the setback is about, as known at `now`. The same twice within a minute is one freeze.

    `actor`: None where Pratfall does it by itself. Raises Refused for somebody who may change nothing.
    """
    if actor is not None:
        require(actor, setback.organisation, Role.EDITOR)
    things = collect(setback, now)
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        rows = _rows(setback, things)
        whole = sealed(row.hash for row in rows)
        there = setback.freezes.order_by("-at", "-pk").first()
        if there is not None and now - there.at < TWICE_WITHIN and _same(there, rows):
            return there
        made = Freeze.objects.create(setback=setback, rows=len(rows), digest=whole, by=actor, at=now)
        for row in rows:
            row.freeze = made
        Evidence.objects.bulk_create(rows, batch_size=AT_ONCE)
        after = {"rows": len(rows), "digest": whole, "at": now.astimezone(UTC).isoformat()}
        record(actor=actor, organisation=setback.organisation, act=ACT, subject=made, after=after)
        steps.settle(setback, "freeze", actor, now)
    return made


def _same(there: Freeze, rows: Sequence[Evidence]) -> bool:
    """Whether nothing is new but what the team did since: freezing leaves a line in the trail, and ticks its step."""
    before = set(there.evidence.exclude(body__has_key="act").values_list("hash", flat=True))
    return before == {row.hash for row in rows if "act" not in row.body}


def verify(freeze: Freeze) -> Verdict:
    """Whether it still is what was frozen: every row, all of them together, the words kept apart, and the trail."""
    seen, changed, texts = [], [], dict[str, str]()
    for row in _in_order(freeze).iterator(chunk_size=AT_ONCE):
        seen.append(row.hash)
        if row.hash != hash_of(row):
            changed.append(row.ref)
        if row.text:
            texts[row.text] = row.ref
    reworded, erased = _reworded(freeze.setback_id, texts)
    return Verdict(
        rows=len(seen),
        changed=tuple(changed),
        missing=freeze.rows - len(seen),
        reworded=reworded,
        erased=erased,
        sealed=sealed(seen) == freeze.digest and _in_trail(freeze),
    )


def compare(older: Freeze, newer: Freeze) -> Sequence[Change]:
    """What is new, what changed and what is gone, by kind and name. A newer export of the same values is no change."""
    before, after = (dict(_in_order(f).values_list("pk", "hash")) for f in (older, newer))
    was, now_there = set(before.values()), set(after.values())
    pks = [pk for pk, own in before.items() if own not in now_there] + [
        pk for pk, own in after.items() if own not in was
    ]
    sides: dict[tuple[str, str], dict[int, Mapping[str, Any]]] = {}
    for at in range(0, len(pks), AT_ONCE):
        for row in Evidence.objects.filter(pk__in=pks[at : at + AT_ONCE]):
            sides.setdefault((row.kind, row.ref), {})[row.freeze_id] = _said(row)
    found = [Change(kind, ref, each.get(older.pk), each.get(newer.pk)) for (kind, ref), each in sorted(sides.items())]
    return [_apart(change) for change in found if change.before != change.after]


def counted(changes: Iterable[Change]) -> Mapping[str, int]:
    """How many are "new", "changed", "gone"."""
    return Counter(change.how for change in changes)


def hash_of(row: Evidence) -> str:
    """The equation of a row's hash; "" for values no row was ever frozen with."""
    values = {name: getattr(row, name) for name in ("kind", "ref", "happened_at", "origin", "body", "text")}
    try:
        return digest(values)
    except (TypeError, ValueError):
        return ""


def sealed(hashes: Iterable[str]) -> str:
    """The digest of a freeze from its rows' hashes, in their order."""
    return digest({"rows": list(hashes)})


def _rows(setback: Setback, things: Sequence[Thing]) -> list[Evidence]:
    said = [thing.words for thing in things if thing.words is not None]
    kept = iter(keep_all(setback=setback, words=said))
    return [_row(thing, next(kept) if thing.words is not None else "") for thing in things]


def _row(thing: Thing, text: str) -> Evidence:
    row = Evidence(
        kind=thing.kind,
        ref=thing.ref,
        happened_at=thing.happened_at,
        origin=thing.origin,
        body=dict(thing.body),
        text=text,
    )
    row.hash = hash_of(row)
    return row


def _in_order(freeze: Freeze) -> Any:
    """As `collect` ordered them: they were written in that order."""
    return freeze.evidence.order_by("pk")


def _reworded(setback_id: int, texts: Mapping[str, str]) -> tuple[tuple[str, ...], int]:
    """Refs whose kept text is gone or another, and how many were erased."""
    fine, erased, digests = set(), 0, sorted(texts)
    for at in range(0, len(digests), AT_ONCE):
        rows = KeptText.objects.filter(setback=setback_id, digest__in=digests[at : at + AT_ONCE])
        for row in rows.iterator(chunk_size=AT_ONCE):
            erased += row.erased_at is not None
            if row.erased_at is not None or digest_of(row.salt, row.text) == row.digest:
                fine.add(row.digest)
    return tuple(texts[each] for each in digests if each not in fine), erased


def _in_trail(freeze: Freeze) -> bool:
    """Whether the trail tells of the same freeze, and of no other."""
    told = AuditEntry.objects.filter(act=ACT, subject=f"freeze:{freeze.pk}").values_list("after", flat=True)
    expected = {"rows": freeze.rows, "digest": freeze.digest, "at": freeze.at.astimezone(UTC).isoformat()}
    return list(told) == [expected]


def _said(row: Evidence) -> dict[str, Any]:
    """What a row says, without what changes with every export."""
    body = {name: value for name, value in row.body.items() if name not in PASSING}
    return {**body, "happened_at": row.happened_at and row.happened_at.isoformat(), "text": row.text}


def _apart(change: Change) -> Change:
    """Of what changed only the values that differ."""
    if change.before is None or change.after is None:
        return change
    names = [n for n in {**change.before, **change.after} if change.before.get(n) != change.after.get(n)]
    before, after = ({n: side.get(n) for n in names} for side in (change.before, change.after))
    return Change(change.kind, change.ref, before, after)


def all_of(setback: Setback) -> Iterator[Freeze]:
    """Its freezes, newest first."""
    yield from setback.freezes.select_related("by").order_by("-at", "-pk")
