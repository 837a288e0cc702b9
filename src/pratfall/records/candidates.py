"""A Candidate: a symptom that may be chance. Status is given later, over all candidates at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from .charts import Chart
from .evidence import Evidence
from .findings import Kind
from .numbers import Estimate, NotEnoughData, Window
from .subjects import Subject


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One question put to one subject.

    `rate`: false alarms per year of weekly looks at this subject if nothing had changed, or None
    where the question could not be put (`estimate(level)` then returns NotEnoughData).
    `estimate(level)` computes the interval at a confidence level, so that what is selected among
    many can be given the wider interval selection costs (false coverage rate).
    `given(others)`: the one-look p-value that remains once the changes of these other subjects are
    accounted for, so that one change is told once; None where nothing else could explain it.
    """

    code: str
    kind: Kind
    subject: Subject
    budget: tuple[str, str]  # (platform, account_id) whose yearly allowance of false `sure` pays
    rate: float | None
    estimate: Callable[[float], Estimate | NotEnoughData]
    window: Window
    n: int
    method: str
    since: date | None
    evidence: tuple[Evidence, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    chart: Callable[[], Chart] | None = None
    given: Callable[[frozenset[Subject]], float] | None = None
