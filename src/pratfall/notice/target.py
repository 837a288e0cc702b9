"""Will a running campaign reach its target? Codes target_unlikely, target_likely, target_open.

For every campaign with a target in the settings that runs today: gifts so far, how the team's past campaigns went on
from the same share of their time, and from both the chance of reaching the target and an interval for the final sum
(`stats.target_probability`). This is a forecast, not a test for a change: its probability is that of being wrong, so
that up to WRONG it is told as likely, up to SURELY_WRONG as sure. In between it stays open, and says so.

Smallest data: two past campaigns of the settings with FEWEST_GIFTS gifts each, a tenth of the time over, and gift
exports no older than `stale_days`. It cannot see a gift nobody has exported: the campaign is judged as of the newest
gift known, of any campaign.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import numpy as np

from pratfall.records.charts import ForecastChart, Point
from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.goals import CampaignGoal, GoalUnit
from pratfall.records.instants import instant
from pratfall.records.numbers import Cost, Estimate, Money, NotEnoughData, Unit, Window
from pratfall.records.scene import Scene
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.stats.target_probability import EARLIEST, FEWEST_PAST, Outlook, outlook, pace

Array = Any
FEWEST_GIFTS = 10  # of a past campaign that says how campaigns go on
WRONG, SURELY_WRONG = 0.10, 0.02
LEVEL = 0.90
DAY = np.timedelta64(1, "D")
METHOD = "past_campaigns"


@dataclass(frozen=True)
class Gifts:
    """Instants (n,) of a campaign's gifts in its days, in order, and what each counts."""

    at: Array
    amount: Array

    def by(self, moment: Any) -> int:
        return int(np.searchsorted(self.at, moment))


@dataclass(frozen=True)
class State:
    """A running campaign: its gifts up to `until`, the share of its time that is over, and what may come."""

    goal: CampaignGoal
    gifts: Gifts
    until: Any  # datetime64[s]
    over: float
    past: int
    outlook: Outlook | None


def foretell(scene: Scene) -> Iterator[Finding]:
    """One finding per running campaign with a target."""
    newest = _newest(scene)
    today = scene.now.date()
    for goal in scene.settings.campaigns:
        if goal.target is not None and goal.window.start <= today <= goal.window.end:
            yield _finding(scene, _state(scene, goal, newest), goal.target, newest)


def _newest(scene: Scene) -> Any:
    """Up to when gifts are known: the newest of any campaign, NaT where there is none."""
    known = scene.gifts.occurred[~np.isnat(scene.gifts.occurred)]
    now = np.datetime64(scene.now.astimezone(UTC).replace(tzinfo=None), "s")
    known = known[known <= now]
    # To the end of that day: a day with a gift is a day somebody exported.
    return min(known.max().astype("datetime64[D]") + DAY, now) if len(known) else np.datetime64("NaT", "s")


def _state(scene: Scene, goal: CampaignGoal, newest: Any) -> State:
    start, end = _ends(goal)
    gifts = _gifts(scene, goal)
    until = start if np.isnat(newest) else min(max(newest, start), end)
    over = float((until - start) / (end - start))
    past = [(g, _gifts(scene, g)) for g in scene.settings.campaigns if g is not goal and _like(g, goal, start)]
    past = [(g, theirs) for g, theirs in past if len(theirs.at) >= FEWEST_GIFTS]
    if len(past) < FEWEST_PAST or over < EARLIEST:
        return State(goal, gifts, until, over, len(past), None)
    before = np.array([theirs.by(_moment(g, over)) for g, theirs in past], dtype=float)
    total = np.array([len(theirs.at) for _, theirs in past], dtype=float)
    expected = pace(before, total - before, _planned(goal, until, over))
    lent = np.concatenate([theirs.amount for _, theirs in past])
    return State(goal, gifts, until, over, len(past), outlook(gifts.amount[: gifts.by(until)], lent, expected))


def _like(past: CampaignGoal, goal: CampaignGoal, start: Any) -> bool:
    """Over before this one began, and counted alike."""
    return (past.unit, past.currency) == (goal.unit, goal.currency) and _ends(past)[1] <= start


def _ends(goal: CampaignGoal) -> tuple[Any, Any]:
    return np.datetime64(goal.window.start, "s"), np.datetime64(goal.window.end, "s") + DAY


def _moment(goal: CampaignGoal, over: float) -> Any:
    start, end = _ends(goal)
    return start + np.timedelta64(round(over * float((end - start) / np.timedelta64(1, "s"))), "s")


