"""Why so much talk? How much of it hangs on the posts that set it off, and did our other accounts get more talk too?

    share = comments under these posts / all comments of the accounts, over the days of the finding

A count, with Wilson's interval (comments of one quarrel resemble each other: it is a little too narrow). What is not
under these posts is the rest. Talk at accounts the finding is not about is compared with its own four weeks before and
told beside, without a share: a storm that spreads is not an outside force.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.records.causes import Basis, Cause, Diagnosis
from pratfall.records.findings import Finding
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.records.scene import Scene
from pratfall.stats.shares import wilson

Array = Any
CODES = frozenset({"backlash", "surge", "talk_spike"})
TRIGGER, ELSEWHERE = "trigger_post", "network_wide"
BEFORE_DAYS = 28
FEWEST = 10  # comments
TOLD = 0.25  # of the talk, at the lower end: less is no cause of a storm
METHOD = "count"
LEVEL = 0.95


def explain_talk(scene: Scene, finding: Finding) -> Diagnosis:
    """Shares of the comments of the finding's days, counted; its effect is the finding's own."""
    during, before = _days(scene, finding)
    own = _own(scene, finding)
    n = int((during & own).sum())
    none = NotEnoughData(FEWEST, n, "comments")
    trigger = _trigger(scene, finding, during & own) if n >= FEWEST else None
    if trigger is None:
        return Diagnosis(
            effect=finding.estimate or none,
            causes=(),
            unexplained=none,
            verdict="cannot_tell",
            n=n,
            method=METHOD,
            collect=("comments",),
        )
    share = trigger.share
    assert isinstance(share, Estimate)
    return Diagnosis(
        effect=finding.estimate or none,
        causes=(trigger, *_elsewhere(scene, during & ~own, before & ~own, finding.window.days)),
        unexplained=Estimate(1.0 - share.value, 1.0 - share.high, 1.0 - share.low, Unit.SHARE, LEVEL),
        verdict="told" if trigger.told else "cannot_tell",
        n=n,
        method=METHOD,
    )


def _days(scene: Scene, finding: Finding) -> tuple[Array, Array]:
    """(n,) bool each: comments of others on the days of the finding, and in the weeks before."""
    comments = scene.comments
    day = comments.created.astype("datetime64[D]")
    start, end = np.datetime64(finding.window.start, "D"), np.datetime64(finding.window.end, "D")
    known = comments.from_others & (comments.account >= 0)
    return known & (day >= start) & (day <= end), known & (day < start) & (day >= start - BEFORE_DAYS)


def _own(scene: Scene, finding: Finding) -> Array:
    """(n,) bool: comments at the accounts the finding is about."""
    labels, platforms = (set(_listed(finding.facts.get(name))) for name in ("accounts", "platforms"))
    about = [i for i, a in enumerate(scene.accounts) if a.label in labels and a.platform in platforms]
    return np.isin(scene.comments.account, about)


def _listed(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple | list) else ()


def _trigger(scene: Scene, finding: Finding, talk: Array) -> Cause | None:
    posts = tuple(e for e in finding.evidence if e.kind == "post")
    rows = np.flatnonzero(np.isin(scene.posts.id.astype(str), [e.id for e in posts]))
    n, k = int(talk.sum()), int((talk & np.isin(scene.comments.post, rows)).sum())
    if not len(rows) or not k:
        return None
    low, high = wilson(k, n, level=LEVEL)
    return Cause(
        code=TRIGGER,
        share=Estimate(k / n, low, high, Unit.SHARE, LEVEL),
        told=low > TOLD,
        basis=Basis.OBSERVED,
        changes_mind="talk_goes_on_elsewhere",
        step="answer_under_the_post",
        facts={"comments_under": k, "talk": n, "posts": len(rows)},
        evidence=posts,
    )


def _elsewhere(scene: Scene, during: Array, before: Array, days: int) -> Iterator[Cause]:
    """What our other accounts got over the same days, where they usually get anything."""
    now, usual = int(during.sum()), float(before.sum()) / BEFORE_DAYS * days
    if before.sum() < FEWEST:
        return
    yield Cause(
        code=ELSEWHERE,
        share=NotEnoughData(1, 0, "weeks"),
        basis=Basis.OBSERVED,
        changes_mind="others_recover_alone",
        beside=True,
        facts={"accounts": len(np.unique(scene.comments.account[during | before])), "others": now / usual},
    )
