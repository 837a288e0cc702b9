"""How the organisation's accounts grow, and whether they lead people to one another: read from the scene.

New followers of a day: those a network prints as won (`follows_gained`), else its own change (`follows_net`), else
what the printed number of followers rose by since the day before. Days that were not over, and days nothing speaks for,
are unknown. An account has posted "nothing" only on days an export speaks for.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import numpy as np

from pratfall.habits.audience import EXPOSURES
from pratfall.habits.ground import is_mail, own_words, posts_by_account
from pratfall.learn.growth import Growth, Known, Lead, growth
from pratfall.learn.leading import FEWEST_EVENTS, Pair, led
from pratfall.records.numbers import NotEnoughData, Window
from pratfall.records.scene import Scene
from pratfall.records.subjects import ADVERTISED_ON
from pratfall.text.pointing import NEWSLETTER, pointed_to

from .render import codec

Array = Any
YEAR_DAYS = 364
AXIS_DAYS = 728  # of days on which one account may have led to another
WON = ("follows_gained", "follows_net")
FOLLOWERS = "followers"
ALIVE_DAYS = 90
MOST_POSTS = 2_000  # newest of an account that are read
MOST_PAIRS = 60


codec.tag_choices(Growth)


def growth_of(scene: Scene) -> Growth | None:
    """None where nobody posts anywhere."""
    rows = {index: own_words(scene, found) for index, found in posts_by_account(scene).items()}
    rows = {index: found for index, found in rows.items() if len(found)}
    if not rows:
        return None
    today = scene.now.date()
    axis = np.datetime64(today) - np.arange(AXIS_DAYS)[::-1]
    won = {index: _won(scene, index, axis) for index in rows}
    mail = {index for index, found in rows.items() if is_mail(scene, found)}
    pointing = {index: _pointing(scene, index, found[-MOST_POSTS:], rows, mail) for index, found in rows.items()}
    window = Window(today - timedelta(days=YEAR_DAYS - 1), today)
    known = [_known(scene, index, rows[index], won[index], pointing[index], index in mail) for index in rows]
    return growth(known, _leads(scene, rows, won, pointing, axis), window)


def to_text(found: Growth | None) -> str:
    return json.dumps(codec.encode(found))


def from_text(text: str) -> Growth | None:
    """What `to_text` was given. Raises KeyError, TypeError or ValueError where it is something else."""
    given = json.loads(text)
    read: Growth | None = codec.decode(Growth, given) if given else None
    return read


def _known(scene: Scene, index: int, rows: Array, won: Array, pointing: dict[int, Array], mail: bool) -> Known:
    year = rows[_days_ago(scene, rows) < YEAR_DAYS]
    leading = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *pointing.values()]))
    leading = leading[np.isin(leading, year)]
    followers, followers_on = _followers(scene, index)
    metric, reach = _reach(scene, year)
    hours = scene.settings.hours_for(scene.posts.format[year].tolist())
    weeks = _weeks(won)
    return Known(
        account=scene.accounts[index].subject,
        followers=followers,
        followers_on=followers_on,
        weeks=weeks,
        hours_a_week=None if hours is None else float(hours) / (YEAR_DAYS / 7),
        reach=reach,
        reach_metric=metric,
        posts=len(year),
        leading=len(leading),
        clicks=_clicks(scene, leading),
        alive=bool(_days_ago(scene, rows).min() < ALIVE_DAYS),
        bought=_advertised(scene, index),
        mail=mail,
    )


def _days_ago(scene: Scene, rows: Array) -> Array:
    today = np.datetime64(scene.now.date())
    return (today - scene.posts.published[rows].astype("datetime64[D]")).astype(np.int64)


def _won(scene: Scene, index: int, axis: Array) -> Array:
    """(d,) new followers of each day of the axis, NaN unknown."""
    days = scene.days
    for name in WON:
        keep = (days.account == index) & (days.metric == name) & ~days.partial
        if keep.any():
            return _on_axis(axis, days.day[keep], days.value[keep])
    stocks = scene.stocks
    keep = (stocks.account == index) & (stocks.metric == FOLLOWERS)
    return np.diff(_on_axis(axis, stocks.day[keep], stocks.value[keep]), prepend=np.nan)


def _on_axis(axis: Array, day: Array, value: Array) -> Array:
    placed = np.full(len(axis), np.nan)
    place = (day.astype("datetime64[D]") - axis[0]).astype(np.int64)
    inside = (place >= 0) & (place < len(axis))
    placed[place[inside]] = value[inside]
    return placed


def _weeks(won: Array) -> Array:
    """(52,) sums of the last year's weeks of seven known days that end today; NaN where a day is missing."""
    return np.asarray(won[-YEAR_DAYS:].reshape(-1, 7).sum(axis=1))


def _followers(scene: Scene, index: int) -> tuple[float | None, date | None]:
    stocks = scene.stocks
    keep = np.flatnonzero((stocks.account == index) & (stocks.metric == FOLLOWERS) & ~np.isnan(stocks.value))
    if not len(keep):
        return None, None
    newest = keep[np.argmax(stocks.day[keep])]
    return float(stocks.value[newest]), stocks.day[newest].astype("datetime64[D]").astype(object)