def _planned(goal: CampaignGoal, until: Any, over: float) -> float:
    """Share of the target the milestones want by then, straight between them; the share of time without any."""
    if not goal.milestones or goal.target is None:
        return over
    start, end = _ends(goal)
    at = [start, *(np.datetime64(day, "s") + DAY for day, _ in goal.milestones), end]
    due = [0.0, *(float(value / goal.target) for _, value in goal.milestones), 1.0]
    seconds = np.array([float((moment - start) / np.timedelta64(1, "s")) for moment in at])
    return float(np.interp(float((until - start) / np.timedelta64(1, "s")), seconds, due))


def _gifts(scene: Scene, goal: CampaignGoal) -> Gifts:
    gifts = scene.gifts
    start, end = _ends(goal)
    inside = _labelled(gifts.campaign, goal) & (gifts.occurred >= start) & (gifts.occurred < end)
    if goal.unit is GoalUnit.SIGNUPS:
        inside &= gifts.type == "signup"
    else:
        inside &= gifts.type != "signup"
    rows = np.flatnonzero(inside)
    if goal.unit is GoalUnit.MONEY:
        rows = rows[gifts.currency[rows] == goal.currency]
    rows = np.array([r for r in rows.tolist() if goal.unit is not GoalUnit.MONEY or (gifts.net[r] or 0) > 0], dtype=int)
    rows = rows[np.argsort(gifts.occurred[rows], kind="stable")]
    money = goal.unit is GoalUnit.MONEY
    amount = np.array([float(gifts.net[r]) if money else 1.0 for r in rows.tolist()], dtype=float)
    return Gifts(gifts.occurred[rows], amount)


def _labelled(column: Array, goal: CampaignGoal) -> Array:
    """(n,) bool: the label is one of the campaign's. There may be a million rows, and few labels."""
    words = column.tolist()
    meant = {word for word in set(words) if word.casefold() in goal.labels}
    return np.fromiter(map(meant.__contains__, words), dtype=bool, count=len(words))


def _finding(scene: Scene, state: State, target: Decimal, newest: Any) -> Finding:
    goal = state.goal
    code, status = "target_open", Status.CANNOT_TELL
    estimate: Estimate | NotEnoughData = NotEnoughData(FEWEST_PAST, state.past, "past_campaigns")
    facts = _facts(scene, state, target)
    freshness = _freshness(scene, newest)
    chart = None
    if state.outlook is None and state.past >= FEWEST_PAST:
        needed = int(np.ceil(EARLIEST * goal.window.days))
        estimate = NotEnoughData(needed, int(state.over * goal.window.days), "days")
    elif state.outlook is not None:
        estimate = _estimate(state.outlook, float(target))
        reach = state.outlook.reach(_mark(goal, target))
        code, status = _verdict(reach, stale=freshness.stale)
        facts |= {"reach": reach, "miss": 1.0 - reach, **_sums(goal, state.outlook)}
        chart = _chart(state, float(target))
    return Finding(
        code=code,
        kind=Kind.GOOD_NEWS if code == "target_likely" else Kind.FAILURE,
        subject=subject_of(goal),
        status=status,
        estimate=estimate,
        window=Window(goal.window.start, max(_day(state.until), goal.window.start)),
        n=state.gifts.by(state.until),
        method=METHOD,
        since=None,
        cost=_cost(scene, goal),
        evidence=(),
        freshness=freshness,
        facts=facts,
        chart=chart,
    )


def subject_of(goal: CampaignGoal) -> Subject:
    """The campaign as something to be judged."""
    return Subject(SubjectKind.CAMPAIGN, f"goal/{goal.name}", goal.name)


def _verdict(reach: float, *, stale: bool) -> tuple[str, Status]:
    for code, wrong in (("target_unlikely", reach), ("target_likely", 1.0 - reach)):
        if wrong <= WRONG and not (stale and code == "target_unlikely"):
            return code, Status.SURE if wrong <= SURELY_WRONG else Status.LIKELY
    return "target_open", Status.CANNOT_TELL


def _mark(goal: CampaignGoal, target: Decimal) -> float:
    """Counts are whole: the target is reached half a gift below it."""
    return float(target) - (0.5 if goal.unit is not GoalUnit.MONEY else 0.0)


