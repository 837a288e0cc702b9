"""What happened after a decision, read from everything known today: decide/afterwards.py says whether it was right."""

from __future__ import annotations

from datetime import UTC, date
from typing import Any

import numpy as np

from pratfall.decide.afterwards import GOES_ON, Later
from pratfall.decide.basis import DecisionBasis
from pratfall.decide.case import HORIZON_DAYS, part_of
from pratfall.notice.response import response_of
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit
from pratfall.records.scene import Scene
from pratfall.stats.shift import shift

Array = Any
USUAL_DAYS = 365  # before the change: what is called usual
NEAR_DAYS = 90  # before the decision: what the account's other posts brought then
FEWEST = 8  # posts a side
LEVEL = 0.95


def later_of(scene: Scene, basis: DecisionBasis, *, decided_on: date) -> Later:
    """What came after `decided_on` of the subject the decision was about, and of its account's other posts."""
    day = scene.posts.published.astype("datetime64[D]")
    y = np.log1p(response_of(scene).value)
    own, others = _rows(scene, basis)
    decided = np.datetime64(decided_on, "D")
    began = np.datetime64(basis.since, "D") if basis.since else decided
    after = own & (day > decided)
    posts = int(after.sum())
    days = max((scene.now.astimezone(UTC).date() - decided_on).days, 0)
    saving = basis.advice.saving if basis.advice else Cost()
    return Later(
        posts=posts,
        level=_ratio(y[own & (day < began) & (day >= began - USUAL_DAYS)], y[after]),
        change=_ratio(y[own & (day >= began) & (day <= decided)], y[after]),
        others=_ratio(y[others & (day <= decided) & (day > decided - NEAR_DAYS)], y[others & (day > decided)]),
        saved=part_of(saving, days / HORIZON_DAYS) if posts < GOES_ON else Cost(),
        days=days,
    )


def _rows(scene: Scene, basis: DecisionBasis) -> tuple[Array, Array]:
    """(posts,) bool: of the subject; of its account without the subject."""
    own = np.zeros(len(scene.posts), dtype=bool)
    for group in scene.groups:
        if group.subject == basis.subject:
            own[group.rows] = True
    accounts = [(a.platform, a.account_id) for a in scene.accounts]
    key = (basis.subject.platform, basis.subject.account_id)
    if key not in accounts:
        return own, np.zeros_like(own)
    return own, (scene.posts.account == accounts.index(key)) & ~own


def _ratio(before: Array, after: Array) -> Estimate | NotEnoughData:
    """Typical post after over typical post before."""
    before, after = before[~np.isnan(before)], after[~np.isnan(after)]
    few = min(len(before), len(after))
    found = shift(before, after, level=LEVEL) if few >= FEWEST else None
    if found is None:
        return NotEnoughData(FEWEST, few, "posts")
    value, low, high = (float(np.exp(v)) for v in (found.value, found.low, found.high))
    return Estimate(value, low, high, Unit.RATIO, LEVEL)
