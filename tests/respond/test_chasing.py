"""An action is chased a week before its day, on it, and every week after it, for as long as it takes."""

from __future__ import annotations

from datetime import date, timedelta

from pratfall.respond.chasing import Call, Stage, call

PROMISED, DUE = date(2026, 9, 1), date(2026, 10, 1)


def said(*, due: date | None = DUE, days: range, since: date = DUE) -> dict[int, Call | None]:
    return {day: call(due, promised=PROMISED, today=since + timedelta(days=day)) for day in days}


def test_a_week_before_on_the_day_and_every_week_after_it() -> None:
    found = said(days=range(-20, 22))
    assert {found[day] for day in range(-20, -7)} == {None}
    assert {found[day] for day in range(-7, 0)} == {Call(Stage.SOON)}
    assert {found[day] for day in range(7)} == {Call(Stage.DUE)}
    assert {found[day] for day in range(7, 14)} == {Call(Stage.OVERDUE, 1)}
    assert {found[day] for day in range(14, 21)} == {Call(Stage.OVERDUE, 2)}


def test_years_later_it_is_still_chased() -> None:
    assert call(DUE, promised=PROMISED, today=DUE + timedelta(days=700)) == Call(Stage.OVERDUE, 100)


def test_without_a_day_somebody_is_asked_for_one_every_week() -> None:
    found = said(due=None, days=range(15), since=PROMISED)
    assert {found[day] for day in range(7)} == {None}
    assert (found[7], found[14]) == (Call(Stage.NO_DAY, 1), Call(Stage.NO_DAY, 2))


def test_what_was_promised_for_tomorrow_is_not_announced_a_week_before() -> None:
    tomorrow = PROMISED + timedelta(days=1)
    assert call(tomorrow, promised=PROMISED, today=PROMISED) is None
    assert call(tomorrow, promised=PROMISED, today=tomorrow) == Call(Stage.DUE)
