"""What can be read, for `pratfall sources`: codes for the wording, facts for everything else."""

from __future__ import annotations

from dataclasses import dataclass

from .exports import Evidence
from .registry import readers


@dataclass(frozen=True)
class Entry:
    """`what` and `how` are keys of the locales: what the file is, and where its owner gets it."""

    name: str
    platform: str
    what: str
    how: str
    evidence: Evidence
    real_file_seen: bool


MAPPED = Entry("mapped", "", "source_mapped_what", "source_mapped_how", Evidence.FILE, True)


def catalogue() -> tuple[Entry, ...]:
    """One entry per reader, by platform then name; the mapping reader last."""
    entries = [
        Entry(
            reader.name, reader.platform, f"source_{reader.name}_what", f"source_{reader.name}_how",
            reader.evidence, reader.real_file_seen,
        )
        for reader in readers().values()
    ]  # fmt: skip
    return (*sorted(entries, key=lambda entry: (entry.platform, entry.name)), MAPPED)
