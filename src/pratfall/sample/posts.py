"""What the sample organisation published: when, where, in which series, in which words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from . import troubles
from .wording import Wording

YEARS_DAYS = 730
APPEAL = "garden-fund"
HOURS = (8, 9, 11, 12, 13, 16, 17, 18, 19, 20)


@dataclass(frozen=True)
class SamplePost:
    account: str
    at: datetime  # aware UTC
    topic: str
    language: str
    text: str
    link: str = ""
    series: str = ""
    factor: float = 1.0  # of its usual numbers
    liking: float = 1.0  # of the usual share of those who see it and react
    boosted: bool = False


@cache
def organisation() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("pratfall.sample").joinpath("organisation.toml").read_text(encoding="utf-8"))


def first_day(until: date) -> date:
    return until - timedelta(days=YEARS_DAYS - 1)


def publish(account: str, until: date, rng: np.random.Generator) -> list[SamplePost]:
    """Everything one account posted in the two years, oldest first."""
    wording = Wording(rng)
    slots = sorted([*_series(account, until, rng), *_others(account, until, rng)], key=lambda post: post.at)
    spoken = [worded(post, wording, rng) for post in slots]
    if account == "facebook":
        spoken = list(_boosted(_recycled(spoken, until, rng), until, rng))
    if account == "x":
        spoken = [post for post in spoken if post.at.date() < weeks_before(until, troubles.X_SILENT_WEEKS)]
    return spoken


def _series(account: str, until: date, rng: np.random.Generator) -> Iterator[SamplePost]:
    for series in organisation()["series"]:
        if series["account"] != account:
            continue
        changed = weeks_before(until, series.get("from_weeks", 0.0))
        ends = weeks_before(until, series.get("until_weeks", 0.0))
        for day in days_until(until):
            if day.weekday() != series["weekday"] or day > ends:
                continue
            factor = series.get("factor", 1.0) if day >= changed else 1.0
            at = moment(day, series["hour"], rng)
            yield SamplePost(
                account, at, series["topic"], series["language"], "", series=series["label"], factor=factor
            )


def _gone(plan: Mapping[str, Any], until: date, day: date) -> float:
    """How far, on that day, an account has come on its way to asking in every post: 0 to 1."""
    weeks = plan.get("asks_weeks", 0.0)
    return max((day - weeks_before(until, weeks)).days / (7 * weeks), 0.0) if weeks else 0.0


def _others(account: str, until: date, rng: np.random.Generator) -> Iterator[SamplePost]:
    plan = organisation()["accounts"][account]
    appeal = [weeks_before(until, weeks) for weeks in troubles.APPEAL_WEEKS]
    asked = 0.0
    for day in days_until(until):
        usual = plan["weekly"] / 7 * (0.6 if day.weekday() > 4 else 1.16)
        for _ in range(int(rng.poisson(usual))):
            language = "fr" if rng.random() < plan["french"] else "en"
            asks = account == "facebook" and appeal[0] <= day <= appeal[1] and rng.random() < 0.55
            topic = "appeal" if asks else str(rng.choice(plan["topics"]))
            gone = _gone(plan, until, day)
            factor = plan.get("slides_to", 1.0) ** gone
            asked += plan.get("asked_before", 0.0) * (1.0 - gone) + gone
            if asked >= 1.0:
                topic, factor, asked = "pitch", factor * plan["asking"], asked - 1.0
            at = moment(day, int(rng.choice(HOURS)), rng)
            link = _appeal_link(account) if asks else ""
            yield SamplePost(account, at, topic, language, "", link=link, factor=factor)


def worded(post: SamplePost, wording: Wording, rng: np.random.Generator) -> SamplePost:
    link = post.link or _link(post, rng)
    body = wording.text(post.topic, post.language, link=link)
    if link and link not in body:
        body = f"{body} {link}"
    if post.series.startswith("#"):
        body = f"{body} {post.series}"
    elif post.series:
        body = f"{post.series} {body[0].lower()}{body[1:]}"
    elif post.account in ("instagram", "x") and rng.random() < 0.5:
        body = f"{body} {'#LaGrandeTablée' if post.language == 'fr' else '#TheLongTable'}"
    return replace(post, text=body, link=link)


def _link(post: SamplePost, rng: np.random.Generator) -> str:
    """Only LinkedIn's links say where a visitor came from; Instagram's captions hold none."""
    site = organisation()["site"]
    if post.account == "linkedin":
        page = "donate" if post.topic == "pitch" else "journal"
        return f"{site}/{page}?utm_source=linkedin&utm_medium=social&utm_campaign=company-tables"
    if post.account in ("facebook", "x") and rng.random() < 0.3:
        page = {"event": "agenda", "recipe": "recipes", "volunteers": "join"}.get(post.topic, "journal")
        return f"{site}/{post.language}/{page}/{post.at:%Y-%m-%d}"
    return ""


def _appeal_link(account: str) -> str:
    return f"{organisation()['site']}/donate?utm_source={account}&utm_medium=social&utm_campaign={APPEAL}"


def _recycled(posts: list[SamplePost], until: date, rng: np.random.Generator) -> list[SamplePost]:
    """From some day on, most of what has no series repeats a text of two to eight months ago."""
    start = weeks_before(until, troubles.FACEBOOK_RECYCLES_WEEKS)
    repeated: list[SamplePost] = []
    for post in posts:
        if post.at.date() >= start and _is_plain(post) and rng.random() < 0.6:
            old = [p for p in repeated if timedelta(days=60) < post.at - p.at < timedelta(days=240) and _is_plain(p)]
            again = old[int(rng.integers(len(old)))]
            post = replace(post, text=again.text, topic=again.topic, language=again.language, link=again.link)
        repeated.append(post)
    return repeated


def _is_plain(post: SamplePost) -> bool:
    return not post.series and post.topic != "appeal"


def _boosted(posts: list[SamplePost], until: date, rng: np.random.Generator) -> Iterator[SamplePost]:
    start, end = (weeks_before(until, weeks) for weeks in troubles.BOOSTED_WEEKS)
    for post in posts:
        within = start <= post.at.date() <= end and post.topic in ("event", "volunteers", "appeal")
        yield replace(post, boosted=True) if within and rng.random() < 0.5 else post


def weeks_before(until: date, weeks: float) -> date:
    return until - timedelta(days=round(7 * weeks))


def days_until(until: date) -> Iterator[date]:
    start = first_day(until)
    return (start + timedelta(days=i) for i in range(YEARS_DAYS))


def moment(day: date, hour: int, rng: np.random.Generator) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC) + timedelta(seconds=int(rng.integers(0, 3600)))
