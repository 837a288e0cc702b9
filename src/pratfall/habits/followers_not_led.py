"""The account with most people never tells them where else to find the organisation.

People on one network are lent, not owned: a change of its rules takes them away. So the largest account should
now and then point to the others, or to the newsletter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Cost
from pratfall.records.scene import Scene
from pratfall.text.pointing import NEWSLETTER, pointed_to

from .audience import Audience, audience
from .ground import Ground, grounds, is_mail, own_words, reference
from .shares import share_reading

Array = Any
WINDOW_DAYS = 365
ALIVE_DAYS = 90
FEWEST_POSTS = 50


@dataclass(frozen=True)
class Case:
    """`leads`: posts of the largest account that point to one of the others."""

    largest: Ground
    others: list[Ground]
    sizes: Audience
    leads: int


def audit(scene: Scene) -> Iterator[Finding]:
    """At most one finding, on the largest account; `estimate`: share of its posts that point to another place."""
    for case, reading in _counted(scene, WINDOW_DAYS):
        if reading.status:
            yield _finding(scene, case, reading.status, reading)


def readings(scene: Scene, *, days: int = WINDOW_DAYS) -> Iterator[HabitReading]:
    """The largest account, where it is known which one that is and there is another place to lead to."""
    return (reading for _, reading in _counted(scene, days))


def _counted(scene: Scene, days: int) -> Iterator[tuple[Case, HabitReading]]:
    every = [g for g in grounds(scene, window_days=days) if len(g.rows) and _alive(scene, g)]
    social = [g for g in every if not is_mail(scene, g.rows)]
    sizes = audience(scene, {g.index: g.history for g in social})
    if not sizes.measure:
        return
    largest = max(social, key=lambda g: sizes.size[g.index])
    others = [g for g in every if g.account.platform != largest.account.platform]
    if not others:
        return
    rows = own_words(scene, largest.rows)
    case = Case(largest, others, sizes, int(_pointing(scene, rows, others).sum()))
    limit, counted = scene.settings.benchmarks["led_share_min"], (case.leads, len(rows))
    few: dict[str, Any] = {"fewest": FEWEST_POSTS, "more_is_worse": False}
    yield case, share_reading("followers_not_led", largest.account.subject, largest.window, counted, limit, **few)


def _alive(scene: Scene, ground: Ground) -> bool:
    last = scene.posts.published[ground.rows[-1]].astype("datetime64[D]")
    return bool(np.datetime64(ground.window.end, "D") - last < np.timedelta64(ALIVE_DAYS, "D"))


def _pointing(scene: Scene, rows: Array, others: list[Ground]) -> Array:
    """(k,) bool: the post names or links one of the other places."""
    places = {NEWSLETTER, *(g.account.platform for g in others)}
    texts = zip(scene.posts.text[rows], scene.posts.links[rows], strict=True)
    return np.array([bool(pointed_to(text, links, places)) for text, links in texts], dtype=bool)


def _finding(scene: Scene, case: Case, status: Status, reading: HabitReading) -> Finding:
    largest, sizes = case.largest, case.sizes
    return Finding(
        code="followers_not_led",
        kind=Kind.HABIT,
        subject=largest.account.subject,
        status=status,
        estimate=reading.estimate,
        window=largest.window,
        n=reading.n,
        method="wilson",
        since=None,
        cost=Cost(),
        evidence=(of_account(largest.account), *(of_account(g.account) for g in case.others)),
        freshness=largest.freshness,
        facts={
            "leads": case.leads,
            "posts": reading.n,
            "others": tuple(dict.fromkeys(g.account.platform for g in case.others)),
            "measure": sizes.measure,
            "audience_part": sizes.part(largest.index),
        },
        reference=reference(scene, "led_share_min"),
        repair="lead_followers_elsewhere",
    )
