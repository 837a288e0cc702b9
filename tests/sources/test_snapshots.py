"""Periods in file names, and chunks as one frame."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pratfall.sources import snapshots
from pratfall.sources.blobs import of_path
from pratfall.sources.document import of_blob
from tests.sources.one_file import written


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("Sep-01-2026_Sep-30-2026_1234567890.csv", (date(2026, 9, 1), date(2026, 9, 30))),
        ("Content_2023-08-07_2024-08-05_Ann.csv", (date(2023, 8, 7), date(2024, 8, 5))),
        ("Content 2026-10-05.csv", None),
        ("May-2026.csv", None),
    ],
)
def test_the_period_in_a_name(tmp_path: Path, name: str, period: tuple[date, date] | None) -> None:
    assert snapshots.period_of(of_blob(of_path(written(tmp_path, name, "a,b\n1,2\n")))) == period


def test_the_last_day_in_a_name() -> None:
    assert snapshots.last_day_in("Facebook Insights Data Export (Post Level) - Marsh - 2015-07-05.csv") == date(
        2015, 7, 5
    )
    assert snapshots.last_day_in("Post Level.csv") is None
