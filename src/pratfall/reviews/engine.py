"""The main job: look at everything that was imported and say what is failing, since when, and how sure that is.

Order of work: what can be believed, what may have changed, what is chance, why, what is a habit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from pratfall.habits import habits
from pratfall.lake import Lake
from pratfall.notice import foretold, symptoms
from pratfall.notice.freshness import freshness_of
from pratfall.notice.target import goals
from pratfall.notice.trust import doubts, silences
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.imports import FileReport
from pratfall.records.review import Review
from pratfall.records.scene import Scene, Settings
from pratfall.records.subjects import Subject

from .accounts import account_states
from .advising import advised
from .channels import channels_of
from .cost import cost_of, income
from .diagnosis import with_diagnoses
from .drivers import drivers_of
from .links import Links
from .scene import build_scene
from .teaching.reader import as_taught
from .topics import topics_of
from .verdicts import judge

KINDS = (Kind.TRUST, Kind.FAILURE, Kind.HABIT, Kind.GOOD_NEWS)
URGENT = "backlash"  # every hour counts
STATUSES = (Status.SURE, Status.LIKELY, Status.CANNOT_TELL)


def review(lake: Lake, *, now: datetime, settings: Settings) -> Review:
    """Everything there is to say about the lake's organisation at `now` (aware UTC)."""
    return review_scene(scene_of(lake, now=now, settings=settings), lake.reports())


def scene_of(lake: Lake, *, now: datetime, settings: Settings) -> Scene:
    """What a review looks at: everything known at `now`, read as the team taught it, with the links that were tried."""
    settings = as_taught(settings, lake.home, lake.organisation)
    scene = build_scene(lake, now=now, settings=settings)
    return replace(scene, links=Links(lake.home, lake.organisation).known(now))


def review_scene(scene: Scene, reports: Sequence[FileReport]) -> Review:
    """The same without a store: what simulations and tests look at thousands of times."""
    trust = doubts(scene, reports)
    freshness, cost = freshness_of(scene), cost_of(scene)
    candidates = [candidate for symptom in symptoms() for candidate in symptom.notice(scene)]
    verdicts, checked = judge(candidates, freshness=freshness, silenced=silences(trust), cost=cost)
    audited = tuple(finding for habit in habits() for finding in habit.audit(scene))
    found = with_diagnoses(scene, (*verdicts, *foretold(scene), *audited), checked)
    findings = (*trust, *_by_importance(found))
    return Review(
        organisation=scene.organisation,
        as_of=scene.now,
        files=tuple(reports),
        accounts=account_states(scene, freshness=freshness, cost=cost),
        findings=tuple(advised(scene, findings, cost)),
        checked=checked,
        income=income(scene),
        subjects=_subjects(scene),
        topics=topics_of(scene, findings),
        drivers=drivers_of(scene),
        channels=channels_of(scene, findings, cost),
    )


def _by_importance(findings: Sequence[Finding]) -> list[Finding]:
    """A backlash that is going on, failures by how sure and how costly, then habits, then good news.

    Money is compared in the currency most findings cost, and never across currencies.
    """
    spent = Counter(money.currency for finding in findings for money in finding.cost.money or ())
    currency = min(spent, key=lambda code: (-spent[code], code), default="")

    def importance(finding: Finding) -> tuple[int, bool, int, Decimal, Decimal, str, str]:
        amounts = [money.amount for money in finding.cost.money or () if money.currency == currency]
        return (
            KINDS.index(finding.kind),
            finding.code != URGENT or finding.status is Status.CANNOT_TELL,
            STATUSES.index(finding.status),
            -sum(amounts, Decimal()),
            -(finding.cost.hours or Decimal()),
            finding.subject.platform,
            finding.subject.id,
        )

    return sorted(findings, key=importance)


def _subjects(scene: Scene) -> dict[str, Subject]:
    """Everything a reader can open, by "kind:id"."""
    return {f"{s.kind}:{s.id}": s for s in (scene.subject, *(g.subject for g in scene.groups), *goals(scene))}
