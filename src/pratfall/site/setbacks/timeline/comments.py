"""What people wrote: how much and when, the first of it, and the angriest as the ledger has scored it."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.setbacks.heard import Heard, heard
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.seen import Stretch, seen
from pratfall.site.setbacks.services.keeping import text_of

from . import Item

CODE = "comments"
LONGEST = 600  # characters shown of somebody's words; all of them stand in the ledger


def items(setback: Setback) -> Iterator[Item]:
    found = seen(setback)
    for part in found.stretches:
        minutes = max(round((part.until - part.at).total_seconds() / 60), 1)
        facts = {"n": part.comments, "answers": part.answers, "minutes": minutes, "hours": round(minutes / 60)}
        kind = _kind(part, minutes)
        yield Item(at=part.at, kind=kind, facts=facts, origin="networks", key=f"comments:{part.hour:%Y%m%d%H}")
    if found.first is not None:
        row = found.first
        yield Item(
            at=row["created_at"],
            kind="comment_first",
            facts={"network": row["platform"]},
            text=(row["text"] or "")[:LONGEST],
            quoted=True,
            origin=found.origin(row),
            key=f"comment:{row['platform']}/{row['comment_id']}",
        )
    yield from _angriest(setback)


def _kind(part: Stretch, minutes: int) -> str:
    span = "hours" if minutes > 60 else "hour"
    if not part.comments:
        return f"answers_{span}"
    return f"comments_{span}_answers" if part.answers else f"comments_{span}"


def _angriest(setback: Setback) -> Iterator[Item]:
    """Of all that the ledger has scored; nothing where there is no second one to compare it with."""
    scored = [row for row in heard(setback).values() if _anger(row) is not None and not row.own]
    if len(scored) < 2:
        return
    row = max(scored, key=lambda row: (_anger(row) or 0.0, -row.place))
    yield Item(
        at=row.since,
        kind="comment_angriest",
        facts={"network": row.platform},
        text=(text_of(setback, row.digest) or "")[:LONGEST],
        quoted=True,
        origin=row.platform,
        key=f"angriest:{row.platform}/{row.ref}",
    )


def _anger(row: Heard) -> float | None:
    found = row.scores.get("anger")
    return float(found) if isinstance(found, int | float) else None
