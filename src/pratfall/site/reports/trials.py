"""Tests of ideas read from posts: what past posts say about a design, and what each variant has brought so far.

A post belongs to the variant whose label its hashtags, its campaign label or a utm_campaign or utm_content of its links
carry. All are read at the same age at least: a post counts once it is as old as its network takes to ripen. What
somebody entered by hand stands beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pratfall.decide.before_after import design_before_after, reading
from pratfall.decide.design import design
from pratfall.decide.draw import drawn
from pratfall.decide.ideas import Design, IdeaPlan, Kind, Refusal, Running, State
from pratfall.decide.running import running
from pratfall.records.numbers import Cost, Money, NotEnoughData
from pratfall.records.scene import Settings
from pratfall.reviews.render import codec
from pratfall.site.campaigns.models import Idea
from pratfall.stats.impact import Impact, impact

HISTORY_DAYS = 365
BEFORE_DAYS = 112  # read for a comparison of before and after
FEWEST_CONTROL_POSTS = 20
RIPE_DAYS = 7.0
COLUMNS = ["platform", "account_id", "post_id", "published_at", "observed_at", "hashtags", "links", "campaign"]


@dataclass(frozen=True)
class Reading:
    """`state` and `doubts` in any kind of test; `running` of posts, `impact` of before and after."""

    state: State
    running: Running | None = None
    impact: Impact | None = None
    doubts: tuple[str, ...] = ()
    over: bool = False  # the days agreed are over

    def as_json(self) -> dict[str, Any]:
        whole = self.running if self.running is not None else self.impact
        return {"state": self.state.value, "doubts": list(self.doubts), "numbers": codec.encode(whole)}


def plan_of(idea: Idea, history: tuple[float, ...], settings: Settings) -> IdeaPlan:
    hours = settings.hours_per_post.get("image")
    rate = Money(settings.hourly_rate, settings.currency) if settings.hourly_rate is not None else None
    money = (Money(idea.budget_money, idea.currency),) if idea.budget_money is not None and idea.currency else None
    return IdeaPlan(
        kind=Kind(idea.kind),
        variants=tuple(idea.variants),
        smallest_worth=idea.smallest_worth,
        posts_per_variant=idea.posts_per_variant,
        posts_per_week=idea.posts_per_week,
        bar=idea.bar,
        history=history,
        hours_per_post=hours,
        hourly_rate=rate,
        budget=Cost(hours=idea.budget_hours, money=money),
        exit_rule=idea.exit_rule,
        changes_mind=idea.changes_mind,
    )


def designed(idea: Idea, posts: Path | None, settings: Settings, today: date) -> Design | Impact | Refusal:
    """What it can see with its budget, or why it should not begin."""
    compared = Kind(idea.kind) is Kind.BEFORE_AFTER  # only then are other accounts looked at
    whose = None if compared else (idea.platform, idea.account_id)
    rows = _rows(posts, idea, settings, today - timedelta(days=HISTORY_DAYS), today, whose)
    plan = plan_of(idea, tuple(row["value"] for row in rows if _is_own(row, idea)), settings)
    if not compared:
        return design(plan)
    daily, controls = _daily(rows, idea, today - timedelta(days=BEFORE_DAYS + idea.days), today)
    return design_before_after(plan, daily, controls, days_after=idea.days)


def read(idea: Idea, posts: Path | None, settings: Settings, today: date) -> Reading | NotEnoughData:
    """The test as it stands. Looking every day is allowed: the intervals hold however often."""
    assert idea.started_at is not None
    over = today >= idea.started_at.date() + timedelta(days=idea.days)
    plan = plan_of(idea, (), settings)
    before = BEFORE_DAYS if plan.kind is Kind.BEFORE_AFTER else 0
    rows = _rows(posts, idea, settings, idea.started_at.date() - timedelta(days=before), today)
    if plan.kind is Kind.BEFORE_AFTER:
        return _before_after(idea, plan, rows, today, over)
    told = running(plan, outcomes(idea, rows))
    return Reading(told.state, running=told, over=over)


def order_drawn(idea: Idea, *, at_open_end: int) -> tuple[int, ...]:
    """Per post of a randomised test the number of its variant; the same for everybody who looks, whenever they look."""
    assert idea.started_at is not None
    posts = len(idea.variants) * idea.posts_per_variant if idea.posts_per_variant else at_open_end
    lot = np.random.default_rng([idea.pk, int(idea.started_at.timestamp() * 1000)])
    return drawn(len(idea.variants), posts, lot)


def outcomes(idea: Idea, rows: list[dict[str, Any]]) -> dict[str, list[float]]:
    """Per variant what each of its posts brought, in order of publication."""
    assert idea.started_at is not None
    begun = idea.started_at.date()
    found: list[tuple[date, str, float]] = [
        (row["day"], variant, row["value"]) for row in rows if row["day"] >= begun and (variant := _variant(row, idea))
    ]
    found += [(trial.on, trial.variant, trial.value) for trial in idea.trials.all()]
    found.sort(key=lambda item: item[0])
    return {name: [value for _, variant, value in found if variant == name] for name in idea.variants}


def _before_after(
    idea: Idea, plan: IdeaPlan, rows: list[dict[str, Any]], today: date, over: bool
) -> Reading | NotEnoughData:
    assert idea.started_at is not None
    begun = idea.started_at.date()
    daily, controls = _daily(rows, idea, begun - timedelta(days=BEFORE_DAYS), today)
    start = BEFORE_DAYS
    if len(daily) <= start:
        return NotEnoughData(1, 0, "days")
    found = impact(daily, start=start, controls=controls)
    if isinstance(found, NotEnoughData):
        return found
    state, doubts = reading(plan, found, over=over)
    return Reading(state, None, found, doubts, over)


def _rows(
    posts: Path | None,
    idea: Idea,
    settings: Settings,
    start: date,
    today: date,
    whose: tuple[str, str] | None = None,
) -> list[dict[str, Any]]:
    """Ripe posts between two days with the metric of the test, of one account where it is named."""
    if posts is None:
        return []
    known = set(pq.read_schema(posts).names)
    if idea.metric not in known:
        return []
    since = datetime(start.year, start.month, start.day, tzinfo=UTC)
    wanted: list[tuple[str, str, Any]] = [("published_at", ">=", since)]
    if whose is not None:
        wanted += [("platform", "==", whose[0]), ("account_id", "==", whose[1])]
    table = pq.read_table(posts, columns=[*COLUMNS, idea.metric], filters=wanted)
    table = table.filter(pc.is_valid(table["published_at"])).sort_by("published_at")
    found = []
    for row in table.to_pylist():
        ripe = settings.ripening_days.get(row["platform"], RIPE_DAYS)
        read_at = row["observed_at"]
        if read_at is None or (read_at - row["published_at"]) < timedelta(days=ripe):
            continue
        value = row[idea.metric]
        found.append({**row, "day": row["published_at"].date(), "value": np.nan if value is None else float(value)})
    return [row for row in found if row["day"] <= today]


def _is_own(row: Mapping[str, Any], idea: Idea) -> bool:
    return (row["platform"], row["account_id"]) == (idea.platform, idea.account_id)


def _variant(row: Mapping[str, Any], idea: Idea) -> str:
    """The variant whose label the post carries, "" for none."""
    carried = {_squeezed(tag) for tag in row["hashtags"] or ()} | {_squeezed(row["campaign"] or "")}
    for link in row["links"] or ():
        query = parse_qs(urlsplit(link).query)
        carried |= {_squeezed(v) for name in ("utm_campaign", "utm_content") for v in query.get(name, ())}
    pairs = zip(idea.variants, idea.labels, strict=True)
    return next((variant for variant, label in pairs if label and _squeezed(label) in carried), "")


def _squeezed(label: str) -> str:
    return "".join(c for c in label.casefold() if c.isalnum())


def _daily(rows: list[dict[str, Any]], idea: Idea, start: date, today: date) -> tuple[list[float], Any]:
    """What each day's posts of the account brought, and the same of every other account as controls."""
    days = (today - start).days
    accounts = sorted({(row["platform"], row["account_id"]) for row in rows})
    sums = {account: np.zeros(days) for account in accounts}
    posts = dict.fromkeys(accounts, 0)
    for row in rows:
        at, account = (row["day"] - start).days, (row["platform"], row["account_id"])
        if 0 <= at < days and not np.isnan(row["value"]):
            sums[account][at] += row["value"]
            posts[account] += 1
    own = (idea.platform, idea.account_id)
    others = [sums[a] for a in accounts if a != own and posts[a] >= FEWEST_CONTROL_POSTS]
    controls = np.column_stack(others).tolist() if others else None
    return (sums[own].tolist() if own in sums else []), controls
