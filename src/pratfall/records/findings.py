"""A Finding: one thing noticed, with everything needed to believe or doubt it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from .advice import Advice
from .causes import Diagnosis
from .charts import Chart
from .evidence import Evidence
from .numbers import Cost, Estimate, NotEnoughData, Window
from .subjects import Subject


class Status(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    CANNOT_TELL = "cannot_tell"


class Kind(StrEnum):
    TRUST = "trust"  # something about the data; silences verdicts that rest on it
    FAILURE = "failure"
    HABIT = "habit"
    GOOD_NEWS = "good_news"


@dataclass(frozen=True)
class Reference:
    """What the number is compared with, and where that comes from."""

    value: float
    source: str  # a key of the locales, or a citation with its year
    own_history: bool


@dataclass(frozen=True)
class Freshness:
    """How old the data behind a finding is. `newest` None: no dated data at all.

    `good_until`: the last instant these data can carry a verdict of failure if nothing newer comes.
    """

    newest: datetime | None
    stale: bool
    good_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """See docs/verdicts.md for what `sure` and `likely` promise.

    `facts` are further numbers and names the wording needs, by the placeholder's name.
    `false_alarms_per_year`: how often chance alone would show this much for this subject when
    somebody looks every week (None where nothing is estimated, as for a fact read from a file).
    """

    code: str
    kind: Kind
    subject: Subject
    status: Status
    estimate: Estimate | NotEnoughData | None
    window: Window
    n: int
    method: str
    since: date | None
    cost: Cost
    evidence: tuple[Evidence, ...]
    freshness: Freshness
    facts: Mapping[str, object] = field(default_factory=dict)
    reference: Reference | None = None
    false_alarms_per_year: float | None = None
    repair: str | None = None
    chart: Chart | None = None
    diagnosis: Diagnosis | None = None
    advice: Advice | None = None

    def __post_init__(self) -> None:
        judged = self.status is not Status.CANNOT_TELL
        if judged and isinstance(self.estimate, NotEnoughData):
            raise ValueError(f"{self.code}: a verdict cannot rest on NotEnoughData")
        if judged and self.kind is Kind.FAILURE and self.freshness.stale:
            raise ValueError(f"{self.code}: stale data cannot carry a failure verdict")
        if self.n < 0:
            raise ValueError(f"{self.code}: negative sample size {self.n}")
