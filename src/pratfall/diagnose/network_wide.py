"""Network-wide: did our other accounts move at the same time? Then the network, or the public, did it.

Each other account's judged posts (kinds and season taken out) are compared over the same two stretches of days. The
accounts of the same network speak for it; where there are none, those of our other networks, if at least two, speak for
everything that meets all of us at once. Their shifts are pooled (`stats.random_effects`), and what was common is drawn
towards none by a prior of one standard deviation `PLAUSIBLE`:

    part = w * pooled shift,   w = PLAUSIBLE^2 / (PLAUSIBLE^2 + error^2 + between)

between: how far accounts differ in what a network does to them; with fewer than three, `ASSUMED_BETWEEN`^2 at least.

Limits: this is "parallel, but for what hit us": what our own team did to all accounts at once looks the same from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.evidence import Evidence
from pratfall.records.numbers import NotEnoughData
from pratfall.stats.change_decomposition import widening
from pratfall.stats.random_effects import pool

from .case import Answer, Case, Explanation, Missing, Offset, Other

Array = Any
CODE = "network_wide"
FEWEST_SIDE = 6  # posts of another account on each side
FEWEST_NETWORKS = 2
PLAUSIBLE = 0.7  # log
ASSUMED_BETWEEN = 0.15  # log
FEWEST_FOR_BETWEEN = 3


def explain(case: Case) -> Iterator[Answer]:
    own = {case.finding.subject.platform, *(case.scene.accounts[a].platform for a in np.unique(case.account).tolist())}
    compared = [(other, step) for other in case.others if (step := _step(case, other)) is not None]
    siblings = [(o, s) for o, s in compared if o.platform in own]
    chosen = siblings or compared
    if not siblings and len({o.platform for o, _ in compared}) < FEWEST_NETWORKS:
        yield Missing(CODE, NotEnoughData(FEWEST_NETWORKS, len(compared), "accounts"), "other_accounts")
        return
    mean, variance = _common([step for _, step in chosen])
    drawn = PLAUSIBLE**2 / (PLAUSIBLE**2 + variance)
    yield Explanation(
        code=CODE,
        basis=Basis.INFERRED,
        changes_mind="others_recover_alone" if siblings else "others_of_this_network",
        offset=Offset(drawn * mean, float(np.sqrt(drawn * variance))),
        step="wait_and_compare",
        facts={
            "scope": "network" if siblings else "everywhere",
            "accounts": len(chosen),
            "others": float(np.exp(mean)),
        },
        evidence=tuple(Evidence("account", o.subject_id, o.label) for o, _ in chosen),
    )


def _step(case: Case, other: Other) -> tuple[float, float] | None:
    """Shift of the mean over the case's days, and its variance; None where too few posts."""
    days = case.day
    before = (other.day >= days[case.before].min()) & (other.day <= days[case.before].max())
    after = (other.day >= days[case.after].min()) & (other.day <= days[case.after].max())
    if min(before.sum(), after.sum()) < FEWEST_SIDE:
        return None
    early, late = other.left[before], other.left[after]
    inside = np.concatenate([early - early.mean(), late - late.mean()])
    variance = float(inside @ inside) / (len(inside) - 2) * (1.0 / len(early) + 1.0 / len(late))
    return float(late.mean() - early.mean()), max(variance, 1e-6) * widening(inside, 2) ** 2


def _common(steps: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """What the accounts have in common, and the variance with which it says what happened to one more of them."""
    if len(steps) == 1:
        (mean, variance), between = steps[0], 0.0
    else:
        pooled = pool(*(np.array(column) for column in zip(*steps, strict=True)))
        mean, variance, between = pooled.mean, pooled.error**2, pooled.between
    if len(steps) < FEWEST_FOR_BETWEEN:
        between = max(between, ASSUMED_BETWEEN**2)
    return mean, variance + between
