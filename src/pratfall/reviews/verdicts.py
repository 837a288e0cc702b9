"""From candidates to findings: what is sure, what is likely, what cannot be told. See docs/verdicts.md.

Everything that was asked is judged together, so that looking at many subjects is paid for; each candidate's
rate already pays for looking every week. One change is told once, by the subjects that remain when the
others are accounted for. Intervals are as wide as having been selected costs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import expm1, log1p

import numpy as np

from pratfall.records.candidates import Candidate
from pratfall.records.findings import Finding, Freshness, Kind, Reference, Status
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window
from pratfall.records.review import Checked
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.stats.false_discovery import coverage_level, discoveries

FALSE_SHARE = 0.10  # of what is called likely
# What the allowance is spent on, per question (only proportions matter; fixed before any data are seen). A missed
# failure costs more than missed good news; silence is either glaring or not there; single posts prove little.
WEIGHTS = {
    "level_fell": 2.0,
    "network_fell": 2.0,
    "level_rose": 0.3,
    "network_rose": 0.3,
    "backlash": 1.0,
    "series_stopped": 0.25,
    "post_flopped": 0.1,
    "post_shone": 0.1,
    "flop_expected": 0.1,
}
SURE_PER_ACCOUNT_YEAR = 0.05  # false `sure` an account's questions may produce together; the promise is 1
SURE_EACH_SIDE = 20  # posts before and after
TRIVIAL = (0.9, 1.1)  # ratios nobody needs to act on
MISSES = 0.05  # share of reported intervals that may miss
STILL_THERE = 0.05  # one-look p-value with which a change stands beside another one
LOOKS_LOWER = 0.8  # told as "cannot tell", so that nobody reads such a number alone
# Questions answered by one test under several names: a step, a slope, a slope others do not share.
QUESTION = {
    "declining": "level_fell",
    "fading": "level_fell",
    "growing": "level_rose",
    "surge": "backlash",
    "talk_spike": "backlash",
}
SPIKES_A_YEAR = 1.0  # a spike that quiet counts show less often is worth a look, whatever its mood


@dataclass(frozen=True)
class Doors:
    """What the judge asks others about a subject."""

    freshness: Callable[[Subject], Freshness]
    silenced: Callable[..., bool]
    cost: Callable[[Subject, Window], Cost]


def judge(
    candidates: Sequence[Candidate],
    *,
    freshness: Callable[[Subject], Freshness],
    silenced: Callable[..., bool],
    cost: Callable[[Subject, Window], Cost],
) -> tuple[tuple[Finding, ...], tuple[Checked, ...]]:
    """Findings (verdicts first, then what cannot be told) and what was asked.

    `silenced(subject, window, metric="")` says whether trust findings forbid a verdict there.
    """
    doors = Doors(freshness, silenced, cost)
    asked = [c for c in candidates if c.rate is not None]
    chosen = _discovered(asked)
    barred = [c for c in chosen if _barred(c, doors)]
    told = tell_once([c for c in chosen if c not in barred])
    total = sum(_weight(c) for c in asked)
    levels = {id(c): coverage_level(len(chosen), _weight(c) / total, misses=MISSES) for c in chosen}
    questions = Counter(c.budget for c in asked)
    verdicts = [_verdict(c, also, levels[id(c)], questions[c.budget], doors) for c, also in told]
    taken = {id(c) for c in chosen}
    answered = {c.subject for c in asked if QUESTION.get(c.code, c.code) == "level_fell"}
    unclear = [*barred, *(c for c in candidates if id(c) not in taken and _worth_saying(c, answered))]
    findings = (*verdicts, *(_finding(c, Status.CANNOT_TELL, c.estimate(1.0 - MISSES), doors) for c in unclear))
    return findings, _checked(candidates, findings)


def _discovered(asked: Sequence[Candidate]) -> list[Candidate]:
    """Benjamini-Hochberg over everything asked, weighted by question."""
    p = np.array([-expm1(-(c.rate or 0.0)) for c in asked])
    weights = np.array([_weight(c) for c in asked])
    chosen = discoveries(p, share=FALSE_SHARE, weights=weights)
    return [c for c, is_chosen in zip(asked, chosen, strict=True) if is_chosen]


def _weight(c: Candidate) -> float:
    return WEIGHTS[QUESTION.get(c.code, c.code)]


def _barred(c: Candidate, doors: Doors) -> bool:
    metric = str(c.facts.get("metric", ""))
    return doors.freshness(c.subject).stale or doors.silenced(c.subject, c.window, metric)


def tell_once(chosen: Sequence[Candidate]) -> list[tuple[Candidate, tuple[Candidate, ...]]]:
    """Each change by its own subjects, with what it explains attached.

    Within one account and direction: a series stands beside its account if it changed by more than the account's
    other posts did; the account stands if its posts outside those series changed too.
    """
    told: list[tuple[Candidate, tuple[Candidate, ...]]] = []
    families: dict[tuple[Kind, tuple[str, str]], list[Candidate]] = {}
    for c in sorted(chosen, key=lambda c: c.rate or 0.0):
        if c.given is None:
            told.append((c, ()))
        else:
            families.setdefault((c.kind, c.budget), []).append(c)
    for family in families.values():
        kept, rest = _standing(family)
        told.extend((c, tuple(rest) if c is kept[0] else ()) for c in kept)
    return told


def _standing(family: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Who stands and who is explained by them; an account stands first."""
    accounts = [c for c in family if c.subject.kind is SubjectKind.ACCOUNT]
    series = [c for c in family if c.subject.kind is not SubjectKind.ACCOUNT]
    beside = _beside(series, accounts)
    kept = [*(a for a in accounts if _remains(a, beside)), *beside]
    if accounts and kept == beside:  # the account is explained: what leant on it stands or falls by itself
        kept = _beside(series, [], beside)
    return kept, [c for c in family if c not in kept]


