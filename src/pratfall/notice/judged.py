"""Everything asked of judged posts, over histories prepared once: it is the costly part of a review."""

from __future__ import annotations

from collections.abc import Iterable

from pratfall.records.candidates import Candidate
from pratfall.records.scene import Scene
from pratfall.records.subjects import SubjectKind

from . import flop, level, network, post
from .histories import Histories, prepare

KINDS = (SubjectKind.ACCOUNT, SubjectKind.SERIES, SubjectKind.CAMPAIGN)
WEIGHING = (level, network, post, flop)


def notice(scene: Scene) -> Iterable[Candidate]:
    """The candidates of every file of this room with a `weigh`."""
    histories = histories_of(scene)
    return (candidate for symptom in WEIGHING for candidate in symptom.weigh(histories))


def histories_of(scene: Scene) -> Histories:
    """The history of everything that is asked about; also for those who explain what is found."""
    return scene.once(_histories)


def _histories(scene: Scene) -> Histories:
    return prepare(scene, KINDS)
