"""Everything asked of judged posts, over histories prepared once: it is the costly part of a review."""

from __future__ import annotations

from collections.abc import Iterable

from pratfall.records.candidates import Candidate
from pratfall.records.scene import Scene
from pratfall.records.subjects import SubjectKind

from . import flop, level, network, post
from .histories import prepare

KINDS = (SubjectKind.ACCOUNT, SubjectKind.SERIES, SubjectKind.CAMPAIGN)
WEIGHING = (level, network, post, flop)


def notice(scene: Scene) -> Iterable[Candidate]:
    """The candidates of every file of this room with a `weigh`."""
    histories = prepare(scene, KINDS)
    return (candidate for symptom in WEIGHING for candidate in symptom.weigh(histories))
