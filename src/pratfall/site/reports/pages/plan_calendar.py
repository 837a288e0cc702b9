"""The plan calendar: a month of what was planned beside what was done."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.http import HttpResponse

from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.campaigns.models import Campaign, Idea
from pratfall.site.campaigns.plan import Plan, read
from pratfall.site.campaigns.saying import amount_words, stop_words
from pratfall.site.campaigns.services import decisions
from pratfall.site.campaigns.services.ideas import last_day
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import Organisation
from pratfall.site.people.roles import Role
from pratfall.site.today import desk


@dataclass(frozen=True)
class Planned:
    """Something planned for a day. `href` is below the organisation's address."""

    day: date
    text: str
    href: str


@dataclass(frozen=True)
class Day:
    """`posts`: published on it, None where that is not known (yet)."""

    day: date
    name: str
    inside: bool
    today: bool
    planned: tuple[Planned, ...]
    running: tuple[str, ...]
    done: str


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    words, today = speech(language_of(request)), datetime.now(UTC).date()
    first = _month(request.GET.get("month", ""), today)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    campaigns = list(Campaign.objects.filter(organisation=request.organisation).order_by("start", "pk"))
    planned = list(_planned(request.organisation, campaigns, words))
    done = _posts_by_day(desk.current(request.organisation), weeks[0][0], weeks[-1][-1])
    rows = [[_day(day, first, today, planned, campaigns, done, words) for day in week] for week in weeks]
    return framed(
        request,
        "plan_calendar.html",
        month=words.month(first),
        weekdays=[words.weekday(day) for day in weeks[0]],
        weeks=rows,
        before=(first - timedelta(days=1)).strftime("%Y-%m"),
        after=(first + timedelta(days=31)).strftime("%Y-%m"),
        listed=[day for week in rows for day in week if day.inside and (day.planned or day.done)],
    )


def _month(asked: str, today: date) -> date:
    try:
        return date.fromisoformat(f"{asked}-01")
    except ValueError:
        return today.replace(day=1)


def _planned(organisation: Organisation, campaigns: Sequence[Campaign], words: Speech) -> Iterator[Planned]:
    """Starts, ends, milestones and days of stop criteria; tests; looks at decisions; things to do."""
    for campaign in campaigns:
        href, plan = f"/plans/{campaign.pk}/", read(campaign)
        for on, key in ((plan.start, "calendar.starts"), (plan.end, "calendar.ends")):
            if on is not None:
                yield Planned(on, words.say(key, name=campaign.name), href)
        yield from _agreed(plan, campaign.name, href, words)
    for idea in Idea.objects.filter(organisation=organisation, started_at__isnull=False):
        yield Planned(last_day(idea), words.say("calendar.ends", name=idea.name), f"/ideas/{idea.pk}/")
    for decision in decisions.standing(organisation).defer("basis").prefetch_related("actions"):
        href, day = f"/decisions/{decision.pk}/", decisions.due(decision)
        if day is not None:
            yield Planned(day, words.say("calendar.look_again", name=decision.title), href)
        for action in decision.actions.all():
            if action.due is not None:
                yield Planned(action.due, words.say("calendar.task", name=action.words), href)


def _agreed(plan: Plan, name: str, href: str, words: Speech) -> Iterator[Planned]:
    for milestone in plan.milestones:
        value = amount_words(plan, milestone.value, words)
        yield Planned(milestone.day, words.say("calendar.milestone", name=name, value=value), href)
    for stop in plan.stops:
        if stop.day is not None:
            yield Planned(stop.day, words.say("calendar.stop", name=name, stop=stop_words(plan, stop, words)), href)


def _posts_by_day(current: desk.Desk | None, start: date, end: date) -> Counter[date] | None:
    """How many posts of all accounts each day; None before anything was imported."""
    return None if current is None else _counted(current.posts, start, end)


def _counted(path: Path, start: date, end: date) -> Counter[date]:
    known = pq.read_table(path, columns=["published_at"])["published_at"]
    days = pc.drop_null(pc.cast(known, "date32"))
    inside = days.filter(pc.and_(pc.greater_equal(days, start), pc.less_equal(days, end)))
    return Counter({row["values"]: row["counts"] for row in pc.value_counts(inside).to_pylist()})


def _day(
    day: date,
    first: date,
    today: date,
    planned: Sequence[Planned],
    campaigns: Sequence[Campaign],
    done: Counter[date] | None,
    words: Speech,
) -> Day:
    running = (c.name for c in campaigns if c.start and c.end and c.start <= day <= c.end)
    count = done[day] if done is not None and day <= today else 0
    return Day(
        day=day,
        name=words.day(day),
        inside=day.month == first.month,
        today=day == today,
        planned=tuple(item for item in planned if item.day == day),
        running=tuple(running),
        done=words.count("posts", count) if count else "",
    )
