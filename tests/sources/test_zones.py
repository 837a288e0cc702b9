"""Zones measured from ids."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyarrow as pa

from pratfall.sources.zones import name_of, offsets_that_fit

START = datetime(2026, 3, 1, 0, 30, tzinfo=UTC)
MOMENTS = [START + timedelta(hours=5 * i) for i in range(60)]
TS = pa.timestamp("us", tz="UTC")


def local(hours: int, *, days: bool = False) -> pa.Array:
    moved = [(moment + timedelta(hours=hours)).replace(tzinfo=None) for moment in MOMENTS]
    return pa.array([m.replace(hour=0, minute=0) if days else m for m in moved], pa.timestamp("us"))


def test_printed_minutes_give_the_offset() -> None:
    assert offsets_that_fit(pa.array(MOMENTS, TS), local(-7), whole_days=False) == (-7,)


def test_printed_days_narrow_the_offset_down() -> None:
    fitting = offsets_that_fit(pa.array(MOMENTS, TS), local(2, days=True), whole_days=True)
    assert 2 in fitting
    assert min(fitting) >= 0
    assert max(fitting) <= 4


def test_rows_without_either_have_no_say() -> None:
    ids = pa.array([None, MOMENTS[1]], TS)
    printed = pa.array([datetime(1999, 1, 1), MOMENTS[1].replace(tzinfo=None)], pa.timestamp("us"))
    assert offsets_that_fit(ids, printed, whole_days=False) == (0,)
    assert offsets_that_fit(ids.slice(0, 1), printed.slice(0, 1), whole_days=False) == ()


def test_times_that_fit_no_zone_fit_none() -> None:
    printed = pa.array(
        [m.replace(tzinfo=None) + timedelta(minutes=17 * i) for i, m in enumerate(MOMENTS)], pa.timestamp("us")
    )
    assert offsets_that_fit(pa.array(MOMENTS, TS), printed, whole_days=False) == ()


def test_a_zone_has_a_name() -> None:
    assert [name_of(o) for o in ((), (0,), (-1, 0, 1), (-7,), (2, 3))] == ["", "UTC", "UTC", "UTC-7", "UTC+2..UTC+3"]
