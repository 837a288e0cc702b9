"""How long an account usually pauses between two posts: its own measure of what a hole or an old export is."""

from __future__ import annotations

import numpy as np

from pratfall.records.scene import Scene

USUAL = 0.9  # nine in ten pauses are no longer


def usual_pause_days(scene: Scene) -> dict[int, float]:
    """Per account index the whole days without a post between two posts, 0 for several posts a day."""
    day = scene.posts.published.astype("datetime64[D]")
    keep = ~np.isnat(day)
    account, day = scene.posts.account[keep], day[keep]
    order = np.lexsort((day, account))
    account, day = account[order], day[order].astype(np.int64)
    same = account[1:] == account[:-1]
    owner, pause = account[1:][same], np.maximum(np.diff(day)[same] - 1, 0)
    owners, starts = np.unique(owner, return_index=True)
    parts = np.split(pause, starts[1:])
    return {int(a): float(np.quantile(p, USUAL)) for a, p in zip(owners, parts, strict=False) if len(p)}
