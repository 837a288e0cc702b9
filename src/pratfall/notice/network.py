"""Did a whole network move for us at once? Codes network_fell, network_rose.

At each split of `weeks` the accounts' standardised shifts are added up (Stouffer): z = sum z_i / sqrt(k).
That alone would also ring for one account that collapsed, so a split counts only where the move is
common: the random-effects mean differs from 0 (Hartung-Knapp, one-sided 1.5 %), or every account moved by itself
(one-sided 5 %). Of six equal accounts, four must fall before the network is named; three do not suffice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from math import exp, log1p
from typing import Any

import numpy as np

from pratfall.records.candidates import Candidate
from pratfall.records.evidence import Evidence
from pratfall.records.findings import Kind
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.stats.autocorrelation import inflation
from pratfall.stats.onset import LIKELIHOOD_DROP
from pratfall.stats.random_effects import pool
from pratfall.stats.shift import shift

from .beyond import MOVED
from .histories import Histories
from .weeks import networks, steps, yearly_rate

Array = Any
COMMON = 0.015
SHIFT_LEVEL = 0.6827  # one standard error to each side
CUTS = tuple(range(3, 53))  # weeks back at which an onset is looked for
METHOD = "network"


def weigh(histories: Histories) -> Iterator[Candidate]:
    """Two candidates per network with two or more accounts."""
    found = networks(histories)
    if not found:
        return
    coarse = steps(histories)
    fine = steps(histories, CUTS)
    for platform, accounts in found.items():
        for down in (True, False):
            sign = -1.0 if down else 1.0
            z = _common(sign * coarse.shift[accounts], coarse.variance[accounts])
            cut = _added(sign * fine.shift[accounts], fine.variance[accounts])
            yield _candidate(histories, platform, accounts, down, z, cut)


def _candidate(h: Histories, platform: str, accounts: Array, down: bool, z: Array, cut: Array) -> Candidate:
    largest = float(np.nanmax(z, initial=0.0))
    since, earliest, latest = _onset(h, cut)
    today = h.scene.now.date()
    own = [h.groups[i].subject for i in accounts]
    return Candidate(
        code="network_fell" if down else "network_rose",
        kind=Kind.FAILURE if down else Kind.GOOD_NEWS,
        subject=Subject(SubjectKind.NETWORK, platform, platform, platform),
        budget=(platform, ""),
        rate=float(yearly_rate(largest)) if (~np.isnan(z)).any() else None,
        estimate=partial(_estimate, h, accounts, since),
        window=Window(min(since, today), today),
        n=int(h.segments.length[accounts].sum()),
        method=METHOD,
        since=since,
        evidence=tuple(Evidence("account", s.id, s.label) for s in own),
        facts={"accounts": len(accounts), "since_earliest": earliest, "since_latest": latest},
    )


def _added(shifts: Array, variances: Array) -> Array:
    """(w,) Stouffer's sum over the accounts that have posts on both sides; NaN for fewer than two."""
    z = shifts / np.sqrt(variances)
    k = (~np.isnan(z)).sum(axis=0)
    return np.where(k > 1, np.nansum(z, axis=0) / np.sqrt(np.maximum(k, 1)), np.nan)


def _common(shifts: Array, variances: Array) -> Array:
    """(w,) the sum where the move is common to the accounts, 0 where it is not."""
    z = _added(shifts, variances)
    for w in np.flatnonzero(~np.isnan(z)):
        known = ~np.isnan(shifts[:, w])
        x, v = shifts[known, w], variances[known, w]
        together = pool(-x, v).p_below_zero() <= COMMON
        z[w] = z[w] if together or (x / np.sqrt(v) >= MOVED).all() else 0.0
    return z


def _onset(h: Histories, z: Array) -> tuple[date, date, date]:
    """The split that fits best, and the earliest and latest that fit nearly as well."""
    z = np.nan_to_num(np.maximum(z, 0.0))
    best = int(np.argmax(z))
    near = np.flatnonzero(z**2 >= z[best] ** 2 - LIKELIHOOD_DROP)
    today = h.scene.now.date()
    first, earliest, latest = (today - timedelta(weeks=CUTS[k]) for k in (best, int(near[-1]), int(near[0])))
    return first, earliest, latest


def _estimate(h: Histories, accounts: Array, since: date, level: float) -> Estimate | NotEnoughData:
    """Typical ratio of an account now to its usual, random effects over accounts."""
    found = [s for i in accounts if (s := _log_shift(h, int(i), since)) is not None]
    if len(found) < 2:
        return NotEnoughData(2, len(found), "accounts")
    pooled = pool(*(np.array(column) for column in zip(*found, strict=True)))
    low, high = pooled.interval(level)
    return Estimate(exp(pooled.mean), exp(low), exp(high), Unit.RATIO, level)


def _log_shift(h: Histories, i: int, since: date) -> tuple[float, float] | None:
    late = h.days(i) >= np.datetime64(since, "D")
    left = h.residual[h.part(i)]
    found = shift(left[~late], left[late], level=SHIFT_LEVEL, widen=float(inflation(h.every.correlation[i])))
    if found is None:
        return None
    return found.value, max((found.high - found.low) / 2.0, log1p(0.01)) ** 2
