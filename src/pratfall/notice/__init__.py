"""One symptom per file. A file answers a question, and says which by its function:

notice(scene) -> Iterable[Candidate]          does this look like a change? It may be chance: judged later, all at once
weigh(histories) -> Iterable[Candidate]       the same over judged posts, which judged.py prepares once for all
foretell(scene) -> Iterator[Finding]          where will it end? A forecast whose probability is that of being wrong
doubt(scene, reports) -> Iterator[Finding]    can the data be believed? A fact read from files: collected by trust.py
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from pratfall.records.candidates import Candidate
from pratfall.records.findings import Finding
from pratfall.records.scene import Scene

from . import backlash, days, judged, silence, target

__all__ = ["Symptom", "foretold", "symptoms"]


class Symptom(Protocol):
    """A module of this room with a `notice`."""

    def notice(self, scene: Scene) -> Iterable[Candidate]: ...


def symptoms() -> tuple[Symptom, ...]:
    """Everything that can be noticed; `judged` runs the files that look at judged posts."""
    return (judged, days, silence, backlash)


def foretold(scene: Scene) -> tuple[Finding, ...]:
    """Every forecast of this room that is no test for a change."""
    return tuple(target.foretell(scene))
