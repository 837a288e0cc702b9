"""Two channels together, week by week: e-mail and all social networks, or the two networks most is posted on.

Counted by week: gifts, where there are five or more a week, else visits to the site. Weeks run from Monday; a week is
left out where the exports do not speak for every account that is part of a channel, and an account is part of one if
its posts are known for four weeks of five. Recorded campaigns and announced events are controls. Only where the
weeks were drawn by lot (`Settings.channel_tests`), and kept to in four of five, is anything claimed; weeks count as
drawn even where the team did otherwise (intention to treat), as leaving them out would undo the draw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from pratfall.records.channels import ChannelTest, PlannedWeek, Together
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.scene import Scene
from pratfall.records.tables import PostType
from pratfall.stats.synergy import FEWEST_OF_EACH, FEWEST_WEEKS, Synergy, cells, enough, power, synergy

Array = Any
Draw = Callable[[date, int], Array]  # first Monday and blocks of four weeks -> (weeks, 2) which channels each has
EMAIL, SOCIAL = "email", "social"
MOST_WEEKS = 156
FEWEST_A_WEEK = 5.0
VISITS = ("sessions", "visits", "pageviews")
KNOWN, KEPT_TO = 0.8, 0.8
BLOCKS, POWER_AT = 13, (52, 104)
WORTH = 1.2  # a synergy worth knowing: a fifth more than multiplying
RARE = 0.1  # a channel used in more than nine weeks of ten has no weeks without: then more than usual is compared
USUAL_NOISE, USUAL_RHO = 0.25, 0.3  # of weekly counts, where they are not known


@dataclass(frozen=True)
class _Weeks:
    """`monday` (w,): of whole weeks; `sent` (w, 2): posts of both channels; `known` (w,) bool."""

    monday: Array
    sent: Array
    known: Array


def together(scene: Scene, draw: Draw) -> Together | None:
    """None where there is one channel only."""
    test = scene.settings.channel_tests[-1] if scene.settings.channel_tests else None
    names = (test.first, test.second) if test else two_channels(scene)
    if names is None:
        return None
    weeks = _weeks(scene, names)
    outcome, count = _outcome(scene, weeks.monday)
    used = weeks.known & ~np.isnan(count)
    rule = tuple(_rule(weeks.sent[used, k]) for k in (0, 1))
    on = np.column_stack([_on(weeks.sent[:, k], used, rule[k]) for k in (0, 1)])
    followed = None
    if test is not None:
        drawn, followed = _drawn(test, draw, weeks, on)
        used &= (drawn >= 0).all(axis=1)  # weeks before the draw were chosen by the team
        on = drawn == 1
    first, second = on[used, 0], on[used, 1]
    found = None
    if enough(first, second) and len(set(first.tolist())) > 1:
        controls = _controls(scene, weeks.monday[used])
        found = synergy(count[used], first, second, controls, weeks=np.flatnonzero(used))
    return _told(scene, names, outcome, weeks.monday[used], (first, second), rule, found, test, followed, draw)


def two_channels(scene: Scene) -> tuple[str, str] | None:
    """E-mail and social where both are used, else the two networks with most posts."""
    if members(scene, EMAIL) and members(scene, SOCIAL):
        return EMAIL, SOCIAL
    posts: Counter[str] = Counter()
    for account, n in zip(scene.accounts, scene.once(_posted)[0].tolist(), strict=True):
        posts[account.platform] += n
    most = [name for name, n in posts.most_common(2) if n]
    return (most[0], most[1]) if len(most) == 2 else None


def members(scene: Scene, channel: str) -> list[int]:
    """Accounts of a channel: "email", "social" or a network."""
    posts, mail = scene.once(_posted)
    match channel:
        case "email":
            chosen = mail > 0
        case "social":
            chosen = (posts > 0) & (mail == 0)
        case _:
            chosen = (posts > 0) & np.array([account.platform == channel for account in scene.accounts], dtype=bool)
    found: list[int] = np.flatnonzero(chosen).tolist()
    return found


def _posted(scene: Scene) -> tuple[Array, Array]:
    """(accounts,) posts of each, and how many of them are mailings."""
    account, n = scene.posts.account, len(scene.accounts)
    return np.bincount(account, minlength=n), np.bincount(
        account[scene.posts.format == PostType.EMAIL.value], minlength=n
    )


def _weeks(scene: Scene, names: tuple[str, str]) -> _Weeks:
    last = _monday(scene.now.date()) - timedelta(days=7)
    monday = np.datetime64(last) - 7 * np.arange(MOST_WEEKS - 1, -1, -1)
    sent, known = np.zeros((MOST_WEEKS, 2)), np.ones(MOST_WEEKS, dtype=bool)
    covered = scene.known_days("posts")
    for k, name in enumerate(names):
        parts = [(i, _covered(monday, covered.get(i, ()))) for i in members(scene, name)]
        alive = np.logical_or.reduce([days for _, days in parts]) if parts else np.zeros(MOST_WEEKS, dtype=bool)
        steady = [(i, days) for i, days in parts if alive.any() and days[alive].mean() >= KNOWN]
        known &= np.logical_and.reduce([days for _, days in steady]) if steady else False
        for i, _ in steady:
            sent[:, k] += _by_week(scene.posts.published[scene.posts.account == i], monday)
    return _Weeks(monday, sent, known)


def _covered(monday: Array, spans: tuple[Window, ...]) -> Array:
    """(w,) bool: the whole week lies in one of the spans."""
    ends = monday + 6
    inside = [(monday >= np.datetime64(s.start)) & (ends <= np.datetime64(s.end)) for s in spans]
    return np.logical_or.reduce(inside) if inside else np.zeros(len(monday), dtype=bool)


def _by_week(at: Array, monday: Array, value: Array | None = None) -> Array:
    place = (at[~np.isnat(at)].astype("datetime64[D]") - monday[0]) // np.timedelta64(7, "D")
    place = place.astype(np.int64)
    keep = (place >= 0) & (place < len(monday))
    weights = None if value is None else value[keep]
    return np.bincount(place[keep], weights, minlength=len(monday)).astype(float)


def _outcome(scene: Scene, monday: Array) -> tuple[str, Array]:
    """What is counted, and (w,) how many; NaN for weeks nothing speaks for."""
    at = scene.gifts.occurred
    at = at[~np.isnat(at)]
    if len(at):
        gifts = _by_week(at, monday)
        inside = (monday >= at.min().astype("datetime64[D]")) & (monday + 6 <= at.max().astype("datetime64[D]"))
        if inside.any() and gifts[inside].mean() >= FEWEST_A_WEEK:
            return "gifts", np.where(inside, gifts, np.nan)
    for name in VISITS:
        rows = (scene.days.metric == name) & ~scene.days.partial & ~np.isnan(scene.days.value)
        if rows.any():
            day = scene.days.day[rows]
            whole = _by_week(np.unique(day), monday) == 7
            counted = np.where(whole, _by_week(day, monday, scene.days.value[rows]), np.nan)
            if np.isfinite(counted).any() and np.nanmean(counted) >= FEWEST_A_WEEK:
                return name, counted
    return "", np.full(len(monday), np.nan)


def _rule(sent: Array) -> str:
    some = float((sent > 0).mean()) if len(sent) else 0.0
    return "any" if some <= 1.0 - RARE else "more"


def _on(sent: Array, used: Array, rule: str) -> Array:
    least = 0.0 if rule == "any" else float(np.median(sent[used])) if used.any() else 0.0
    return sent > least


def _drawn(test: ChannelTest, draw: Draw, weeks: _Weeks, on: Array) -> tuple[Array, float | None]:
    """(w, 2) the draw, -1 before and after it; and how much of it was kept to so far."""
    plan = draw(test.start, test.blocks)
    place = ((weeks.monday - np.datetime64(_monday(test.start))) // np.timedelta64(7, "D")).astype(np.int64)
    inside = (place >= 0) & (place < len(plan))
    drawn = np.full((len(weeks.monday), 2), -1)
    drawn[inside] = plan[place[inside]]
    seen = inside & weeks.known
    return drawn, float((drawn[seen] == on[seen]).all(axis=1).mean()) if seen.any() else None


def _controls(scene: Scene, monday: Array) -> Array:
    """(w, 2) bool: a campaign ran; something was announced."""
    spans = (
        [goal.window for goal in scene.settings.campaigns],
        [Window(p.start, p.end) for p in scene.settings.planned],
    )
    columns = [
        np.logical_or.reduce(
            [(monday <= np.datetime64(w.end)) & (monday + 6 >= np.datetime64(w.start)) for w in windows]
            or [np.zeros(len(monday), dtype=bool)]
        )
        for windows in spans
    ]
    varied = [column.astype(float) for column in columns if 0 < column.sum() < len(monday)]
    return np.column_stack(varied) if varied else np.zeros((len(monday), 0))


def _told(
    scene: Scene,
    names: tuple[str, str],
    outcome: str,
    monday: Array,
    on: tuple[Array, Array],
    rule: tuple[str, ...],
    found: Synergy | None,
    test: ChannelTest | None,
    followed: float | None,
    draw: Draw,
) -> Together:
    start = test.start if test else _monday(scene.now.date()) + timedelta(days=7)
    blocks = test.blocks if test else BLOCKS
    plan = draw(start, blocks)
    kept = test is not None and followed is not None and followed >= KEPT_TO
    noise, rho = (found.noise, found.rho) if found else (USUAL_NOISE, USUAL_RHO)
    longest = draw(start, max(POWER_AT) // 4)
    return Together(
        first=names[0],
        second=names[1],
        outcome=outcome,
        window=_window(monday),
        weeks=len(monday),
        cells=cells(*on),
        rule=(rule[0], rule[1]),
        both=_ratio(found.both) if found else _lacking(outcome, on),
        first_alone=_ratio(found.first) if found else None,
        second_alone=_ratio(found.second) if found else None,
        by_lot=test is not None,
        followed=followed,
        claimed=bool(found and found.claimed and kept),
        calendar=tuple(_planned(start, i, week) for i, week in enumerate(plan.tolist())),
        worth=WORTH,
        power=tuple((n, power(longest[:n], noise=noise, rho=rho, ratio=WORTH)) for n in POWER_AT),
    )


def _ratio(given: tuple[float, float, float]) -> Estimate:
    return Estimate(*given, Unit.RATIO, 0.95)


def _lacking(outcome: str, on: tuple[Array, Array]) -> NotEnoughData:
    if not outcome:
        return NotEnoughData(int(FEWEST_A_WEEK), 0, "outcomes_a_week")
    if len(on[0]) < FEWEST_WEEKS:
        return NotEnoughData(FEWEST_WEEKS, len(on[0]), "weeks")
    return NotEnoughData(FEWEST_OF_EACH, min(cells(*on)), "weeks_of_each")


def _planned(start: date, i: int, week: list[bool]) -> PlannedWeek:
    return PlannedWeek(_monday(start) + timedelta(days=7 * i), bool(week[0]), bool(week[1]))


def _window(monday: Array) -> Window | None:
    if not len(monday):
        return None
    return Window(monday[0].astype(object), (monday[-1] + 6).astype(object))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
