from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar

from pratfall.records.channels import PlannedWeek, Together
from pratfall.records.numbers import NotEnoughData
from pratfall.reviews.channels import drawn
from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import ChannelTrial
from pratfall.site.lessons.channel_weeks import ics, next_monday, planned, week_words
from pratfall.site.people.models import Organisation

MONDAY = date(2026, 11, 23)
NAMES = ("E-mail", "Social media")
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def both(**given: Any) -> Together:
    facts: dict[str, Any] = {
        "first": "email",
        "second": "social",
        "outcome": "",
        "window": None,
        "weeks": 0,
        "cells": (0, 0, 0, 0),
        "rule": ("any", "any"),
        "both": NotEnoughData(24, 0, "weeks"),
        "first_alone": None,
        "second_alone": None,
        "by_lot": False,
        "followed": None,
        "claimed": False,
        "calendar": tuple(PlannedWeek(MONDAY, True, False) for _ in range(52)),
        "worth": 1.2,
        "power": ((52, 0.02), (104, 0.1)),
    }
    return Together(**(facts | given))


def test_monday_is_always_still_to_come() -> None:
    assert next_monday(date(2026, 11, 21)) == MONDAY
    assert next_monday(MONDAY) == date(2026, 11, 30)


def test_a_plan_begins_next_monday_and_a_test_that_runs_keeps_its_weeks() -> None:
    offered = planned(both(), None, date(2026, 11, 21), by_file=False)
    assert offered[0].monday == MONDAY
    assert [(week.first, week.second) for week in offered] == list(map(tuple, drawn(MONDAY, 13).tolist()))
    trial = ChannelTrial(start=date(2026, 1, 5), blocks=6)
    assert [week.monday for week in planned(both(), trial, MONDAY, by_file=False)][:2] == [
        date(2026, 1, 5),
        date(2026, 1, 12),
    ]
    assert len(planned(both(), trial, MONDAY, by_file=True)) == 24
    assert planned(both(by_lot=True), None, MONDAY, by_file=True) == both().calendar


def test_every_kind_of_week_is_said_in_both_languages() -> None:
    kinds = [(a, b) for a in (True, False) for b in (True, False)]
    for lang in ("en", "fr"):
        said = {week_words(PlannedWeek(MONDAY, *kind), NAMES, speech(lang)) for kind in kinds}
        assert len(said) == 4
        assert not any("channels.week" in line for line in said)


def test_a_calendar_has_each_week_once_under_a_key_that_stays() -> None:
    weeks = planned(both(), None, date(2026, 11, 21), by_file=False)
    pond = Organisation(name="Pond; Friends,\nand more", slug="pond")
    made = Calendar.from_ical(ics(weeks, NAMES, speech("fr"), pond, NOW))
    events = made.walk("VEVENT")
    assert len(events) == 52
    assert len({str(event["uid"]) for event in events}) == 52
    assert events[0]["dtstart"].dt == MONDAY
    assert (events[0]["dtend"].dt - events[0]["dtstart"].dt).days == 7
