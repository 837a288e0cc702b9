"""What goes wrong in the local groups: each mistake changes what, or when, a group posts, and what such posts get.

Everywhere the same happens: from some week on more posts are of a kind that gets less, before and after alike. So the
cause can be found in the posts, and not only in the day the level changed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import holidays
import numpy as np

from .posts import HOURS, SamplePost, days_until, moment, weeks_before, worded
from .wording import Wording

Plan = Mapping[str, Any]
Rng = np.random.Generator
EARLY, LATE = 18, 23
BURST = 7  # posts in a crowded week
HIGH_DAY = 150  # of the year, in late May
BOOST_HALO_DAYS = 7


def published(plan: Plan, until: date, rng: Rng) -> list[SamplePost]:
    """Two years of a group's posts with its mistake in them, oldest first."""
    posts = sorted(MISTAKES[plan["mistake"]](plan, until, rng), key=lambda post: post.at)
    wording = Wording(rng)
    spoken = [worded(post, wording, rng) for post in posts]
    return list(_repeated(spoken, plan, until, rng)) if plan["mistake"] == "fatigue" else spoken


def _plain(plan: Plan, until: date, rng: Rng, weekly: float | None = None) -> Iterator[SamplePost]:
    """Posts without any mistake."""
    for day in days_until(until):
        for _ in range(int(rng.poisson((weekly or plan["weekly"]) / 7))):
            yield _post(plan, day, int(rng.choice(HOURS)), rng)


def _post(plan: Plan, day: date, hour: int, rng: Rng) -> SamplePost:
    language = "fr" if rng.random() < plan["french"] else "en"
    return SamplePost(plan["key"], moment(day, hour, rng), str(rng.choice(plan["topics"])), language, "")


def _since(plan: Plan, until: date) -> date:
    return weeks_before(until, plan["since_weeks"])


def _met(plan: Plan, until: date, day: date, rng: Rng) -> bool:
    """Whether the mistake concerns a post of this day."""
    return bool(rng.random() < plan["after" if day >= _since(plan, until) else "before"])


