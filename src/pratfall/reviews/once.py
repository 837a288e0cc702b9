"""Review some files by themselves: a lake that lives as long as the call."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory

from pratfall.errors import InputError
from pratfall.lake import Lake
from pratfall.records.imports import Outcome
from pratfall.records.review import Review

from . import engine, settings
from .intake import import_paths


def review(paths: Iterable[str | PathLike[str]], as_of: datetime | None = None) -> Review:
    """Review the export files `paths` by themselves, without touching what is stored.

    `as_of`: aware instant of the review; default: now. The team's own settings apply. Raises InputError
    when no file could be used, naming the first that was refused and why; ValueError for a naive `as_of`.
    """
    if as_of and as_of.tzinfo is None:
        raise ValueError(f"as_of={as_of.isoformat()} has no zone: give it one, for example tzinfo=UTC")
    now = (as_of or datetime.now(UTC)).astimezone(UTC)  # days are UTC days from here on
    with TemporaryDirectory(prefix="pratfall-") as folder:
        lake = Lake(Path(folder), "files")
        reports = import_paths(lake, [Path(p) for p in paths], now=now)
        if not any(report.outcome is Outcome.IMPORTED for report in reports):
            refused = next((r.problem for r in reports if r.problem), None)
            if refused:
                raise InputError(refused.code, **refused.facts)
            raise InputError("nothing_to_review", files=len(reports))
        return engine.review(lake, now=now, settings=settings.load(settings.home()))
