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

from .engine import review
from .intake import import_paths
from .settings import home, load


def review_once(paths: Iterable[str | PathLike[str]], as_of: datetime | None = None) -> Review:
    """See `pratfall.review`. The team's own settings apply; nothing is kept."""
    now = as_of or datetime.now(UTC)
    with TemporaryDirectory(prefix="pratfall-") as folder:
        lake = Lake(Path(folder), "files")
        reports = import_paths(lake, [Path(p) for p in paths], now=now)
        if not any(report.outcome is Outcome.IMPORTED for report in reports):
            refused = next((r for r in reports if r.problem), None)
            if refused and refused.problem:
                raise InputError(refused.problem.code, **refused.problem.facts)
            raise InputError("nothing_to_review", files=len(reports))
        return review(lake, now=now, settings=load(home()))
