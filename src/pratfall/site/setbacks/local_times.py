"""Times as people mean them: in a place's own time, never in UTC."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pratfall.reviews import settings

FORM = "%Y-%m-%dT%H:%M"  # of a field for day and time


def zone_called(name: str) -> ZoneInfo | None:
    """None where there is no zone of that name. What a browser sends may be anything."""
    if name not in available_timezones():
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def usual_zone() -> ZoneInfo:
    """Of the country in the settings, its capital's first; UTC where none is set."""
    country = settings.load(settings.home()).country.upper()
    return ZoneInfo(_zones().get(country, "UTC"))


def in_zone(at: datetime, zone: ZoneInfo) -> str:
    """As a field for day and time wants it."""
    return at.astimezone(zone).strftime(FORM)


@cache
def _zones() -> dict[str, str]:
    """Country to its first zone, by the table that comes with the zones where they come as a package."""
    try:
        table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    except ModuleNotFoundError:
        return {}
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row[0], row[2])
    return found
