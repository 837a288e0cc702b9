"""Why: every finding about a change gets its causes, as far as chance lets anybody say them.

Cases are built from what `notice` judged, so that the same posts are explained that were found to have changed. What
is asked is paid for twice (Benjamini & Bogomolov 2014): findings with any cause are chosen among all findings asked
about (Benjamini-Hochberg), and inside each of them causes are told at 5 % times the share of findings chosen (Holm).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pratfall.diagnose import Case, Weighed, diagnosis, explained
from pratfall.diagnose.case import Other
from pratfall.diagnose.combine import METHOD, MISTAKES
from pratfall.notice.histories import Histories
from pratfall.notice.judged import histories_of
from pratfall.records.causes import Diagnosis
from pratfall.records.findings import Finding
from pratfall.records.numbers import NotEnoughData
from pratfall.records.review import Checked
from pratfall.records.scene import Scene
from pratfall.records.subjects import SubjectKind
from pratfall.stats.change_decomposition import AFTER, BEFORE, BETWEEN
from pratfall.stats.false_discovery import discoveries

from .verdicts import bar_of

Array = Any
MOVES = frozenset({"level_fell", "level_rose", "declining", "fading", "growing", "network_fell", "network_rose"})
FEWEST_SIDE = 8  # posts before and after: fewer teach nothing about causes


def with_diagnoses(scene: Scene, findings: Sequence[Finding], checked: Sequence[Checked]) -> tuple[Finding, ...]:
    """The same findings; those about a change say why, or what to collect."""
    asked = [i for i, finding in enumerate(findings) if finding.code in MOVES and finding.since is not None]
    if not asked:
        return tuple(findings)
    cases = {i: case_of(scene, findings[i], bar_of(findings[i].code, checked)) for i in asked}
    weighed = {i: explained(case) for i, case in cases.items() if case is not None}
    given = _diagnoses(weighed)
    given |= {i: _too_few(findings[i]) for i, case in cases.items() if case is None}
    return tuple(replace(f, diagnosis=given[i]) if i in given else f for i, f in enumerate(findings))


def _diagnoses(weighed: dict[int, Weighed]) -> dict[int, Diagnosis]:
    p = np.array([w.p for w in weighed.values()])
    chosen = discoveries(p, share=MISTAKES)
    mistakes = MISTAKES * chosen.mean() if len(chosen) else 0.0
    return {
        i: diagnosis(w, mistakes=float(mistakes) if is_chosen else 0.0)
        for (i, w), is_chosen in zip(weighed.items(), chosen, strict=True)
    }


def _too_few(finding: Finding) -> Diagnosis:
    none = NotEnoughData(FEWEST_SIDE, 0, "posts")
    return Diagnosis(
        effect=finding.estimate if finding.estimate is not None else none,
        causes=(),
        unexplained=none,
        verdict="cannot_tell",
        n=finding.n,
        method=METHOD,
        collect=("more_posts",),
    )


def case_of(scene: Scene, finding: Finding, bar: float) -> Case | None:
    """The posts of a change with their numbers; None where too few are left on a side."""
    histories = histories_of(scene)
    rows = _rows(histories, finding)
    period = _periods(scene, rows, finding)
    if min(np.count_nonzero(period == BEFORE), np.count_nonzero(period == AFTER)) < FEWEST_SIDE:
        return None
    account = scene.posts.account[rows]
    response = histories.response.value[rows]
    value = np.log1p(response)
    usual = {a: float(np.median(value[account == a])) for a in np.unique(account).tolist()}
    return Case(
        scene=scene,
        finding=finding,
        rows=rows,
        response=response,
        y=value - np.array([usual[a] for a in account.tolist()]),
        period=period,
        metric=str(finding.facts.get("metric", "")) or histories.response.metric[int(account[0])],
        bar=bar,
        others=_others(histories, finding),
    )


def _rows(histories: Histories, finding: Finding) -> Array:
    """Judged posts of the finding's subject, in order of publication."""
    subject = finding.subject
    found = [
        histories.rows[histories.part(i)]
        for i, group in enumerate(histories.groups)
        if group.subject == subject
        or (
            subject.kind is SubjectKind.NETWORK
            and group.subject.kind is SubjectKind.ACCOUNT
            and group.subject.platform == subject.platform
        )
    ]
    rows = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    return rows[np.argsort(histories.scene.posts.published[rows], kind="stable")]


def _periods(scene: Scene, rows: Array, finding: Finding) -> Array:
    """Before, between and after as the finding counted them, else by the day it began."""
    before, after = finding.facts.get("before"), finding.facts.get("after")
    period = np.full(len(rows), BETWEEN)
    if isinstance(before, int) and isinstance(after, int) and before + after <= len(rows):
        period[:before] = BEFORE
        period[len(rows) - after :] = AFTER
        return period
    late = scene.posts.published[rows].astype("datetime64[D]") >= np.datetime64(finding.since, "D")
    return np.where(late, AFTER, BEFORE)


def _others(histories: Histories, finding: Finding) -> tuple[Other, ...]:
    """Every account of ours but the one the finding is about."""
    found = finding.subject
    return tuple(
        Other(
            group.subject.id,
            group.subject.label,
            group.subject.platform,
            histories.days(i),
            histories.residual[histories.part(i)],
        )
        for i, group in enumerate(histories.groups)
        if group.subject.kind is SubjectKind.ACCOUNT
        and histories.segments.length[i]
        and (group.subject.platform, group.subject.account_id) != (found.platform, found.account_id)
        and not (found.kind is SubjectKind.NETWORK and group.subject.platform == found.platform)
    )
