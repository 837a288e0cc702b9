"""Frequency: did the account post more (or less), and does a post get less the more posts stand around it?

Column: log2(1 + own posts of the account in the 7 days before this one), so that its effect is that of twice as
many.

Evidence needed: weeks that differ in how much was posted, before the change or after it. Posts of the last days
before an export began are not counted, so that the first week of a history says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.scene import Scene

from .case import Answer, Case, Explanation
from .measures import KEEP, SECONDS_PER_DAY, FeedOf, could_matter, counted_before, filled, of_posts

Array = Any
CODE = "frequency"
DAYS = 7.0
PLAUSIBLE = 0.6  # log per doubling: at worst twice as many posts share what one got


@dataclass(frozen=True)
class PostsBefore:
    """(m,) own posts in the week before each post of a feed; NaN in its first week."""

    account: int

    def __call__(self, scene: Scene) -> Array:
        feed = scene.once(FeedOf(self.account))
        count = counted_before(feed.seconds, np.zeros(len(feed.rows), dtype=np.int64), DAYS)
        return np.where(feed.seconds - feed.seconds[:1] < DAYS * SECONDS_PER_DAY, np.nan, count)


def explain(case: Case) -> Iterator[Answer]:
    count = of_posts(case, PostsBefore)
    column = filled(case, np.log2(1.0 + count))
    if column is None or not could_matter(case, column[:, None], (PLAUSIBLE,)):
        return
    before, after = (float(np.nanmean(count[side])) for side in (case.before, case.after))
    yield Explanation(
        code=CODE,
        basis=Basis.INFERRED,
        changes_mind="other_pace",
        columns=column[:, None],
        prior_sd=(PLAUSIBLE,),
        step=("post_less" if after > before else "post_as_before") if case.down else KEEP,
        facts={"before": before, "after": after},
    )
