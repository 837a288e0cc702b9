"""A setback's ledger to take away: a line of JSON per entry, with what its hash is over and people's words beside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .models import KeptText, LedgerEntry, Setback
from .services.appending import HASHED


def export(folder: Path, *, lake_key: str) -> list[Path]:
    """`ledger-<organisation>-<setback>.jsonl` for every ledger of organisations over these measurements."""
    every = Setback.objects.filter(organisation__lake_key=lake_key).select_related("organisation").order_by("pk")
    written = []
    for setback in every:
        if not LedgerEntry.objects.filter(setback=setback).exists():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"ledger-{setback.organisation.slug}-{setback.pk}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(setback))
        written.append(path)
    return written


def rows(setback: Setback) -> Iterator[dict[str, Any]]:
    """Entries in their order. `words`, `salt`, `author` (a pseudonym): of the text it speaks of, absent once erased."""
    kept = {text.digest: text for text in KeptText.objects.filter(setback=setback, erased_at=None)}
    entries = LedgerEntry.objects.filter(setback=setback).order_by("place")
    for previous, its_hash, *values in entries.values_list("previous", "hash", *HASHED).iterator(chunk_size=5_000):
        row = {"setback": setback.pk, **dict(zip(HASHED, values, strict=True)), "previous": previous, "hash": its_hash}
        text = kept.get(row["text"]) if row["kind"] == "seen" else None
        words = {"words": text.text, "salt": text.salt, "author": text.author} if text else {}
        yield {**row, "at": row["at"].isoformat(timespec="microseconds"), **words}
