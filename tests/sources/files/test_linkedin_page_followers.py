"""LinkedIn page, followers: "Total followers" of a day are the new ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.one_file import SAMPLES, check, extract
from tests.sources.totals_of import sums

FOLDER = SAMPLES / "linkedin_page_followers"


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.suffix)
def test_total_followers_of_a_day_are_new_followers_never_the_stock(path: Path) -> None:
    found = extract(path)
    assert sums(found) == {
        ("account", "follows_gained", "per_day", "all"): (7, 29.0),
        ("account", "follows_gained", "per_day", "organic"): (7, 21.0),
        ("account", "follows_gained", "per_day", "paid"): (7, 1.0),
    }
    assert check(found, "total_is_sum_of_parts").passed
    assert "sheet_not_read:Location" in found.report.notes
