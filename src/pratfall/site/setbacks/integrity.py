"""Is everything still as it was written: chains, the words they speak of, and frozen evidence?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .models import KeptText, LedgerEntry, Setback
from .services import appending, freezing
from .services.keeping import digest_of


@dataclass(frozen=True)
class Fault:
    """`code`: "missing", "moved", "changed", "cut" (of the chain), "words" (a text is not what was seen), "vanished"
    (its row is gone), "emptied" (and no entry says so), "freeze". `place`: in the ledger; of a freeze its number.
    """

    setback: Setback
    code: str
    place: int


def faults(setback: Setback) -> Iterator[Fault]:
    """What somebody did to this setback's records behind Pratfall's back; nothing where all is well."""
    broken = appending.broken(setback)
    if broken is not None:
        yield Fault(setback, broken.why, broken.place)
    words = next(_words(setback), None)
    if words is not None:
        yield words
    for freeze in freezing.all_of(setback):
        if not freezing.verify(freeze).intact:
            yield Fault(setback, "freeze", freeze.pk)


def everywhere() -> tuple[list[Fault], int, int]:
    """Every fault of every setback, how many setbacks were looked at, and how many entries their ledgers hold."""
    every = Setback.objects.select_related("organisation").order_by("pk")
    found = [fault for setback in every for fault in faults(setback)]
    return found, every.count(), LedgerEntry.objects.count()


def _words(setback: Setback) -> Iterator[Fault]:
    """Entries whose text is not what its digest says, in the ledger's order."""
    entries = LedgerEntry.objects.filter(setback=setback)
    erased = set(entries.filter(kind="erased").values_list("platform", "ref"))
    rows = KeptText.objects.filter(setback=setback).values_list("digest", "salt", "text", "erased_at")
    state = {
        digest: "emptied" if erased_at else "" if digest_of(salt, text) == digest else "words"
        for digest, salt, text, erased_at in rows.iterator(chunk_size=5_000)
    }
    seen = entries.filter(kind="seen").order_by("place").values_list("place", "platform", "ref", "text")
    for place, platform, ref, digest in seen.iterator(chunk_size=5_000):
        code = state.get(digest, "vanished")
        if code and not (code == "emptied" and (platform, ref) in erased):
            yield Fault(setback, code, place)
