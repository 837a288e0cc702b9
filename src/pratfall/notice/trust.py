"""Can the data be believed? Runs every file of this room with a `doubt`, and says what their answers silence.

A trust finding silences by its facts, so that the rule can be read beside the verdict it silenced:

    silences             ISO 8601 intervals ("2024-03-01/2024-03-31")
    silences_metrics     only comparisons of these metrics; absent: all
    silences_from_share  only windows of which the intervals take at least this share; absent: any overlap
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from pratfall.records.findings import Finding
from pratfall.records.imports import FileReport
from pratfall.records.numbers import Window
from pratfall.records.scene import Scene
from pratfall.records.subjects import Subject, SubjectKind

from . import feed_gap, immature, paid_mixed, partial, redefined, replies_missing, skipped, stale, totals

DOUBTS: tuple[ModuleType, ...] = (
    feed_gap,
    stale,
    redefined,
    totals,
    replies_missing,
    skipped,
    paid_mixed,
    immature,
    partial,
)


@dataclass(frozen=True)
class Silence:
    windows: tuple[Window, ...]
    metrics: frozenset[str]
    from_share: float

    def covers(self, window: Window, metric: str) -> bool:
        if self.metrics and metric not in self.metrics:
            return False
        shared = sum(w.shared_days(window) for w in self.windows)
        return shared > 0 and shared >= self.from_share * window.days


def doubts(scene: Scene, reports: Sequence[FileReport] = ()) -> tuple[Finding, ...]:
    """All trust findings, those that silence most first."""
    return tuple(finding for module in DOUBTS for finding in module.doubt(scene, reports))


def silences(findings: Sequence[Finding]) -> Callable[..., bool]:
    """`silenced(subject, window, metric="")`: no verdict about this subject and window may be given.

    What is said of an account holds for its series and posts; of the organisation, for everything.
    Without a metric, silences that concern certain metrics only do not apply.
    """
    table: dict[tuple[str, str, str], list[Silence]] = {}
    for finding in findings:
        if finding.facts.get("silences"):
            table.setdefault(_key(finding.subject), []).append(_silence(finding))

    def silenced(subject: Subject, window: Window, metric: str = "") -> bool:
        keys = (_key(subject), ("organisation", "", ""))
        return any(s.covers(window, metric) for key in keys for s in table.get(key, ()))

    return silenced


def _silence(finding: Finding) -> Silence:
    facts = finding.facts
    intervals, metrics, share = (facts.get(k) for k in ("silences", "silences_metrics", "silences_from_share"))
    windows = []
    for interval in intervals if isinstance(intervals, tuple) else ():
        start, end = str(interval).split("/")
        windows.append(Window(date.fromisoformat(start), date.fromisoformat(end)))
    return Silence(
        tuple(windows),
        frozenset(str(m) for m in metrics) if isinstance(metrics, tuple) else frozenset(),
        float(share) if isinstance(share, int | float) else 0.0,
    )


def _key(subject: Subject) -> tuple[str, str, str]:
    """What a silence is filed under: the account where there is one."""
    if subject.account_id:
        return "account", subject.platform, subject.account_id
    if subject.kind is SubjectKind.ORGANISATION:
        return "organisation", "", ""
    return subject.kind, subject.platform, subject.id