def _timing(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    """An evening series goes out when its readers sleep; other posts do as well at night as ever."""
    for day in days_until(until):
        if day.weekday() in (1, 4):
            late = _met(plan, until, day, rng)
            post = _post(plan, day, LATE if late else EARLY, rng)
            yield replace(post, topic="menu", series=plan["series"], factor=plan["left"] if late else 1.0)
    for post in _plain(plan, until, rng):
        yield replace(post, at=post.at.replace(hour=LATE)) if rng.random() < 0.4 else post


def _holiday(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    """More and more is posted on public holidays, when people are elsewhere."""
    start = next(days_until(until))
    free = sorted(day for day in holidays.country_holidays("FR", years=range(start.year, until.year + 1)))
    for post in _plain(plan, until, rng):
        day = post.at.date()
        if _met(plan, until, day, rng):
            nearest = min(free, key=lambda other: abs(other - day))
            if start <= nearest <= until:
                yield replace(post, at=moment(nearest, post.at.hour, rng), factor=plan["left"])
        elif min(abs(other - day) for other in free) > timedelta(days=1):
            yield post


def _frequency(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    """Weeks in which everything is posted at once: the more stands around a post, the less it gets."""
    posts: list[SamplePost] = []
    for monday in list(days_until(until))[::7]:
        for _ in range(int(rng.poisson(BURST if _met(plan, until, monday, rng) else plan["weekly"]))):
            day = monday + timedelta(days=int(rng.integers(7)))
            posts += [_post(plan, day, int(rng.choice(HOURS)), rng)] if day <= until else []
    posts.sort(key=lambda post: post.at)
    for i, post in enumerate(posts):
        around = sum(post.at - earlier.at < timedelta(days=7) for earlier in posts[max(i - 4 * BURST, 0) : i])
        yield replace(post, factor=plan["left"] ** math.log2(1 + around))


def _execution(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    """A group that speaks French begins to post in English."""
    for post in _plain(plan, until, rng):
        met = _met(plan, until, post.at.date(), rng)
        yield replace(post, language="en", factor=plan["left"]) if met else post


def _slices(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    """Carousels in French, and nothing else, find nobody any more."""
    for post in _plain(plan, until, rng):
        hit = post.language == "fr" and post.topic in ("tip", "garden") and _met(plan, until, post.at.date(), rng)
        yield replace(post, factor=plan["left"]) if hit else post


def _lucky(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    """Half a year of luck, and then the usual again."""
    since = _since(plan, until)
    began = since - timedelta(weeks=plan["lucky_weeks"])
    for post in _plain(plan, until, rng):
        yield replace(post, factor=1.0 / plan["left"]) if began <= post.at.date() < since else post


def _boosts(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    """A boosted post a week carries the others along; then the money ends."""
    flights = [monday for monday in list(days_until(until))[::7] if _met(plan, until, monday, rng)]
    yield from (replace(_post(plan, monday, 12, rng), boosted=True) for monday in flights)
    carried = {monday + timedelta(days=i) for monday in flights for i in range(BOOST_HALO_DAYS + 1)}
    for post in _plain(plan, until, rng):
        yield post if post.at.date() in carried else replace(post, factor=plan["left"])


def followers(plan: Plan, until: date) -> dict[date, int]:
    """At the end of each day: 6,000, until most of them leave within six weeks."""
    since = _since(plan, until)
    gone = {day: min(max((day - since).days / 42, 0.0), 1.0) for day in days_until(until)}
    return {day: round(6000 * math.exp(math.log(plan["left"]) * part)) for day, part in gone.items()}


def _audience(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    stood = followers(plan, until)
    for post in _plain(plan, until, rng):
        yield replace(post, factor=(stood[post.at.date()] / 6000) ** 0.85)


def _outage(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    spans = outages(plan["outages"], until)
    for post in _plain(plan, until, rng):
        inside = any(start <= post.at.date() <= end for start, end in spans)
        yield replace(post, factor=plan["left"]) if inside else post


def outages(planned: Sequence[Mapping[str, Any]], until: date) -> list[tuple[date, date]]:
    starts = [(weeks_before(until, outage["began_weeks"]), outage["days"]) for outage in planned]
    return [(start, start + timedelta(days=days - 1)) for start, days in starts]


def _shown_less(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    for post in _plain(plan, until, rng):
        yield replace(post, factor=plan["left"]) if post.at.date() >= _since(plan, until) else post


def _liked_less(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    for post in _plain(plan, until, rng):
        yield replace(post, liking=plan["left"]) if post.at.date() >= _since(plan, until) else post


def _season(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    """High in spring, low in autumn, and this autumn lower than the last."""
    for post in _plain(plan, until, rng):
        turn = (post.at.timetuple().tm_yday - HIGH_DAY) / 365.25
        factor = math.exp(plan["swing"] * math.cos(2 * math.pi * turn))
        yield replace(post, factor=factor * (plan["left"] if post.at.date() >= _since(plan, until) else 1.0))


def _unchanged(plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    yield from _plain(plan, until, rng)


def _repeated(posts: Sequence[SamplePost], plan: Plan, until: date, rng: Rng) -> Iterator[SamplePost]:
    """Old texts come again, and each time fewer people care."""
    told: list[SamplePost] = []
    times: dict[str, int] = {}
    for post in posts:
        old = [p for p in told if timedelta(days=10) < post.at - p.at < timedelta(days=90)]
        if old and _met(plan, until, post.at.date(), rng):
            again = old[int(rng.integers(len(old)))]
            times[again.text] = times.get(again.text, 0) + 1
            left = plan["left"] ** math.log2(1 + times[again.text])
            yield replace(post, text=again.text, topic=again.topic, language=again.language, factor=max(left, 0.1))
        else:
            told.append(post)
            yield post


MISTAKES: Mapping[str, Callable[[Plan, date, Rng], Iterator[SamplePost]]] = {
    "fatigue": _unchanged,  # shows once there are texts to repeat
    "timing": _timing,
    "paid_ended": _boosts,
    "holiday": _holiday,
    "frequency": _frequency,
    "execution": _execution,
    "slices": _slices,
    "regression_to_mean": _lucky,
    "audience": _audience,
    "outage": _outage,
    "network_wide": _shown_less,
    "chance": _shown_less,
    "": _unchanged,
    "season": _season,
    "reach_loss": _shown_less,
    "engagement_loss": _liked_less,
}
