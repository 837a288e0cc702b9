"""What Pratfall has seen since a lesson was written, where the same cause or network is concerned.

It stands beside the question whether the lesson still holds; it answers nothing by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from pratfall.records.findings import Finding, Kind, Status
from pratfall.reviews.render.story import Story, Told

from .models import Lesson

SHOWN = 5
TOLD = (Kind.FAILURE, Kind.GOOD_NEWS)


@dataclass(frozen=True)
class Newer:
    """`n` findings, the newest `shown`. None of both where the lesson names neither cause nor network, or nothing has
    been measured: see `newer`.
    """

    n: int
    shown: tuple[Told, ...]


def newer(lesson: Lesson, story: Story | None) -> Newer | None:
    """Findings of today's review that began later and share a cause or a network; None where nobody can say."""
    if story is None or not (lesson.causes or lesson.networks):
        return None
    since = [(told.finding.since, told) for told in story.by_slug.values() if _concerns(told.finding, lesson)]
    found = [told for day, told in sorted(since, key=lambda pair: (str(pair[0]), pair[1].slug), reverse=True)]
    return Newer(len(found), tuple(found[:SHOWN]))


def _concerns(finding: Finding, lesson: Lesson) -> bool:
    if finding.kind not in TOLD or finding.status is Status.CANNOT_TELL:
        return False
    if finding.since is None or finding.since <= lesson.at.date():
        return False
    causes = {cause.code for cause in (finding.diagnosis.causes if finding.diagnosis else ()) if cause.told}
    return (finding.subject.platform or "") in lesson.networks or not causes.isdisjoint(lesson.causes)
