"""Which received comments the account answered, and after how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.scene import Scene

Array = Any
SPAN = np.int64(2**40)  # more seconds than any two comments lie apart


@dataclass(frozen=True)
class Answers:
    """One row per received comment of an account. `rows` (k,): rows in Comments; `hours` (k,): NaN unanswered."""

    rows: Array
    hours: Array
    owner_seen: bool  # some comment of the account is known to be its own

    @property
    def answered(self) -> Array:
        return ~np.isnan(self.hours)


def answers(scene: Scene, account: int) -> Answers:
    """An answer is a later comment of the account's own in the same thread.

    Exports without threads name no parent at all: there a later own comment under the same post counts, which
    favours the account.
    """
    comments = scene.comments
    mine = np.flatnonzero((comments.account == account) & ~np.isnat(comments.created))
    own = mine[comments.by_owner[mine]]
    theirs = mine[comments.received[mine] & ~comments.by_owner[mine]]
    places = _places(scene, np.concatenate([theirs, own]))
    return Answers(theirs, _hours(scene, theirs, own, *np.split(places, [len(theirs)])), bool(len(own)))


def _places(scene: Scene, rows: Array) -> Array:
    """(k,) int: comments with the same number belong together."""
    comments = scene.comments
    parent = comments.parent[rows].astype(str)
    if not (parent != "").any():
        return comments.post[rows].astype(np.int64)
    thread = np.where(parent != "", parent, comments.id[rows].astype(str))
    return np.unique(thread, return_inverse=True)[1].astype(np.int64)


def _hours(scene: Scene, theirs: Array, own: Array, place: Array, own_place: Array) -> Array:
    """Hours until the first own comment in the same place, NaN where none came."""
    created = scene.comments.created
    if not len(own):
        return np.full(len(theirs), np.nan)
    began = created[theirs].min(initial=created[own].min())
    asked, said = ((created[rows] - began).astype(np.int64) for rows in (theirs, own))
    keys = own_place * SPAN + said
    order = np.argsort(keys)
    keys, places, times = keys[order], own_place[order], said[order]
    following = np.minimum(np.searchsorted(keys, place * SPAN + asked), len(keys) - 1)
    same = (places[following] == place) & (times[following] >= asked)
    return np.where(same, (times[following] - asked) / 3600.0, np.nan)
