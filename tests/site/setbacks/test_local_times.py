"""Hours as people there mean them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pratfall.site.setbacks.local_times import in_zone, usual_zone, zone_called

PARIS = ZoneInfo("Europe/Paris")


def test_a_field_shows_the_hour_of_its_place() -> None:
    assert in_zone(datetime(2026, 11, 20, 22, 30, tzinfo=UTC), PARIS) == "2026-11-20T23:30"


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "europe/paris\x00"])
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone_called(name) is None


def test_the_usual_zone_is_that_of_the_country_in_the_settings(home: Path) -> None:
    assert usual_zone() == ZoneInfo("UTC")
    (home / "settings.toml").write_text('country = "FR"\n', encoding="utf-8")
    assert usual_zone() == PARIS
    (home / "settings.toml").write_text('country = "ES"\n', encoding="utf-8")
    assert usual_zone() == ZoneInfo("Europe/Madrid")
