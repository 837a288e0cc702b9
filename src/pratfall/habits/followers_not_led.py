"""The account with most people never tells them where else to find the organisation.

People on one network are lent, not owned: a change of its rules takes them away. So the largest account should
now and then point to the others, or to the newsletter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.numbers import Cost
from pratfall.records.scene import Scene
from pratfall.text.links import NETWORK_HOSTS, on, parted
from pratfall.text.plain import folded

from .audience import Audience, audience
from .ground import Ground, grounds, is_mail, own_words, reference
from .shares import below, share, share_ends

Array = Any
WINDOW_DAYS = 365
ALIVE_DAYS = 90
FEWEST_POSTS = 50
# How posts name the other places, accents folded. A network's name in a post is taken as pointing there.
NAMES = {
    "facebook": r"facebook|\bfb\b",
    "instagram": r"instagram|\binsta\b",
    "x": r"twitter|\bsur x\b|\bon x\b",
    "linkedin": r"linked ?in",
    "youtube": r"you ?tube",
    "tiktok": r"tik ?tok",
    "threads": r"\bthreads\b",
    "bluesky": r"blue ?sky|\bbsky\b",
    "mastodon": r"mastodon",
    "pinterest": r"pinterest",
}
MAIL = r"newsletter|infolettre|lettre d'info|mailing list|liste de diffusion"


def audit(scene: Scene) -> Iterator[Finding]:
    """At most one finding, on the largest account; `estimate`: share of its posts that point to another place."""
    every = [g for g in grounds(scene, window_days=WINDOW_DAYS) if len(g.rows) and _alive(scene, g)]
    social = [g for g in every if not is_mail(scene, g.rows)]
    sizes = audience(scene, {g.index: g.history for g in social})
    if not sizes.measure:
        return
    largest = max(social, key=lambda g: sizes.size[g.index])
    others = [g for g in every if g.account.platform != largest.account.platform]
    rows = own_words(scene, largest.rows)
    if not others or len(rows) < FEWEST_POSTS:
        return
    leads = rows[_pointing(scene, rows, others)]
    status = below(share_ends(len(leads), len(rows)), scene.settings.benchmarks["led_share_min"])
    if status:
        yield _finding(scene, largest, others, status, (len(leads), len(rows)), sizes)


def _alive(scene: Scene, ground: Ground) -> bool:
    last = scene.posts.published[ground.rows[-1]].astype("datetime64[D]")
    return bool(np.datetime64(ground.window.end, "D") - last < np.timedelta64(ALIVE_DAYS, "D"))


def _pointing(scene: Scene, rows: Array, others: list[Ground]) -> Array:
    """(k,) bool: the post names or links one of the other places."""
    names = re.compile("|".join(_words(others)))
    hosts = tuple(h for g in others for h in NETWORK_HOSTS.get(g.account.platform, ()))
    found = []
    for text, links in zip(scene.posts.text[rows], scene.posts.links[rows], strict=True):
        linked = any(on(parted(link)[0], hosts) for link in links)
        found.append(linked or names.search(folded(text)) is not None)
    return np.array(found, dtype=bool)


def _words(others: list[Ground]) -> list[str]:
    words = [NAMES.get(g.account.platform, re.escape(g.account.platform)) for g in others]
    return [*words, MAIL]


def _finding(
    scene: Scene, largest: Ground, others: list[Ground], status: Status, counted: tuple[int, int], sizes: Audience
) -> Finding:
    leads, posts = counted
    return Finding(
        code="followers_not_led",
        kind=Kind.HABIT,
        subject=largest.account.subject,
        status=status,
        estimate=share(leads, posts),
        window=largest.window,
        n=posts,
        method="wilson",
        since=None,
        cost=Cost(),
        evidence=(of_account(largest.account), *(of_account(g.account) for g in others)),
        freshness=largest.freshness,
        facts={
            "leads": leads,
            "posts": posts,
            "others": tuple(dict.fromkeys(g.account.platform for g in others)),
            "measure": sizes.measure,
            "audience_part": sizes.part(largest.index),
        },
        reference=reference(scene, "led_share_min"),
        repair="lead_followers_elsewhere",
    )