def _estimate(outlook: Outlook, target: float) -> Estimate:
    """Final sum over target."""
    value, low, high = (outlook.quantile(share) / target for share in (0.5, (1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return Estimate(value, low, high, Unit.SHARE, LEVEL)


def _sums(goal: CampaignGoal, outlook: Outlook) -> dict[str, object]:
    shares = {"expected": 0.5, "least": (1 - LEVEL) / 2, "most": (1 + LEVEL) / 2}
    return {name: _said(goal, outlook.quantile(share)) for name, share in shares.items()}


def _facts(scene: Scene, state: State, target: Decimal) -> dict[str, object]:
    goal = state.goal
    so_far = float(state.gifts.amount[: state.gifts.by(state.until)].sum())
    facts: dict[str, object] = {
        "so_far": _said(goal, so_far),
        "target": _said(goal, float(target)),
        "last_day": goal.window.end,
        "over": state.over,
        "past": state.past,
        "as_of": _day(state.until),
    }
    due = [(day, value) for day, value in goal.milestones if day <= _day(state.until)]
    if due:
        at = np.datetime64(due[-1][0], "s") + DAY
        had = float(state.gifts.amount[: state.gifts.by(at)].sum())
        facts |= {"milestone": _said(goal, float(due[-1][1])), "milestone_day": due[-1][0], "had": _said(goal, had)}
    if goal.budget is not None:
        facts["budget"] = Money(goal.budget, goal.currency) if goal.currency else goal.budget
    return facts


def _said(goal: CampaignGoal, value: float) -> object:
    """Money in whole units, counts as they are."""
    return Money(Decimal(round(value)), goal.currency) if goal.unit is GoalUnit.MONEY else round(value)


def _cost(scene: Scene, goal: CampaignGoal) -> Cost:
    """Adverts that carry its labels, and the hours of its posts; unknown where there is neither."""
    spends, posts = scene.spends, scene.posts
    totals: dict[str, Decimal] = {}
    for row in np.flatnonzero(_labelled(spends.campaign, goal)).tolist():
        if _inside(spends.start[row], goal.window):
            totals[str(spends.currency[row])] = totals.get(str(spends.currency[row]), Decimal(0)) + spends.amount[row]
    labelled = np.flatnonzero(_labelled(posts.campaign, goal))
    rows = [r for r in labelled.tolist() if _inside(posts.published[r], goal.window)]
    hours = scene.settings.hours_for(posts.format[rows].tolist()) if rows else None
    return Cost(hours, tuple(Money(amount, code) for code, amount in sorted(totals.items())) or None)


def _inside(at: Any, window: Window) -> bool:
    return not np.isnat(at) and window.start <= at.astype("datetime64[D]").astype(object) <= window.end


def _freshness(scene: Scene, newest: Any) -> Freshness:
    if np.isnat(newest):
        return Freshness(None, stale=True)
    at = instant(newest - np.timedelta64(1, "s"))
    return Freshness(at, stale=(scene.now - at).days > scene.settings.benchmarks["stale_days"])


def _day(moment: Any) -> date:
    """The day that ended at, or holds, an instant."""
    day: date = (moment - np.timedelta64(1, "s")).astype("datetime64[D]").astype(object)
    return day


def _chart(state: State, target: float) -> ForecastChart:
    goal, kept = state.goal, state.gifts.by(state.until)
    grown = np.cumsum(state.gifts.amount[:kept])
    days = state.gifts.at[:kept].astype("datetime64[D]")
    last = np.flatnonzero(np.append(days[1:] != days[:-1], True)) if kept else np.array([], dtype=int)
    points = [Point(_instant(goal.window.start), 0.0)]
    points += [Point(_instant(days[i].astype(object), ended=True), float(grown[i])) for i in last.tolist()]
    so_far = float(grown[-1]) if kept else 0.0
    points.append(Point(_instant(_day(state.until), ended=True), so_far))
    points = [p for i, p in enumerate(points) if i + 1 == len(points) or p.at < points[i + 1].at]
    assert state.outlook is not None
    value, low, high = (state.outlook.quantile(share) for share in (0.5, (1 - LEVEL) / 2, (1 + LEVEL) / 2))
    metric = goal.currency if goal.unit is GoalUnit.MONEY else goal.unit.value
    end = _instant(goal.window.end, ended=True)
    return ForecastChart(metric, tuple(points), end, value, low, high, LEVEL, target, "target")


def _instant(day: date, *, ended: bool = False) -> datetime:
    """Its first or its last second: the day after is not yet counted."""
    return datetime.combine(day, time(23, 59, 59) if ended else time(), UTC)


def goals(scene: Scene) -> Sequence[Subject]:
    """Every campaign of the settings that has a target, as a subject readers can open."""
    return [subject_of(goal) for goal in scene.settings.campaigns if goal.target is not None]
