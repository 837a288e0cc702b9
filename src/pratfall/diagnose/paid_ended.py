"""Paid boost: did adverts, or boosted posts, that carried the account along end (or begin)?

Boosted posts themselves are never judged. What is asked is whether the others lived off them: people whom adverts
brought to the account also see what is not advertised. Column: 1 for a post that went out while adverts for its
network ran, or within 7 days after a boosted post of its account.

Evidence needed: weeks with and without adverts within one period (pauses between flights). Days before the first
known spend are unknown, not without; days after the last are taken as without, which a later export may correct.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.evidence import of_posts
from pratfall.records.scene import Scene
from pratfall.records.subjects import ADVERTISED_ON

from .case import Answer, Case, Explanation
from .measures import could_matter, filled

Array = Any
ENDED, BEGAN = "paid_ended", "paid_began"
PREFIX = "paid_"
HALO_DAYS = 7
PLAUSIBLE = 0.8  # log: adverts may double what is not advertised
ONE_DAY = np.timedelta64(1, "D")
SHOWN = 5


def explain(case: Case) -> Iterator[Answer]:
    running = np.full(len(case.rows), np.nan)
    last: list[date] = []
    boosts = boosted(case.scene)
    for account in np.unique(case.account).tolist():
        own = case.account == account
        days = _days_with_adverts(case.scene, account, boosts)
        if len(days):
            running[own] = np.where(case.day[own] < days[0], np.nan, np.isin(case.day[own], days))
            last.append(days[-1].astype(object))
    column = filled(case, running)
    if column is None or not could_matter(case, column[:, None], (PLAUSIBLE,)):
        return
    before, after = (float(column[side].mean()) for side in (case.before, case.after))
    touched = boosts & np.isin(case.posts.account, np.unique(case.account))
    yield Explanation(
        code=ENDED if after < before else BEGAN,
        basis=Basis.INFERRED,
        changes_mind="later_adverts" if after < before else "pause_adverts",
        columns=column[:, None],
        prior_sd=(PLAUSIBLE,),
        step="judge_without_adverts",
        facts={"before": before, "after": after, "last": max(last)},
        evidence=of_posts(case.posts, np.flatnonzero(touched)[::-1][:SHOWN]),
    )


def boosted(scene: Scene) -> Array:
    """(posts,) bool: some reading of the post counts bought exposure."""
    touched = np.zeros(len(scene.posts), dtype=bool)
    for name, values in scene.posts.metrics.items():
        if name.startswith(PREFIX):
            touched |= np.nan_to_num(values) > 0
    return touched


def _days_with_adverts(scene: Scene, account: int, boosts: Array) -> Array:
    """(d,) datetime64[D], ascending: days on which adverts ran for the account's network, or a boost still worked."""
    spends, platform = scene.spends, scene.accounts[account].platform
    paid = np.fromiter((amount is not None and amount > 0 for amount in spends.amount), dtype=bool)
    here = np.fromiter((platform in ADVERTISED_ON.get(p, {p}) for p in spends.platform), dtype=bool)
    keep = paid & here & ~np.isnat(spends.start) & ~np.isnat(spends.end)
    day = scene.posts.published[boosts & (scene.posts.account == account)].astype("datetime64[D]")
    day = day[~np.isnat(day)]
    start = np.concatenate([spends.start[keep], day]).astype("datetime64[D]")
    end = np.concatenate([spends.end[keep], day + HALO_DAYS * ONE_DAY]).astype("datetime64[D]")
    if not len(start):
        return start
    first, span = start.min(), int((end.max() - start.min()) / ONE_DAY) + 2
    steps = np.zeros(span, dtype=np.int64)
    np.add.at(steps, ((start - first) / ONE_DAY).astype(np.int64), 1)
    np.add.at(steps, ((end - first) / ONE_DAY).astype(np.int64) + 1, -1)
    return first + np.flatnonzero(np.cumsum(steps) > 0) * ONE_DAY
