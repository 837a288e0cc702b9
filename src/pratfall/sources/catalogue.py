"""What can be read, for `pratfall sources`: codes for the wording, facts for everything else."""

from __future__ import annotations

from dataclasses import dataclass

from .exports import Evidence
from .registry import readers


@dataclass(frozen=True)
class Entry:
    """One format; the locales say under its name what it is and where its owner gets it."""

    name: str
    platform: str
    evidence: Evidence
    real_file_seen: bool


MAPPED = Entry("mapped", "", Evidence.FILE, True)


def catalogue() -> tuple[Entry, ...]:
    """One entry per reader, by platform then name; the mapping reader last."""
    entries = [Entry(r.name, r.platform, r.evidence, r.real_file_seen) for r in readers().values()]
    return (*sorted(entries, key=lambda entry: (entry.platform, entry.name)), MAPPED)
