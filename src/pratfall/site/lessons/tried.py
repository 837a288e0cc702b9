"""Campaigns and tests of ideas as the rules of `learn.genuine` read them: what was agreed, known, and what came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from scipy.special import stdtrit

from pratfall.decide.ideas import Kind, State
from pratfall.learn.genuine import CAMPAIGN, Tried
from pratfall.reviews.campaign_numbers import CampaignNumbers
from pratfall.site.campaigns.frozen import numbers_of
from pratfall.site.campaigns.models import Campaign, Idea

from .outcomes import reached

IDEA = "idea"
ANSWERED = {State.BETTER.value: True, State.WORSE.value: False, State.NOT_WORTH_IT.value: False}
HISTORY_DAYS = 365
ENOUGH_POSTS = 20
TWICE = 2.0  # a campaign twice as long, or half, is not comparable
ALIKE = 0.6  # of the words two audiences share


def of_campaigns(campaigns: Iterable[Campaign], now: datetime) -> list[Tried]:
    """Those that had been launched by `now`."""
    begun = sorted((c for c in campaigns if c.launched_at and c.launched_at <= now), key=_launched)
    return [_campaign(one, begun[:i], now) for i, one in enumerate(begun)]


def of_ideas(ideas: Iterable[Idea], now: datetime, posts: Path | None) -> list[Tried]:
    """Those that had begun by `now`. `posts`: the file of all posts, for what a typical one brought."""
    begun = sorted((idea for idea in ideas if idea.started_at and idea.started_at <= now), key=_started)
    return [_idea(one, begun[:i], now, posts) for i, one in enumerate(begun)]


def _launched(campaign: Campaign) -> tuple[datetime, int]:
    assert campaign.launched_at is not None
    return campaign.launched_at, campaign.pk


def _started(idea: Idea) -> tuple[datetime, int]:
    assert idea.started_at is not None
    return idea.started_at, idea.pk


def _campaign(one: Campaign, earlier: Sequence[Campaign], now: datetime) -> Tried:
    assert one.launched_at is not None
    over = one.ended_at is not None and one.ended_at <= now
    numbers = numbers_of(one.outcome) if over else None
    hours = one.budget_hours if one.budget_hours is not None else numbers.hours if numbers else None
    return Tried(
        origin=CAMPAIGN,
        number=one.pk,
        name=one.name,
        boldness=one.boldness,
        begun=one.launched_at.date(),
        ended=one.ended_at.date() if over and one.ended_at else None,
        worked=reached(one) if over else None,
        hours=_float(hours),
        hours_planned=one.budget_hours is not None,
        money=bool(one.budget_money),
        ends_by_rule=bool(one.stops or one.failures),
        target=_float(one.target),
        comparable=_comparable(one, earlier),
        # Until it is over what anybody foretold is theirs alone, and so is that all of them agree.
        predictions=tuple(p.probability for p in one.predictions.all()) if over else (),
        in_before=_in_before(one, numbers),
        known_ground=_known_ground(one, earlier),
    )


def _comparable(one: Campaign, earlier: Sequence[Campaign]) -> tuple[float, ...]:
    """What campaigns brought that were over before it, count the same, and took about as long."""
    assert one.launched_at is not None
    alike = [
        other
        for other in earlier
        if other.ended_at is not None
        and other.ended_at <= one.launched_at
        and (other.unit, other.currency) == (one.unit, one.currency)
        and _about_as_long(one, other)
    ]
    known = [numbers_of(other.outcome) for other in alike]
    return tuple(float(numbers.result) for numbers in known if numbers and numbers.result is not None)


def _about_as_long(one: Campaign, other: Campaign) -> bool:
    days = [(c.end - c.start).days if c.start and c.end else 0 for c in (one, other)]
    return min(days) > 0 and max(days) <= TWICE * min(days)


def _in_before(one: Campaign, numbers: CampaignNumbers | None) -> float | None:
    """Share of what it brought that had come in by the day before it was launched."""
    if numbers is None or not numbers.result or one.start is None or one.launched_at is None:
        return None
    day = one.launched_at.date()
    if day <= one.start:
        return 0.0
    known = numbers.result_by(day - timedelta(days=1))
    return None if known is None else float(known / numbers.result)


def _known_ground(one: Campaign, earlier: Sequence[Campaign]) -> tuple[str, ...]:
    """Both or nothing: an audience nobody wrote down is not known to be an old one."""
    networks = {network for other in earlier for network in other.networks}
    words = _words(one.audience)
    audiences = [_words(other.audience) for other in earlier]
    old = any(words and theirs and len(words & theirs) >= ALIKE * len(words | theirs) for theirs in audiences)
    return ("networks", "audience") if one.networks and set(one.networks) <= networks and old else ()


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{3,}", text.casefold()))


def _idea(one: Idea, earlier: Sequence[Idea], now: datetime, posts: Path | None) -> Tried:
    assert one.started_at is not None
    over = one.ended_at is not None and one.ended_at <= now
    before = [other for other in earlier if other.ended_at is not None and other.ended_at <= one.started_at]
    return Tried(
        origin=IDEA,
        number=one.pk,
        name=one.name,
        boldness=one.boldness,
        begun=one.started_at.date(),
        ended=one.ended_at.date() if over and one.ended_at else None,
        worked=_answer(one) if over else None,
        hours=_float(one.budget_hours),
        money=bool(one.budget_money),
        ends_by_rule=bool(one.exit_rule.strip()),
        bar=one.bar if one.kind == Kind.AGAINST_BAR else None,
        known_low=typical_at_least(one, posts) if one.kind == Kind.AGAINST_BAR else None,
        sees=_sees(one),
        worth=one.smallest_worth,
        same_question=next((o.name for o in before if _answer(o) is not None and _asks_the_same(one, o)), ""),
        known_ground=_known_account(one, earlier),
    )


def _answer(idea: Idea) -> bool | None:
    """True where it was worth it, False where not, None where its test could not tell."""
    return ANSWERED.get((idea.result or {}).get("state", ""))


def _sees(idea: Idea) -> float | None:
    """The smallest rise, as a ratio, that its frozen design sees four times in five."""
    design = idea.design or {}
    if "sees_rise" in design:
        return float(design["sees_rise"])
    return 1.0 + float(design["smallest_rise"]) if "smallest_rise" in design else None


def _asks_the_same(one: Idea, other: Idea) -> bool:
    if _squeezed(one.question) == _squeezed(other.question) != "":
        return True
    return _subject(one) == _subject(other) and bool(one.platform)


def _squeezed(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _subject(idea: Idea) -> tuple[object, ...]:
    variants = frozenset(variant.casefold().strip() for variant in idea.variants)
    return idea.kind, idea.platform, idea.account_id, idea.metric, idea.bar, variants


def _known_account(one: Idea, earlier: Sequence[Idea]) -> tuple[str, ...]:
    where = (one.platform, one.account_id, one.metric)
    return ("account",) if one.platform and any((o.platform, o.account_id, o.metric) == where for o in earlier) else ()


def typical_at_least(idea: Idea, posts: Path | None) -> float | None:
    """The lower end, at 95 %, of what a typical post of its account brought in the year before it began.

    None where no account is named, or fewer than ENOUGH_POSTS are known.
    """
    if posts is None or not idea.platform or idea.started_at is None:
        return None
    if idea.metric not in pq.read_schema(posts).names:
        return None
    since = idea.started_at - timedelta(days=HISTORY_DAYS)
    wanted = [
        ("platform", "==", idea.platform),
        ("account_id", "==", idea.account_id),
        ("published_at", ">=", since),
        ("published_at", "<", idea.started_at),
    ]
    column = pq.read_table(posts, columns=[idea.metric], filters=wanted)[idea.metric]
    values = np.log1p(np.array([value for value in column.to_pylist() if value is not None], dtype=float))
    if len(values) < ENOUGH_POSTS:
        return None
    half = float(stdtrit(len(values) - 1, 0.975)) * values.std(ddof=1) / np.sqrt(len(values))
    return float(np.expm1(max(values.mean() - half, 0.0)))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
