"""What the ledger says of every comment, added up: one row each, in the order they were seen.

Kept in memory from one page to the next, since entries are only ever added: what is new is read on top. Nobody's words
are in here; they are fetched for the few comments a page shows.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from .models import LedgerEntry, Setback

Key = tuple[str, str]  # platform and the comment's own id there
KEPT = 8  # setbacks


@dataclass(frozen=True)
class Heard:
    """One comment. Unknown numbers are None, and never 0.

    `digest`: of its newest words; `seen_at`, `place`: when Pratfall first saw it, and where that stands in the ledger;
    `own`: written by the organisation itself; `scores`: as read by the model named in it. `answered`: "comment" (found
    on the network), "reply" (noted by somebody) or ""; `answered_at`: when, as far as known. `gone_at`: when it was
    noticed that it is no longer there.
    `removal`: "asked", "approved", "refused", "removed" or "".
    """

    platform: str
    ref: str
    digest: str
    seen_at: datetime
    place: int = 0
    account: str = ""
    post: str = ""
    parent: str = ""
    created: datetime | None = None
    likes: int | None = None
    own: bool = False
    scores: Mapping[str, Any] = field(default_factory=dict)
    answered: str = ""
    answered_at: datetime | None = None
    gone_at: datetime | None = None
    removal: str = ""
    reason: str = ""
    erased: bool = False

    @property
    def key(self) -> Key:
        return self.platform, self.ref

    @property
    def since(self) -> datetime:
        """From when on it waits: its own time, or the first moment it was known."""
        return self.created or self.seen_at


@dataclass(frozen=True)
class _State:
    place: int
    hash: str
    rows: Mapping[Key, Heard]


_KNOWN: OrderedDict[int, _State] = OrderedDict()
_TURN = threading.Lock()


def heard(setback: Setback) -> Mapping[Key, Heard]:
    """Every comment of the setback's ledger as it stands now."""
    entries = LedgerEntry.objects.filter(setback=setback)
    last = entries.order_by("-place").values_list("place", "hash").first()
    if last is None:
        return {}
    with _TURN:
        before = _KNOWN.get(setback.pk)
    if before is not None and (before.place, before.hash) == last:
        return before.rows
    if before is None or not entries.filter(place=before.place, hash=before.hash).exists():
        before = _State(0, "", {})
    state = _read_on(before, entries)
    with _TURN:
        _KNOWN[setback.pk] = state
        _KNOWN.move_to_end(setback.pk)
        while len(_KNOWN) > KEPT:
            _KNOWN.popitem(last=False)
    return state.rows


def _read_on(before: _State, entries: Any) -> _State:
    rows, place, its_hash = dict(before.rows), before.place, before.hash
    columns = ("place", "hash", "kind", "platform", "ref", "body", "text", "at")
    later = entries.filter(place__gt=before.place).order_by("place").values_list(*columns)
    for place, its_hash, kind, platform, ref, body, text, at in later.iterator(chunk_size=5_000):  # noqa: B007
        key = (platform, ref)
        rows[key] = _told(rows.get(key) or Heard(platform, ref, "", at, place), kind, body, text, at)
    return _State(place, its_hash, rows)


def _told(row: Heard, kind: str, body: Mapping[str, Any], text: str, at: datetime) -> Heard:
    match kind:
        case "seen":
            return replace(
                row,
                digest=text,
                scores=row.scores if text == row.digest else {},
                account=body.get("account") or "",
                post=body.get("post") or "",
                parent=body.get("parent") or "",
                created=instant(body.get("created")),
                likes=body.get("likes"),
                own=bool(body.get("own")),
            )
        case "scored":
            return replace(row, scores=body)
        case "answered":
            return replace(row, answered=body.get("by") or "reply", answered_at=instant(body.get("at")))
        case "gone":
            return replace(row, gone_at=at)
        case "back":
            return replace(row, gone_at=None)
        case "removal_asked" | "removal_approved" | "removal_refused" | "removed":
            return replace(row, removal=kind.removeprefix("removal_"), reason=body.get("reason") or row.reason)
        case "erased":
            return replace(row, erased=True)
        case _:
            return row


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