def _beside(
    series: Sequence[Candidate], accounts: Sequence[Candidate], first: Sequence[Candidate] = ()
) -> list[Candidate]:
    """Surest first, each series that remains once the account and the series before it are accounted for."""
    kept = list(first)
    for c in series:
        if c not in kept and (not (accounts or kept) or _remains(c, [*accounts, *kept])):
            kept.append(c)
    return kept


def _remains(c: Candidate, others: Sequence[Candidate]) -> bool:
    return not others or c.given is None or c.given(frozenset(o.subject for o in others)) <= STILL_THERE


def _worth_saying(c: Candidate, answered: Set[Subject]) -> bool:
    """An account nobody can judge yet, one that looks lower than chance lets it once a year, or a spike of talk."""
    if QUESTION.get(c.code, c.code) == "backlash":
        return "alarmed" in c.facts and c.rate is not None and c.rate <= SPIKES_A_YEAR
    if c.kind is not Kind.FAILURE or c.subject.kind is not SubjectKind.ACCOUNT:
        return False
    if c.rate is None:
        return c.subject not in answered  # its daily totals may answer where its posts cannot
    estimate = c.estimate(1.0 - MISSES) if c.rate <= 1.0 else None
    return isinstance(estimate, Estimate) and estimate.unit is Unit.RATIO and estimate.value < LOOKS_LOWER


def _verdict(c: Candidate, also: Sequence[Candidate], level: float, questions: int, doors: Doors) -> Finding:
    estimate = c.estimate(level)
    if isinstance(estimate, NotEnoughData):
        return _finding(c, Status.CANNOT_TELL, estimate, doors)
    status = Status.SURE if _is_sure(c, estimate, questions) else Status.LIKELY
    return _finding(c, status, estimate, doors, {"also": tuple(o.subject.label for o in also)} if also else {})


def _is_sure(c: Candidate, estimate: Estimate, questions: int) -> bool:
    sides = [n for side in ("before", "after") if isinstance(n := c.facts.get(side), int)]
    matters = estimate.unit is not Unit.RATIO or estimate.high < TRIVIAL[0] or estimate.low > TRIVIAL[1]
    affordable = c.rate is not None and c.rate * questions <= SURE_PER_ACCOUNT_YEAR
    return affordable and matters and all(n >= SURE_EACH_SIDE for n in sides)


def _finding(
    c: Candidate,
    status: Status,
    estimate: Estimate | NotEnoughData,
    doors: Doors,
    more: Mapping[str, object] | None = None,
) -> Finding:
    own = isinstance(estimate, Estimate) and estimate.unit is Unit.RATIO
    return Finding(
        code=c.code,
        kind=c.kind,
        subject=c.subject,
        status=status,
        estimate=estimate,
        window=c.window,
        n=c.n,
        method=c.method,
        since=c.since,
        cost=doors.cost(c.subject, c.window),
        evidence=c.evidence,
        freshness=doors.freshness(c.subject),
        facts={**c.facts, **(more or {})},
        reference=Reference(1.0, "own_history", own_history=True) if own else None,
        false_alarms_per_year=c.rate,
        chart=c.chart() if c.chart else None,
    )


def bar_of(code: str, checked: Sequence[Checked]) -> float:
    """The largest rate of false alarms a year with which a finding of this code is told, given all that was asked."""
    asked = sum(c.judged for c in checked)
    weights = sum(c.judged * WEIGHTS[c.question] for c in checked)
    told = sum(c.found for c in checked)
    if not weights:
        return FALSE_SHARE
    own = WEIGHTS[QUESTION.get(code, code)] * asked / weights
    return float(-log1p(-min(FALSE_SHARE * own * max(told, 1) / asked, FALSE_SHARE)))


def _checked(candidates: Sequence[Candidate], findings: Sequence[Finding]) -> tuple[Checked, ...]:
    """Per question: how many subjects it was put to, could be judged, and gave a verdict."""
    put, judged = Counter[str](), Counter[str]()
    for c in candidates:
        put[QUESTION.get(c.code, c.code)] += 1
        judged[QUESTION.get(c.code, c.code)] += c.rate is not None
    found = Counter(QUESTION.get(f.code, f.code) for f in findings if f.status is not Status.CANNOT_TELL)
    return tuple(Checked(question, n, judged[question], found[question]) for question, n in sorted(put.items()))
