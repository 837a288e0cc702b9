"""Every family's answer, weighed together: parts of the change that add up to it, each with interval and p-value.

Families with columns are decomposed jointly (`stats.change_decomposition`); those that know their part directly come
off what is left (the step). Shares are parts over the change that was seen, a fixed number, so that an interval is that
of the part alone. Told is what stands after Holm's correction over the families asked, at a level the review sets for
how many findings it asked about; all else are suspects, without a claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import stdtr, stdtrit

from pratfall.records.causes import Cause, Diagnosis
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.stats.change_decomposition import Decomposition, decompose

from .case import DAY, Answer, Case, Explanation, Missing

Array = Any
LEVEL = 0.95
MISTAKES = 0.05  # chance to tell any cause that is none, per finding
METHOD = "change_decomposition"
CHANCE = "chance"
SEARCHES = 1  # the search for slices was a question too, also where it brought none


@dataclass(frozen=True, eq=False)
class Part:
    """What one explanation accounts for: `value` of the log change with its error; `p`: that there is nothing."""

    explanation: Explanation
    value: float
    error: float
    freedom: float
    p: float

    @property
    def compared(self) -> bool:
        """Whether it is told by being compared with all others."""
        return not self.explanation.beside and self.explanation.stands is None


@dataclass(frozen=True)
class Weighed:
    """`parts`: those with a number, in the order asked. `bare`: explanations that only point. `error`: of the rest."""

    case: Case
    decomposition: Decomposition
    parts: tuple[Part, ...]
    bare: tuple[Explanation, ...]
    missing: tuple[Missing, ...]
    error: float

    @property
    def p(self) -> float:
        """Chance that no family has anything to do with it (Holm's smallest)."""
        compared = [part.p for part in self.parts if part.compared]
        return min(1.0, (len(compared) + SEARCHES) * min(compared, default=1.0))


def weigh(case: Case, answers: Sequence[Answer]) -> Weighed:
    """All parts of the change of `case` that `answers` account for."""
    explanations = [a for a in answers if isinstance(a, Explanation)]
    measured = [e for e in explanations if e.columns is not None]
    direct = [e for e in explanations if e.columns is None and e.offset is not None]
    found = _decomposed(case, measured)
    parts = [_measured(e, found, i) for i, e in enumerate(measured)] + [_direct(e) for e in direct]
    variance = float(found.covariance.sum()) + sum((p.explanation.blur * p.value) ** 2 for p in parts)
    variance += sum(p.error**2 for p in parts[len(measured) :] if not p.explanation.beside)
    return Weighed(
        case=case,
        decomposition=found,
        parts=tuple(parts),
        bare=tuple(e for e in explanations if e.columns is None and e.offset is None),
        missing=tuple(a for a in answers if isinstance(a, Missing)),
        error=float(np.sqrt(max(variance, 0.0))),
    )


def _decomposed(case: Case, measured: Sequence[Explanation]) -> Decomposition:
    tables: list[Array] = [e.columns for e in measured]
    widths = [table.shape[1] for table in tables]
    columns = np.column_stack([np.zeros((len(case.y), 0)), *tables])
    mean = [m for e, k in zip(measured, widths, strict=True) for m in (e.prior_mean or (0.0,) * k)]
    sd = [s for e in measured for s in e.prior_sd]
    return decompose(
        case.y,
        case.period,
        (case.published - case.published[0]) / DAY,
        columns.astype(float),
        np.repeat(np.arange(len(widths)), widths),
        np.array(mean, dtype=float),
        np.array(sd, dtype=float),
    )


def _measured(e: Explanation, found: Decomposition, i: int) -> Part:
    value = float(found.part[i])
    return _part(e, value, float(np.sqrt(max(found.covariance[i, i], 0.0) + (e.blur * value) ** 2)), found.freedom)


def _direct(e: Explanation) -> Part:
    assert e.offset is not None
    return _part(e, e.offset.value, e.offset.error, e.offset.freedom)


def _part(e: Explanation, value: float, error: float, freedom: float) -> Part:
    p = 2.0 * float(stdtr(_capped(freedom), -abs(value) / error)) if error > 0 else float(value == 0.0)
    return Part(e, value, error, freedom, p if e.p is None else e.p)


def _capped(freedom: float) -> float:
    return min(freedom, 1e6)


def diagnosis(weighed: Weighed, *, mistakes: float = MISTAKES) -> Diagnosis:
    """`mistakes`: chance to tell a cause that is none, for this finding; 0 where nothing may be told."""
    found = weighed.decomposition
    told = _told(weighed.parts, mistakes, found.change)
    causes = [_cause(part, found.change, part in told) for part in weighed.parts]
    causes += [_bare(e) for e in weighed.bare]
    left = found.change - sum(part.value for part in weighed.parts if not part.explanation.beside)
    verdict = _verdict(told)
    return Diagnosis(
        effect=_ratio(found),
        causes=tuple(sorted(causes, key=_rank)),
        unexplained=_share(left, weighed.error, found.freedom, found.change),
        verdict=verdict,
        n=len(weighed.case.y),
        method=METHOD,
        collect=tuple(dict.fromkeys(m.collect for m in weighed.missing)),
    )


def _told(parts: Sequence[Part], mistakes: float, change: float) -> tuple[Part, ...]:
    """What stands by itself, what stands among all causes, and which of the second cuts stands among those.

    Whatever worked against the change was asked too and is paid for, but it is no cause of it.
    """
    alone = [part for part in parts if part.explanation.stands]
    causes = _holm([part for part in parts if part.compared], mistakes, SEARCHES)
    cuts = _holm([part for part in parts if part.explanation.beside], MISTAKES, 0)
    return tuple(part for part in (*alone, *causes, *cuts) if part.value * change > 0.0)


def _holm(parts: Sequence[Part], mistakes: float, more: int) -> list[Part]:
    """Holm's procedure over `parts` and `more` questions without an answer."""
    told: list[Part] = []
    for k, part in enumerate(sorted(parts, key=lambda part: part.p)):
        if part.p > mistakes / (len(parts) - k + more):
            break
        told.append(part)
    return told


def _verdict(told: Sequence[Part]) -> str:
    """A second cut alone says how it fell (fewer see it), not why."""
    causes = [part.explanation.code for part in told if not part.explanation.beside]
    if not causes:
        return "cannot_tell"
    return "chance" if set(causes) == {CHANCE} else "told"


def _cause(part: Part, change: float, told: bool) -> Cause:
    e = part.explanation
    ends = e.offset.ends if e.offset else None
    share = _between(part.value, ends, change) if ends else _share(part.value, part.error, part.freedom, change)
    return Cause(
        code=e.code,
        share=share,
        told=told,
        beside=e.beside,
        basis=e.basis,
        changes_mind=e.changes_mind,
        step=e.step,
        facts=e.facts,
        slices=e.slices,
        evidence=e.evidence,
    )


def _bare(e: Explanation) -> Cause:
    """A fact beside the change: nobody can say how much it did."""
    return Cause(
        code=e.code,
        share=NotEnoughData(1, 0, "posts"),
        basis=e.basis,
        changes_mind=e.changes_mind,
        step=e.step,
        facts=e.facts,
        slices=e.slices,
        evidence=e.evidence,
    )


def _share(value: float, error: float, freedom: float, change: float) -> Estimate:
    half = float(stdtrit(_capped(freedom), 0.5 + LEVEL / 2.0)) * error
    return _between(value, (value - half, value + half), change)


def _between(value: float, ends: tuple[float, float], change: float) -> Estimate:
    low, high = sorted(end / change for end in ends)
    return Estimate(value / change, low, high, Unit.SHARE, LEVEL)


def _ratio(found: Decomposition) -> Estimate:
    half = float(stdtrit(_capped(found.freedom), 0.5 + LEVEL / 2.0)) * found.error
    value, low, high = np.exp([found.change, found.change - half, found.change + half]).tolist()
    return Estimate(value, low, high, Unit.RATIO, LEVEL)


def _rank(cause: Cause) -> tuple[bool, bool, float]:
    """Causes told before suspects, a second cut after the first, the largest share first."""
    share = cause.share.value if isinstance(cause.share, Estimate) else -np.inf
    return not cause.told, cause.beside, -share
