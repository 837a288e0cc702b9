"""Months of habits made by hand: an account that asks for money in every post until somebody mends it."""

from __future__ import annotations

from datetime import date, timedelta

from pratfall.habits.shares import share_reading
from pratfall.records.findings import Status
from pratfall.records.habit_readings import HabitReading, HabitsThen
from pratfall.records.numbers import Estimate, Unit, Window
from pratfall.reviews.habit_history import month_ends
from tests.small_scenes import INSTAGRAM, X

KEY = ("pitch_heavy", "x", "1")
MENDED = date(2026, 6, 1)
LAST = date(2026, 11, 21)
LIMIT = 0.2


def appeals(on: date, days: int, *, mended: date = MENDED) -> HabitReading:
    """One post a day; nine in ten ask for something until `mended`, one in ten since."""
    before = min(max((mended - (on - timedelta(days=days))).days, 0), days)
    hits = round(0.9 * before + 0.1 * (days - before))
    return share_reading("pitch_heavy", X.subject, Window(on - timedelta(days=days - 1), on), (hits, days), LIMIT)


def few(on: date) -> HabitReading:
    """An account too small to be counted."""
    return share_reading("one_way", INSTAGRAM.subject, Window(on - timedelta(days=90), on), (1, 3), LIMIT)


def silent(on: date, *, since: date = date(2026, 7, 1)) -> HabitReading:
    """Instagram, without a post since a day."""
    days = max((on - since).days, 0)
    return HabitReading(
        code="abandoned",
        subject=INSTAGRAM.subject,
        status=Status.SURE if days > 60 else None,
        estimate=Estimate(days, days, days, Unit.DAYS, 1.0),
        n=40,
        window=Window(min(since, on), on),
        limit=60,
    )


def months(last: date = LAST, *, mended: date = MENDED) -> tuple[HabitsThen, ...]:
    """Thirteen month ends and `last`, as a review keeps them."""
    return tuple(
        HabitsThen(
            day,
            (appeals(day, 183, mended=mended), few(day), silent(day)),
            (appeals(day, 91, mended=mended), few(day)),
        )
        for day in (*month_ends(last, 13), last)
    )
