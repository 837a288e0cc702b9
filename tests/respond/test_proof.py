"""What proves a promise, what does not yet, and what nobody can tell."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pratfall.records.findings import Freshness
from pratfall.records.measures import Measure, Measured
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.respond.proof import (
    Look,
    Side,
    Verdict,
    is_there_already,
    of_absence,
    of_check,
    of_number,
    of_shown,
)

PROMISED = datetime(2026, 9, 1, 12, tzinfo=UTC)
AFTER = Window(date(2026, 9, 2), date(2026, 9, 30))
FRESH = Freshness(datetime(2026, 9, 30, tzinfo=UTC), stale=False)


def hours(value: float, low: float, high: float, *, window: Window = AFTER, freshness: Freshness = FRESH) -> Measure:
    estimate = Estimate(value, low, high, Unit.HOURS)
    return Measure(Measured.ANSWER_HOURS, "x", "1", "Pond Friends", estimate, window, 40, freshness)


def judged(measure: Measure | None, bar: float = 24.0, side: Side = Side.AT_MOST) -> tuple[Verdict, str]:
    answer = of_number(measure, side=side, bar=bar, promised_at=PROMISED)
    return answer.verdict, answer.reason


def test_a_number_whose_whole_interval_moved_is_proof() -> None:
    assert judged(hours(8, 4, 20)) == (Verdict.PROVED, "moved")
    assert judged(hours(80, 50, 120), bar=40, side=Side.AT_LEAST) == (Verdict.PROVED, "moved")


def test_a_number_on_the_right_side_by_chance_is_none() -> None:
    assert judged(hours(20, 10, 40)) == (Verdict.NOT_YET, "within_doubt")
    assert judged(hours(50, 30, 90), bar=40, side=Side.AT_LEAST) == (Verdict.NOT_YET, "within_doubt")


def test_a_number_that_did_not_move_says_what_it_is() -> None:
    answer = of_number(hours(60, 30, 90), side=Side.AT_MOST, bar=24, promised_at=PROMISED)
    assert (answer.verdict, answer.reason) == (Verdict.NOT_YET, "not_moved")
    assert answer.facts == {"value": 60, "low": 30, "high": 90}


def test_days_of_before_the_promise_prove_nothing() -> None:
    early = Window(date(2026, 8, 20), date(2026, 9, 17))
    assert judged(hours(8, 4, 20, window=early)) == (Verdict.NOT_YET, "too_early")


def test_stale_data_never_prove_however_good_they_look() -> None:
    assert judged(hours(8, 4, 20, freshness=Freshness(FRESH.newest, stale=True))) == (Verdict.CANNOT_TELL, "stale")
    assert judged(hours(8, 4, 20, freshness=Freshness(None, stale=False))) == (Verdict.CANNOT_TELL, "stale")


def test_nothing_read_or_too_little_cannot_tell() -> None:
    few = Measure(Measured.LEVEL, "x", "1", "", NotEnoughData(10, 3, "comments"), AFTER, 3, FRESH)
    assert judged(None) == (Verdict.CANNOT_TELL, "nothing_read")
    assert judged(few) == (Verdict.CANNOT_TELL, "too_few")


def test_a_bar_that_is_reached_already_is_known() -> None:
    assert is_there_already(24, side=Side.AT_MOST, bar=24) and is_there_already(30, side=Side.AT_LEAST, bar=24)
    assert not is_there_already(30, side=Side.AT_MOST, bar=24)


def looks(*found: bool | None, every_days: int = 7) -> list[Look]:
    """From the promise on; None: the data could not have shown it."""
    days = [PROMISED.date() + timedelta(days=every_days * i) for i in range(len(found))]
    return [Look(day, bool(there), there is not None) for day, there in zip(days, found, strict=True)]


def away(rows: list[Look], weeks: int = 4, later_days: int = 0) -> tuple[Verdict, str]:
    today = rows[-1].on + timedelta(days=later_days) if rows else PROMISED.date()
    answer = of_absence(rows, weeks=weeks, promised_at=PROMISED, today=today)
    return answer.verdict, answer.reason


def test_a_finding_that_stayed_away_long_enough_is_proof() -> None:
    assert away(looks(True, False, False, False, False, False)) == (Verdict.PROVED, "stayed_away")
    assert away(looks(True, False, False, False, False)) == (Verdict.NOT_YET, "gone_since")


def test_a_finding_that_came_back_begins_anew() -> None:
    assert away(looks(False, False, False, False, True)) == (Verdict.NOT_YET, "still_found")
    assert away(looks(False, False, False, True, False)) == (Verdict.NOT_YET, "gone_since")


def test_looks_that_could_not_have_shown_it_leave_a_hole() -> None:
    assert away(looks(False, False, None, None, None, False)) == (Verdict.NOT_YET, "gone_since")
    assert away(looks(None, None, None)) == (Verdict.CANNOT_TELL, "not_looked")
    assert away([]) == (Verdict.CANNOT_TELL, "not_looked")


def test_looks_that_ended_long_ago_cannot_tell() -> None:
    assert away(looks(*[False] * 6), later_days=15) == (Verdict.CANNOT_TELL, "not_looked")


def test_looks_of_before_the_promise_count_for_nothing() -> None:
    rows = [Look(PROMISED.date() - timedelta(days=7 * i), found=False, believable=True) for i in range(9, -1, -1)]
    assert away(rows) == (Verdict.NOT_YET, "gone_since")


@pytest.mark.parametrize(
    ("shown", "confirmed", "reason"),
    [(None, None, "nothing_shown"), (1, None, "waits_for_second"), (1, 1, "waits_for_second"), (1, 2, "confirmed")],
)
def test_nobody_confirms_what_they_showed_themselves(shown: int | None, confirmed: int | None, reason: str) -> None:
    assert of_shown(shown_by=shown, confirmed_by=confirmed).reason == reason


def test_a_check_is_proved_by_a_launch_with_it_ticked_and_by_no_waiver() -> None:
    assert of_check(ticked=True, launched=True, waived=False).verdict is Verdict.PROVED
    for ticked, launched, waived in ((True, False, False), (False, True, True), (False, False, False)):
        assert of_check(ticked=ticked, launched=launched, waived=waived).verdict is Verdict.NOT_YET
