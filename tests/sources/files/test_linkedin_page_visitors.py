"""LinkedIn page, visitors: views add up over days, visitors do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.one_file import SAMPLES, check, extract, rows, written
from tests.sources.totals_of import sums

FOLDER = SAMPLES / "linkedin_page_visitors"


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.suffix)
def test_totals_are_kept_and_devices_are_a_breakdown(path: Path) -> None:
    found = extract(path)
    assert sums(found) == {
        ("account", "profile_views", "per_day", "all"): (7, 63.0),
        ("account", "users", "per_day", "all"): (7, 42.0),
    }
    assert sums(found, breakdown=True)["account", "profile_views", "per_day", "all"] == (14, 63.0)
    assert {row["metric"]: row["additive"] for row in rows(found, "observation")} == {
        "profile_views": True,
        "users": False,
    }
    assert check(found, "visitors_within_views").passed


def test_portuguese_names_are_read(tmp_path: Path) -> None:
    found = extract(
        written(
            tmp_path,
            "marsh_visitors_1768.csv",
            "Data,Visualizações da página Visão geral (total),Total de visualizações da página (computadores),"
            "Total de visualizações da página (dispositivos móveis),Total de visualizações da página (total),"
            "Total de visitantes únicos (total)\n07/20/2026,3,5,10,15,10\n",
        )
    )
    assert sums(found) == {
        ("account", "profile_views", "per_day", "all"): (1, 15.0),
        ("account", "users", "per_day", "all"): (1, 10.0),
    }
    assert sums(found, breakdown=True)["account", "profile_views", "per_day", "all"] == (2, 15.0)
