"""From a finding about a change to the case its causes are sought in: the same posts, or weeks, that were judged."""

from __future__ import annotations

from typing import Any

import numpy as np

from pratfall.diagnose.case import Case, Other
from pratfall.notice.days import METHOD as BY_WEEK
from pratfall.notice.days import weeks_of
from pratfall.notice.histories import Histories
from pratfall.notice.judged import histories_of
from pratfall.records.findings import Finding
from pratfall.records.scene import Scene
from pratfall.records.subjects import SubjectKind
from pratfall.stats.change_decomposition import AFTER, BEFORE, BETWEEN

Array = Any
SEED = 20261121  # of permutations: the same posts give the same answer
FEWEST_SIDE = 8  # posts or weeks before and after: fewer teach nothing about causes


def case_of(scene: Scene, finding: Finding, bar: float) -> Case | None:
    """None where too little is left on a side. `bar`: the largest rate with which such a finding is told."""
    made = _by_week(scene, finding, bar) if finding.method == BY_WEEK else _by_post(scene, finding, bar)
    sides = [np.count_nonzero(made.period == side) for side in (BEFORE, AFTER)] if made else [0]
    return made if min(sides) >= FEWEST_SIDE else None


def _by_post(scene: Scene, finding: Finding, bar: float) -> Case | None:
    histories = histories_of(scene)
    rows = _rows(histories, finding)
    if not len(rows):
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
        period=_periods(scene.posts.published[rows], finding),
        metric=str(finding.facts.get("metric", "")) or histories.response.metric[int(account[0])],
        rng=np.random.default_rng(SEED),
        bar=bar,
        others=_others(histories, finding),
    )


def _by_week(scene: Scene, finding: Finding, bar: float) -> Case | None:
    """An account known by its daily totals: its weeks stand for posts, which nobody saw."""
    account = next((i for i, a in enumerate(scene.accounts) if a.subject == finding.subject), None)
    weeks = None if account is None else weeks_of(scene, account)
    if weeks is None:
        return None
    moments = weeks.start.astype("datetime64[s]")
    y = np.log1p(weeks.total)
    return Case(
        scene=scene,
        finding=finding,
        rows=np.zeros(0, dtype=np.int64),
        moments=moments,
        response=weeks.total,
        y=y - np.median(y),
        period=_periods(moments, finding),
        metric=weeks.metric,
        rng=np.random.default_rng(SEED),
        bar=bar,
        others=_others(histories_of(scene), finding),
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


def _periods(published: Array, finding: Finding) -> Array:
    """Before, between and after as the finding counted them, else by the day it began."""
    before, after = finding.facts.get("before"), finding.facts.get("after")
    n = len(published)
    if isinstance(before, int) and isinstance(after, int) and before + after <= n:
        period = np.full(n, BETWEEN)
        period[:before] = BEFORE
        period[n - after :] = AFTER
        return period
    return np.where(published.astype("datetime64[D]") >= np.datetime64(finding.since, "D"), AFTER, BEFORE)


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
