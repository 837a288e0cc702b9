"""Currencies and zones of payment exports, and the check that a running balance holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

# Names payment tools print. Summer and winter names are fixed offsets: no guess about the season is needed.
_OFFSETS_HOURS = {
    "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CST": -6, "CDT": -5, "EST": -5, "EDT": -4,
    "AKST": -9, "AKDT": -8, "HST": -10, "JST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip


def zone(name: str) -> tzinfo | None:
    """`PDT`, `CET`, `Europe/Berlin`, `GMT+02:00`, `UTC-5`; None for a name nobody knows."""
    name = name.strip()
    if name.upper() in _OFFSETS_HOURS:
        return timezone(timedelta(hours=_OFFSETS_HOURS[name.upper()]))
    if match := re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?", name, re.IGNORECASE):
        size = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(size if match[1] == "+" else -size) if size < timedelta(hours=24) else None
    if not re.fullmatch(r"[A-Za-z]+(?:/[A-Za-z_+-]+){1,2}", name):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def instant(local: datetime | None, where: tzinfo | None) -> datetime | None:
    """UTC, or None where time or zone is unknown: midnight UTC is never invented."""
    return local.replace(tzinfo=where).astimezone(UTC) if local and where else None


def currency_of(text: str) -> str | None:
    """ISO 4217 in capitals; None for anything else."""
    text = text.strip().upper()
    return text if re.fullmatch(r"[A-Z]{3}", text) else None


def balance_breaks(nets: Sequence[Decimal | None], balances: Sequence[Decimal | None]) -> tuple[int, int]:
    """(links checked, links broken) of a running balance, printed oldest first or newest first.

    A link holds when the balance before plus the row's net is the row's balance.
    """
    forward = _breaks(nets, balances)
    backward = _breaks(nets[::-1], balances[::-1])
    return min(forward, backward, key=lambda result: (result[1], -result[0]))


def _breaks(nets: Sequence[Decimal | None], balances: Sequence[Decimal | None]) -> tuple[int, int]:
    checked = broken = 0
    for i in range(1, len(nets)):
        before, now, net = balances[i - 1], balances[i], nets[i]
        if before is None or now is None or net is None:
            continue
        checked += 1
        broken += before + net != now
    return checked, broken