def _reach(scene: Scene, rows: Array) -> tuple[str, Array]:
    """The first exposure most of these posts carry, and its values of those that had finished collecting."""
    ripe = rows[scene.posts.ripe[rows]]
    for name in EXPOSURES:
        values = scene.posts.metrics.get(name)
        if values is not None and len(ripe) and np.isfinite(values[ripe]).mean() > 0.5:
            return name, values[ripe][np.isfinite(values[ripe])]
    return "", np.zeros(0)


def _clicks(scene: Scene, rows: Array) -> int | None:
    values = scene.posts.metrics.get("clicks_link")
    known = np.zeros(0) if values is None else values[rows][np.isfinite(values[rows])]
    return int(known.sum()) if len(known) else None


def _advertised(scene: Scene, index: int) -> bool:
    """Whether adverts ran on its network in the year: some of its followers may have been bought."""
    since = np.datetime64(scene.now.date()) - YEAR_DAYS
    recent = scene.spends.platform[scene.spends.end >= since] if len(scene.spends.platform) else ()
    platform = scene.accounts[index].platform
    return any(platform in ADVERTISED_ON.get(name, frozenset((name,))) for name in set(map(str, recent)))


def _pointing(scene: Scene, index: int, rows: Array, others: dict[int, Array], mail: set[int]) -> dict[int, Array]:
    """By account pointed to, the rows that do. A link to one account of several on a network is to that one alone."""
    own = scene.accounts[index].platform
    places: dict[str, list[int]] = {}
    for other in others:
        name = NEWSLETTER if other in mail else scene.accounts[other].platform
        if other != index and (name != own and not (name == NEWSLETTER and index in mail)):
            places.setdefault(name, []).append(other)
    found: dict[int, list[int]] = {other: [] for members in places.values() for other in members}
    if not places:
        return {}
    for row in rows.tolist():
        links = scene.posts.links[row]
        for name in pointed_to(scene.posts.text[row], links, places):
            for other in _meant(scene, places[name], links):
                found[other].append(row)
    return {other: np.array(theirs, dtype=np.int64) for other, theirs in found.items()}


def _meant(scene: Scene, members: list[int], links: tuple[str, ...]) -> list[int]:
    """Those of several accounts of one network whose handle a link carries; all of them where none does."""
    if len(members) == 1:
        return members
    named = [k for k in members if (handle := scene.accounts[k].handle) and any(_carries(a, handle) for a in links)]
    return named or members


def _carries(link: str, handle: str) -> bool:
    return f"/{handle.lower()}" in link.lower()


def _leads(
    scene: Scene, rows: dict[int, Array], won: dict[int, Array], pointing: dict[int, dict[int, Array]], axis: Array
) -> list[Lead]:
    """Pairs that can be judged, or nearly; of many those with most posts."""
    counted = [
        (one, other, theirs)
        for one, all_of_one in pointing.items()
        for other, theirs in all_of_one.items()
        if len(theirs) and other in won
    ]
    counted = sorted(counted, key=lambda found: -len(found[2]))[:MOST_PAIRS]
    posted = {index: _by_day(scene, found, axis) for index, found in rows.items()}
    controls = _controls(scene, axis)
    asked = [
        Pair(won[other], _by_day(scene, theirs, axis), posted[other], posted[one], controls)
        for one, other, theirs in counted
    ]
    subjects = [account.subject for account in scene.accounts]
    answers = zip(counted, led(asked), strict=True)
    found = [Lead(subjects[one], subjects[other], answer) for (one, other, _), answer in answers]
    return [lead for lead in found if not _hopeless(lead)]


def _hopeless(lead: Lead) -> bool:
    """A name dropped once or twice is no attempt to lead anybody anywhere."""
    ratio = lead.led.ratio
    return isinstance(ratio, NotEnoughData) and lead.led.events < FEWEST_EVENTS // 2 and ratio.of == "pointing_posts"


def _by_day(scene: Scene, rows: Array, axis: Array) -> Array:
    place = (scene.posts.published[rows].astype("datetime64[D]") - axis[0]).astype(np.int64)
    place = place[(place >= 0) & (place < len(axis))]
    return np.bincount(place, minlength=len(axis)).astype(float)


def _controls(scene: Scene, axis: Array) -> Array:
    """(d, 2): a campaign ran; something was announced."""
    spans = (
        [goal.window for goal in scene.settings.campaigns],
        [Window(planned.start, planned.end) for planned in scene.settings.planned],
    )
    columns = []
    for windows in spans:
        inside = [(axis >= np.datetime64(w.start)) & (axis <= np.datetime64(w.end)) for w in windows]
        columns.append(np.logical_or.reduce(inside) if inside else np.zeros(len(axis), dtype=bool))
    return np.column_stack(columns).astype(float)
