"""Pitch share: do more posts ask for money, a purchase or a sign-up, and do such posts get less here?

Column: the probability that a post is a pitch, given what the rule said of it and how often pitches are in its
period (the rule misses a quarter of them). With that in place of the bare answer, the effect is that of a true pitch
and the means are the corrected shares (regression calibration: Carroll et al. 2006; Rogan & Gladen 1978):

    P(pitch | flagged) = a p / (a p + c (1 - p)),   P(pitch | not) = (1 - a) p / ((1 - a) p + (1 - c)(1 - p)),

a = 0.76 of pitches flagged, c = 0.005 of others, p = (flagged - c) / (a - c) in the period.

That the rule sees a pitch or misses it by accident, and that a is only measured, blurs how far the share moved; the
interval of the part takes both in.

Evidence needed: pitches and other posts within one period. Limits: posts in languages without rules say nothing; a
and c are those measured on labelled lines, not this account's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.evidence import of_posts as evidence_of
from pratfall.records.scene import Scene
from pratfall.text.pitch import RATES, find_pitches

from .case import Answer, Case, Explanation
from .measures import KEEP, FeedOf, could_matter, filled, of_posts

Array = Any
CODE = "pitch_share"
PLAUSIBLE = 0.8  # log: a pitch may well get less than half of what other posts get
HALF_WIDTH = 1.96  # standard errors to the low end of the measured share of pitches that are flagged
SHOWN = 5


@dataclass(frozen=True)
class Flagged:
    """(m,) 1 where the rule calls a post a pitch, 0 where not, NaN where it cannot read it."""

    account: int

    def __call__(self, scene: Scene) -> Array:
        rows = scene.once(FeedOf(self.account)).rows
        texts = scene.posts.text[rows]
        read = find_pitches(texts.tolist(), scene.posts.lang[rows].tolist())
        return np.where(read.readable & texts.astype(bool), read.pitch.astype(float), np.nan)


def explain(case: Case) -> Iterator[Answer]:
    flagged = of_posts(case, Flagged)
    column = filled(case, _probable(case, flagged))
    if column is None or not could_matter(case, column[:, None], (PLAUSIBLE,)):
        return
    before, after = (float(column[side].mean()) for side in (case.before, case.after))
    pitches = case.rows[case.after & (np.nan_to_num(flagged) > 0)]
    yield Explanation(
        code=CODE,
        basis=Basis.INFERRED,
        changes_mind="fewer_pitches",
        columns=column[:, None],
        prior_sd=(PLAUSIBLE,),
        blur=_blur(case, flagged, after - before),
        step="fewer_pitches" if case.down else KEEP,
        facts={"before": before, "after": after},
        evidence=evidence_of(case.posts, pitches[::-1][:SHOWN]),
    )


def _blur(case: Case, flagged: Array, apart: float) -> float:
    """Relative standard error of the move of the corrected share: who was flagged by accident, and how well a is known.

    Which posts are pitches is no accident here; which of them the rule sees is: a p (1 - a) + c (1 - p)(1 - c) a post.
    """
    (low, a, _), c = RATES.of_pitches, RATES.of_others[1]
    variance = 0.0
    for side in (case.before, case.after):
        known = flagged[side & ~np.isnan(flagged)]
        p = float(np.clip((known.mean() - c) / (a - c), 0.0, 1.0))
        variance += (p * a * (1.0 - a) + (1.0 - p) * c * (1.0 - c)) / len(known) / (a - c) ** 2
    return float(np.hypot(np.sqrt(variance) / abs(apart), (a - low) / HALF_WIDTH / (a - c)))


def _probable(case: Case, flagged: Array) -> Array:
    """(n,) probability that each post is a pitch, period by period."""
    found = np.full(len(flagged), np.nan)
    for period in np.unique(case.period):
        inside = (case.period == period) & ~np.isnan(flagged)
        if inside.any():
            found[inside] = _given(flagged[inside])
    return found


def _given(flagged: Array) -> Array:
    a, c = RATES.of_pitches[1], RATES.of_others[1]
    p = float(np.clip((flagged.mean() - c) / (a - c), 0.0, 1.0))
    yes, no = a * p, (1.0 - a) * p
    of_flagged = yes / (yes + c * (1.0 - p)) if p > 0 else 0.0
    of_others = no / (no + (1.0 - c) * (1.0 - p)) if p < 1 else 1.0
    return np.where(flagged > 0, of_flagged, of_others)
