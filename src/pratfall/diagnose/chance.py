"""Chance: how much of the change is only the luck it was found by?

A change is looked at because it passed a bar. Its z-score is that of its false alarms a year, which have paid for
looking every week; the bar is the score with which anything is told at all. What the true change is, given that it
passed, says `stats.winners_curse`; the rest is chance. Where nothing could be told and that interval holds no change at
all, chance alone explains what was seen, and nobody should act on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import expm1

from scipy.special import ndtri

from pratfall.records.causes import Basis
from pratfall.records.findings import Status
from pratfall.records.numbers import NotEnoughData
from pratfall.stats.winners_curse import corrected

from .case import Answer, Case, Explanation, Missing, Offset

CODE = "chance"
LEVEL = 0.95
TWICE_A_HALF = 3.92  # an interval of a normal at 95 %, in standard errors
LEAST = 1e-12  # p-values below this say nothing more
LOOKED_AT = 1.0  # rate at which what cannot be told is still shown


def explain(case: Case) -> Iterator[Answer]:
    rate = case.finding.false_alarms_per_year
    if rate is None:
        yield Missing(CODE, NotEnoughData(1, 0, "weeks"), "longer_history")
        return
    told = case.finding.status is not Status.CANNOT_TELL
    z = _score(rate)
    bar = min(_score(max(case.bar, 2.0 * rate) if told else max(LOOKED_AT, rate)), z)
    true = corrected(z, bar, level=LEVEL)
    luck = min((z - true.value) / z, 1.0) if z > 0.0 else 1.0
    spread = (true.high - max(true.low, 0.0)) / z if z > 0.0 else 1.0
    change = float(case.y[case.after].mean() - case.y[case.before].mean())
    yield Explanation(
        code=CODE,
        basis=Basis.INFERRED,
        changes_mind="more_posts",
        offset=Offset(luck * change, max(abs(change) * spread / TWICE_A_HALF, LEAST)),
        stands=true.low <= 0.0 and not told,
        step="wait_for_more_posts",
        facts={"rate": rate},
    )


def _score(rate: float) -> float:
    return float(-ndtri(max(-expm1(-rate), LEAST)))
