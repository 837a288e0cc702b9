"""Links to one's own site without a campaign label: the visits they bring cannot be told from any others.

Own site: what many of the organisation's posts link to. Links elsewhere need no label, and short links are left
out because their label cannot be seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Cost
from pratfall.records.scene import Scene
from pratfall.text.links import Link, outward

from .ground import Ground, grounds, newest, own_words, post_evidence, reference
from .shares import FEWEST, share_reading

Array = Any
WINDOW_DAYS = 183
OWN_POSTS, OWN_SHARE = 5, 0.1  # a host this many, and this share of, linking posts link to is one's own


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account; `estimate`: share of links to the own site without a label."""
    for ground, bare, own, reading in _counted(scene, WINDOW_DAYS):
        if not reading.status:
            continue
        yield Finding(
            code="links_not_tracked",
            kind=Kind.HABIT,
            subject=ground.account.subject,
            status=reading.status,
            estimate=reading.estimate,
            window=ground.window,
            n=reading.n,
            method="wilson",
            since=None,
            cost=Cost(),
            evidence=(of_account(ground.account), *post_evidence(scene, np.array(list(bare), dtype=int))),
            freshness=ground.freshness,
            facts={
                "untracked": sum(bare.values()),
                "links": reading.n,
                "hosts": tuple(sorted(own))[:5],
                "limit": reading.limit,
            },
            reference=reference(scene, "untracked_share_max"),
            repair="label_links",
        )


def readings(scene: Scene, *, days: int = WINDOW_DAYS) -> Iterator[HabitReading]:
    """Every account that ever posted. Half a year tells which site is one's own, however few the `days` counted."""
    return (reading for _, _, _, reading in _counted(scene, days))


def _counted(scene: Scene, days: int) -> Iterator[tuple[Ground, dict[int, int], frozenset[str], HabitReading]]:
    """Per account how many links without a label each post has, the own hosts, and what that comes to."""
    limit = scene.settings.benchmarks["untracked_share_max"]
    every = [(ground, _links(scene, ground)) for ground in grounds(scene, window_days=WINDOW_DAYS)]
    own = _own_hosts([links for _, found in every for links in found.values()])
    for whole, found in every:
        ground = newest(scene, whole, days=days)
        recent = set(ground.rows.tolist())
        mine = {row: [link for link in links if link.host in own] for row, links in found.items() if row in recent}
        bare = {row: k for row, links in mine.items() if (k := sum(not link.labelled for link in links))}
        counted, subject = (sum(bare.values()), sum(map(len, mine.values()))), ground.account.subject
        few: dict[str, Any] = {"fewest": FEWEST // 2, "of": "links"}
        yield ground, bare, own, share_reading("links_not_tracked", subject, ground.window, counted, limit, **few)


def _links(scene: Scene, ground: Ground) -> dict[int, tuple[Link, ...]]:
    """Outward links by row of the account's own posts; rows without any are absent."""
    rows = own_words(scene, ground.rows)
    filled = rows[scene.posts.links[rows].astype(bool)] if len(rows) else rows
    found = {int(row): tuple(outward(scene.posts.links[row])) for row in filled}
    return {row: links for row, links in found.items() if links}


def _own_hosts(posts: list[tuple[Link, ...]]) -> frozenset[str]:
    counts = Counter(host for links in posts for host in {link.host for link in links})
    return frozenset(h for h, k in counts.items() if k >= OWN_POSTS and k >= OWN_SHARE * len(posts))
