"""Audience: did the account lose followers, or win many?

Column: log of the followers on the day of each post, read between the days they are known for. Followers move slowly,
so that their effect can hardly be learnt beside the change itself; it is assumed: reactions follow followers with an
elasticity of 0.7, give or take 0.4. Its 95 % interval holds 0 (those who left never reacted) and 1.4. Hence basis
"assumed": with nothing to learn from, it is listed with its share and not claimed.

Evidence needed: followers on at least two days, before the change and after it. Limits: who left may never have
reacted (purged robots), or have been the most active; who the followers are is not in these exports.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.evidence import of_account
from pratfall.records.numbers import NotEnoughData

from .case import Answer, Case, Explanation, Missing
from .measures import KEEP, filled, moved

Array = Any
CODE = "audience"
ELASTICITY, GIVE_OR_TAKE = 0.7, 0.4
LEAST_MOVED = 0.05  # log: fewer followers more or less than 5 % are no other audience
FARTHEST = np.timedelta64(35, "D")  # a monthly export still says how many there were


def explain(case: Case) -> Iterator[Answer]:
    followers = _followers(case)
    column = filled(case, np.log(followers))
    if column is None:
        got = int((~np.isnan(followers[case.before])).any()) + int((~np.isnan(followers[case.after])).any())
        yield Missing(CODE, NotEnoughData(2, got, "readings"), "followers")
        return
    if abs(float(moved(case, column[:, None])[0])) < LEAST_MOVED:
        return
    before, after = (float(np.exp(column[side].mean())) for side in (case.before, case.after))
    yield Explanation(
        code=CODE,
        basis=Basis.ASSUMED,
        changes_mind="who_left",
        columns=column[:, None],
        prior_sd=(GIVE_OR_TAKE,),
        prior_mean=(ELASTICITY,),
        step="win_back_followers" if case.down else KEEP,
        facts={"before": round(before), "after": round(after), "by": after / before - 1.0},
        evidence=tuple(of_account(case.scene.accounts[a]) for a in np.unique(case.account).tolist()),
    )


def _followers(case: Case) -> Array:
    """(n,) followers of a post's account on its day; NaN more than a month from any reading."""
    stocks = case.scene.stocks
    found = np.full(len(case.rows), np.nan)
    of_interest = (stocks.metric == "followers") & (np.nan_to_num(stocks.value) > 0)
    for account in np.unique(case.account).tolist():
        keep = of_interest & (stocks.account == account)
        if not keep.any():
            continue
        own = case.account == account
        found[own] = _read(stocks.day[keep], stocks.value[keep], case.day[own])
    return found


def _read(known: Array, value: Array, wanted: Array) -> Array:
    """Between two readings the line between their logs; beyond the last, and in long gaps, only what is near."""
    at = np.searchsorted(known, wanted)
    earlier, later = np.maximum(at - 1, 0), np.minimum(at, len(known) - 1)
    near = np.minimum(np.abs(wanted - known[earlier]), np.abs(known[later] - wanted)) <= FARTHEST
    line = np.interp(wanted.astype(np.int64), known.astype(np.int64), np.log(value))
    return np.where(near, np.exp(line), np.nan)
