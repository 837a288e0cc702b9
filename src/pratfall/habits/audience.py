"""How many people each account reaches, in one measure for all, so that accounts can be put in order.

Followers where every posting account prints them; else how often its posts of a year were shown (impressions,
views or reach, whichever is printed). The two are never mixed, and exposure across networks is a rough order of
size, not a comparison of success.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.scene import Scene

Array = Any
EXPOSURES = ("impressions", "views", "reach", "email_delivered")


@dataclass(frozen=True)
class Audience:
    """`size` by account index; `measure`: "followers", "exposure", or "" when accounts cannot be compared."""

    measure: str
    size: dict[int, float]

    def part(self, account: int) -> float | None:
        """This account's part of all audiences together (people may be counted more than once)."""
        total = sum(self.size.values())
        return self.size[account] / total if account in self.size and total > 0 else None


def audience(scene: Scene, rows_of: dict[int, Array]) -> Audience:
    """Audiences of the accounts of `rows_of`, which holds their posts in order of publication."""
    for measure, sizes in (("followers", _followers(scene)), ("exposure", _exposures(scene, rows_of))):
        if rows_of and all(index in sizes for index in rows_of):
            return Audience(measure, {index: sizes[index] for index in rows_of})
    return Audience("", {})


def _followers(scene: Scene) -> dict[int, float]:
    stocks = scene.stocks
    keep = np.flatnonzero((stocks.metric == "followers") & ~np.isnan(stocks.value))
    keep = keep[np.argsort(stocks.day[keep], kind="stable")]
    return dict(zip(stocks.account[keep].tolist(), stocks.value[keep].tolist(), strict=True))


def _exposures(scene: Scene, rows_of: dict[int, Array]) -> dict[int, float]:
    """Sum over an account's last year of posting of the first exposure metric that each post prints."""
    posts = scene.posts
    shown = np.full(len(posts), np.nan)
    for name in EXPOSURES:
        if name in posts.metrics:
            shown = np.where(np.isnan(shown), posts.metrics[name], shown)
    found = {}
    for index, rows in rows_of.items():
        recent = rows[posts.published[rows] > posts.published[rows[-1]] - np.timedelta64(365, "D")]
        if (~np.isnan(shown[recent])).any():
            found[index] = float(np.nansum(shown[recent]))
    return found
