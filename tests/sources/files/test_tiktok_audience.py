"""TikTok Studio, who the followers are: recognised and left out with a reason, never asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.records.imports import Outcome
from tests.sources.one_file import SAMPLES, report, skipped


@pytest.mark.parametrize("path", sorted((SAMPLES / "tiktok_audience").iterdir()), ids=lambda path: path.name)
def test_audience_files_hold_nothing_to_keep(path: Path) -> None:
    found = report(path)
    assert found.outcome is Outcome.NOTHING_TO_READ
    assert list(skipped(found)) == ["audience_not_kept"]


@pytest.mark.parametrize(("name", "n"), [("FollowerGender.csv", 3), ("FollowerTopTerritories.csv", 11)])
def test_real_audience_files_account_for_every_row(shared_data: Path, name: str, n: int) -> None:
    found = report(shared_data / "exports" / "tiktok" / name)
    assert (found.outcome, found.rows_read, found.rows_kept) == (Outcome.NOTHING_TO_READ, n, 0)
