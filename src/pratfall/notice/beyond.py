"""What an account did beyond its network, so that a team is not blamed for the network.

In two stages. (1) For each account, the other accounts of its network are pooled (`stats.random_effects`);
where they moved the same way (one-sided 5 % at any split), (2) the account and its series are judged on

    z = ( own shift - shift of the others ) / sqrt( own variance + error of the others^2 + between ),

the largest over the splits of `weeks`. Where the others did not move, the ordinary rate stands. The
account itself is never part of "the others", so that one account falling alone does not excuse itself.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pratfall.stats.random_effects import left_out

from .histories import Histories
from .weeks import WEEKS, Steps, networks, steps, yearly_rate

Array = Any
MOVED = 1.645


def beyond_network(histories: Histories, plain: Array, *, down: bool) -> Array:
    """`plain` (s,) yearly rates, replaced where the network of a subject moved the same way."""
    platforms = networks(histories)
    if not platforms:
        return plain
    found = steps(histories)
    others = _others(histories, found, platforms)
    sign = -1.0 if down else 1.0
    moved = np.nanmax(np.nan_to_num(sign * others[0] / others[1], nan=-np.inf), axis=1, initial=-np.inf) >= MOVED
    excess = sign * (found.shift - others[0]) / np.sqrt(found.variance + others[1] ** 2 + others[2])
    z = np.nanmax(np.where(np.isnan(excess), -np.inf, excess), axis=1)
    # Where no split has enough posts on all sides, nothing beyond the network can be told.
    z = np.where(np.isfinite(z), z, np.nan)
    rate = np.where(np.isnan(z), np.nan, yearly_rate(np.nan_to_num(z)))
    return np.where(moved & ~np.isnan(plain), rate, plain)


def _others(histories: Histories, found: Steps, platforms: dict[str, Array]) -> Array:
    """(3, s, w): mean, error and between-variance of the other accounts of each history's network; NaN for none."""
    out = np.full((3, len(histories.groups), len(WEEKS)), np.nan)
    for accounts in platforms.values():
        for w in range(len(WEEKS)):
            known = accounts[~np.isnan(found.shift[accounts, w])]
            if len(known) > 1:
                rest = left_out(found.shift[known, w], found.variance[known, w])
                out[:, known, w] = rest.mean, rest.error, rest.between
    return out[:, _home(histories), :]


def _home(histories: Histories) -> Array:
    """(s,) index of the account each history lives in; its own where it lives in none."""
    account = {
        (g.subject.platform, g.subject.account_id): i
        for i, g in enumerate(histories.groups)
        if g.subject.kind.value == "account"
    }
    return np.array(
        [account.get((g.subject.platform, g.subject.account_id), i) for i, g in enumerate(histories.groups)]
    )
