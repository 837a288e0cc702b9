"""Looking every week: the review's verdicts on a scene, and what a year of them adds up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pratfall.notice import symptoms
from pratfall.notice.freshness import freshness_of
from pratfall.notice.trust import doubts, silences
from pratfall.records.findings import Finding, Status
from pratfall.records.numbers import Cost
from pratfall.records.scene import Scene
from pratfall.reviews.verdicts import judge


@dataclass(frozen=True, order=True)
class Verdict:
    """What a reader remembers of a finding."""

    status: Status
    code: str
    subject: str


def findings(scene: Scene) -> tuple[Finding, ...]:
    """All that is noticed, judged as the review does it."""
    candidates = [c for symptom in symptoms() for c in symptom.notice(scene)]
    verdicts, _ = judge(
        candidates,
        freshness=freshness_of(scene),
        silenced=silences(doubts(scene)),
        cost=lambda subject, window: Cost(),
    )
    return verdicts


def verdicts(scene: Scene) -> set[Verdict]:
    return {Verdict(f.status, f.code, f.subject.id) for f in findings(scene) if f.status is not Status.CANNOT_TELL}


def looked_at(scenes: Iterable[Scene]) -> set[Verdict]:
    """Every verdict given at any of the looks."""
    seen: set[Verdict] = set()
    for scene in scenes:
        seen |= verdicts(scene)
    return seen
