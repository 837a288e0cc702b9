from datetime import UTC, datetime

import numpy as np
import pytest

from pratfall.records.instants import instant


@pytest.mark.parametrize("unit", ["m", "s", "ms", "ns"])
def test_an_instant_of_any_unit_is_said_in_utc(unit: str) -> None:
    assert instant(np.datetime64("2026-11-20T18:30:00", unit)) == datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


def test_a_day_begins_at_midnight() -> None:
    assert instant(np.datetime64("2026-11-20", "D")) == datetime(2026, 11, 20, tzinfo=UTC)
