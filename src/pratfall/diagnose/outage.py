"""Outages and days of great news, entered by hand (`[[outages]]` in settings.toml): did posts fall on them?

Column: 1 for a post published on such a day of its network. What the day did is learnt from this subject's own posts;
that the day was one, somebody said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.evidence import of_posts
from pratfall.records.scene import Outage

from .case import Answer, Case, Explanation
from .measures import could_matter

Array = Any
CODE = "outage"
PLAUSIBLE = 1.0  # log: an outage takes most of what a post would have got
SHOWN = 5


def explain(case: Case) -> Iterator[Answer]:
    by_outage = [(outage, _met(case, outage)) for outage in case.scene.settings.outages]
    met = [(outage, hit) for outage, hit in by_outage if (hit & (case.before | case.after)).any()]
    hit = np.any([hit for _, hit in met], axis=0) if met else np.zeros(len(case.rows), dtype=bool)
    column = hit.astype(float)[:, None]
    if not could_matter(case, column, (PLAUSIBLE,)):
        return
    after = case.rows[hit & case.after]
    yield Explanation(
        code=CODE,
        basis=Basis.ASSUMED,
        changes_mind="posts_after_outage",
        columns=column,
        prior_sd=(PLAUSIBLE,),
        step="post_again_what_fell_into_outage",
        facts={"notes": tuple(o.note for o, h in met if (h & case.after).any()), "posts": len(after)},
        evidence=of_posts(case.posts, after[::-1][:SHOWN]),
    )


def _met(case: Case, outage: Outage) -> Array:
    """(n,) bool"""
    platform = np.array([account.platform for account in case.scene.accounts], dtype=object)[case.account]
    hit: Array = (case.day >= np.datetime64(outage.start, "D")) & (case.day <= np.datetime64(outage.end, "D"))
    if outage.networks:
        hit = hit & np.isin(platform.astype(str), outage.networks)
    return hit
