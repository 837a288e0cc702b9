"""Weeks of two channels drawn by lot, as a calendar to follow elsewhere (RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from pratfall.records.channels import PlannedWeek, Together
from pratfall.reviews.channels import drawn
from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.models import ChannelTrial
from pratfall.site.people.models import Organisation

WEEK = timedelta(days=7)


def next_monday(today: date) -> date:
    """The first one after today: weeks that have begun would be weeks chosen."""
    return today + timedelta(days=7 - today.weekday())


def planned(both: Together, trial: ChannelTrial | None, today: date, *, by_file: bool) -> tuple[PlannedWeek, ...]:
    """Those a team follows; else those of a test in its settings; else those it would follow from next Monday on."""
    if trial is None and by_file:
        return both.calendar
    start, blocks = (trial.start, trial.blocks) if trial else (next_monday(today), len(both.calendar) // 4)
    found = drawn(start, blocks).tolist()
    return tuple(PlannedWeek(start + k * WEEK, bool(one), bool(other)) for k, (one, other) in enumerate(found))


def week_words(week: PlannedWeek, names: tuple[str, str], words: Speech) -> str:
    """What a week has: "E-mail, no social media". `names`: of both channels, as a heading has them."""
    used = {"first": names[0], "second": names[1]}
    return words.say(f"channels.week.{_kind(week)}", **used)


def ics(
    weeks: Sequence[PlannedWeek], names: tuple[str, str], words: Speech, organisation: Organisation, now: datetime
) -> bytes:
    """One entry a week, from Monday on; the same week keeps its key, so that a calendar does not double it."""
    made = Calendar()
    made.add("prodid", "-//Pratfall//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"Pratfall · {plain(organisation.name)}")
    for week in weeks:
        event = Event()
        event.add("uid", f"channels-{week.monday.isoformat()}@{organisation.slug}.pratfall")
        event.add("dtstamp", now)
        event.add("dtstart", week.monday)
        event.add("dtend", week.monday + WEEK)
        event.add("summary", week_words(week, names, words))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return made.to_ical()


def _kind(week: PlannedWeek) -> str:
    match week.first, week.second:
        case True, True:
            return "both"
        case True, False:
            return "first"
        case False, True:
            return "second"
        case _:
            return "none"
