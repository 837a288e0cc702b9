"""The zone a file prints its times in, measured from the moments inside ids."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from pratfall.sources import clocks

TS = pa.timestamp("us", tz="UTC")
MOMENTS = [datetime(2026, month, 12, 20, 14, 8, tzinfo=UTC) for month in range(1, 13)]


def local(moments: list[datetime], zone: str) -> pa.Array:
    return pa.array([m.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0) for m in moments], pa.timestamp("us"))


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Europe/Paris", "UTC", "Asia/Kolkata"])
def test_a_year_of_posts_names_the_zone_with_its_summer_time(zone: str) -> None:
    found = clocks.zone_of(local(MOMENTS, zone), pa.array(MOMENTS, TS))
    assert found == clocks.Measured(zone, 12, 12)


def test_posts_prepared_in_advance_do_not_veto_the_zone() -> None:
    printed = local(MOMENTS, "Europe/Paris").to_pylist()
    printed[0] = datetime(2026, 1, 14, 9, 0)
    found = clocks.zone_of(pa.array(printed, pa.timestamp("us")), pa.array(MOMENTS, TS))
    assert found == clocks.Measured("Europe/Paris", 11, 12)


def test_a_team_that_schedules_most_posts_is_still_placed() -> None:
    printed = [
        moment.replace(hour=9, minute=7 + i) for i, moment in enumerate(local(MOMENTS, "Europe/Paris").to_pylist())
    ]
    printed[2:6] = local(MOMENTS, "Europe/Paris").to_pylist()[2:6]
    found = clocks.zone_of(pa.array(printed, pa.timestamp("us")), pa.array(MOMENTS, TS))
    assert found is not None
    assert (found.zone, found.agreeing) == ("Europe/Paris", 4)


def test_one_agreement_among_many_is_chance() -> None:
    printed = [
        moment.replace(hour=9, minute=7 + i) for i, moment in enumerate(local(MOMENTS, "Europe/Paris").to_pylist())
    ]
    printed[2] = local(MOMENTS, "Europe/Paris").to_pylist()[2]
    assert clocks.zone_of(pa.array(printed, pa.timestamp("us")), pa.array(MOMENTS, TS)) is None


def test_times_that_fit_no_zone_give_none() -> None:
    printed = pa.array([datetime(2026, 5, day, 3, 7) for day in range(1, 13)], pa.timestamp("us"))
    assert clocks.zone_of(printed, pa.array(MOMENTS, TS)) is None


def test_nothing_to_compare_gives_none() -> None:
    assert clocks.zone_of(local(MOMENTS, "UTC"), pa.nulls(12, TS)) is None
