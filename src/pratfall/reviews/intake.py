"""Bring files into the lake: read each, keep what is readable, report on every one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from pratfall.lake import Lake
from pratfall.lake.lock import OnWait
from pratfall.lake.store import WAIT_SECONDS
from pratfall.records.imports import Extract, FileReport, Outcome
from pratfall.sources import read_paths
from pratfall.sources.dates import DateOrder
from pratfall.sources.mapping import Mapping

from .lake_key import lake_key


def import_paths(
    lake: Lake,
    paths: Sequence[Path],
    *,
    now: datetime,
    mappings: Sequence[Mapping] = (),
    source: str | None = None,
    account: str = "",
    date_order: DateOrder = DateOrder.UNDECIDED,
    on_file: Callable[[FileReport], None] | None = None,
    on_wait: OnWait | None = None,
    wait_seconds: float = WAIT_SECONDS,
) -> tuple[FileReport, ...]:
    """Import `paths` (files, folders, zips) as one change of the lake.

    A file that cannot be used is reported and leaves nothing behind; the others are imported all the
    same. A file whose bytes are known already adds nothing. Killed half-way, nothing is visible.
    `account` and `date_order` answer what a file itself leaves open. While another process imports, this one
    waits, says so by `on_wait`, and after `wait_seconds` raises LakeBusy.
    """
    reports = []
    with lake.writing(on_wait=on_wait, wait_seconds=wait_seconds) as writer:
        found = read_paths(
            paths,
            known=writer.known,
            mappings=mappings,
            source=source,
            now=now,
            account=account,
            salt=lake_key(lake.home),
            date_order=date_order,
        )
        for item in found:
            if isinstance(item, Extract):
                writer.add(item)
            elif item.outcome is not Outcome.ALREADY_KNOWN:
                writer.report(item)
            report = item.report if isinstance(item, Extract) else item
            reports.append(report)
            if on_file:
                on_file(report)
    return tuple(reports)
