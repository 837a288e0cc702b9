"""Reach or engagement: does the network show the posts less, or do people who see them like them less?

    log response = log reach + log(response per reach),

so that the change of the response is the sum of two changes, each with its own interval (Welch, widened where
neighbouring posts resemble each other). It is a second way to cut the same change, told beside the causes: reach may
have fallen because people like it less.

Evidence needed: reach (else impressions, views, mails delivered) on nine in ten posts of both sides. Nothing is said
where the network gave that number another meaning in between. Limits: impressions count one person twice; a response
of 0 counts as log(1 + 0).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.numbers import NotEnoughData
from pratfall.stats.change_decomposition import lag_one

from .case import Answer, Case, Explanation, Missing, Offset

Array = Any
REACH, ENGAGEMENT = "reach_loss", "engagement_loss"
EXPOSURES = ("reach", "impressions", "views", "email_delivered")
KNOWN_SHARE = 0.9
FEWEST = 8  # posts on each side
PER = 1000  # times shown


@dataclass(frozen=True)
class Exposure:
    """`name` of the number that says how often a post was shown, `log` (n,) of it, NaN where unknown or 0."""

    name: str
    log: Array


def explain(case: Case) -> Iterator[Answer]:
    if case.metric in EXPOSURES:
        return
    exposure = _exposure(case)
    if exposure is None:
        yield Missing(REACH, NotEnoughData(2 * FEWEST, _known(case), "posts"), "reach")
        return
    known = ~np.isnan(exposure.log)
    reach = exposure.log - _medians(case, exposure.log)
    sides = case.before & known, case.after & known
    yield Explanation(
        code=REACH,
        basis=Basis.OBSERVED,
        changes_mind="reach_returns",
        offset=_change(reach, *sides),
        beside=True,
        step="look_at_reach" if case.down else None,
        facts={"exposure": exposure.name, **_typical(np.exp(exposure.log), *sides)},
    )
    engagement = _change(case.y - reach, *sides)
    yield Explanation(
        code=ENGAGEMENT,
        basis=Basis.OBSERVED,
        changes_mind="rate_returns",
        offset=engagement,
        beside=True,
        step="look_at_content" if case.down else None,
        facts={"exposure": exposure.name, "of": PER, **_typical(PER * case.response / np.exp(exposure.log), *sides)},
    )


def _exposure(case: Case) -> Exposure | None:
    """The first number nearly all posts of both sides carry, unless its meaning changed in between."""
    for name in EXPOSURES:
        shown = case.metric_of(name)
        log = np.log(np.where(shown > 0, shown, np.nan))
        enough = all(
            side.sum() >= FEWEST and (~np.isnan(log[side])).mean() >= KNOWN_SHARE for side in (case.before, case.after)
        )
        if enough and not _redefined(case, name):
            return Exposure(name, log)
    return None


def _known(case: Case) -> int:
    """Posts with any such number."""
    shown = [case.metric_of(name) > 0 for name in EXPOSURES]
    return int(np.any(shown, axis=0).sum())


def _redefined(case: Case, name: str) -> bool:
    first, last = case.day[0].astype(object), case.day[-1].astype(object)
    platforms = {case.scene.accounts[a].platform for a in np.unique(case.account).tolist()}
    return any(
        r.metric == name and (not r.platform or r.platform in platforms) and r.start <= last and first <= r.end
        for r in case.scene.settings.redefinitions
    )


def _medians(case: Case, log: Array) -> Array:
    """(n,) median of each post's account: as for the response, so that a mix of accounts changes nothing."""
    out = np.zeros(len(log))
    for account in np.unique(case.account).tolist():
        own = case.account == account
        out[own] = np.nanmedian(log[own])
    return out


def _change(values: Array, before: Array, after: Array) -> Offset:
    """Mean after less mean before, with Welch's error and degrees of freedom."""
    rest = values.copy()
    for side in (before, after):
        rest[side] -= values[side].mean()
    r = lag_one(rest[before | after])
    parts = [float(rest[side].var(ddof=1)) / int(side.sum()) * (1.0 + r) / (1.0 - r) for side in (before, after)]
    spent = sum(part**2 / (int(side.sum()) - 1) for part, side in zip(parts, (before, after), strict=True))
    freedom = sum(parts) ** 2 / spent if spent > 0 else np.inf
    return Offset(float(values[after].mean() - values[before].mean()), float(np.sqrt(sum(parts))), float(freedom))


def _typical(values: Array, before: Array, after: Array) -> dict[str, float]:
    return {name: round(float(np.median(values[side])), 1) for name, side in (("before", before), ("after", after))}
