import numpy as np
import pytest

from pratfall.records.streams import Stream
from tests.small_scenes import X

START = np.datetime64("2026-11-01T00:00:00", "s")


def test_a_stream_of_hours_has_twenty_four_bins_a_day() -> None:
    assert Stream(X.subject, "x", "comments", START, 60, np.zeros(48)).bins_per_day == 24


def test_bins_that_do_not_fill_a_day_are_refused() -> None:
    with pytest.raises(ValueError, match="7 minutes"):
        Stream(X.subject, "x", "comments", START, 7, np.zeros(3))
