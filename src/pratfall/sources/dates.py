"""Dates and times as printed: ISO, month names in seven languages, day or month first, with evidence.

Whether 03/04/2026 is in March or April is decided over the whole column: one 13th decides it.
Only distinct values are parsed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import lru_cache

_MONTHS = """
january jan janvier janv enero ene januar jan janeiro gennaio gen januari
february feb fevrier fevr fev febrero februar fevereiro febbraio februari
march mar mars marzo marz marco mrz maart mrt
april apr avril avr abril abr aprile
may mai mayo mei maio maggio mag
june jun juin junio juni junho giugno giu
july jul juillet juil julio juli julho luglio lug
august aug aout agosto ago augustus
september sep sept septembre septiembre setiembre setembro set settembre
october oct octobre octubre oktober okt outubro out ottobre ott
november nov novembre noviembre novembro
december dec decembre diciembre dic dezember dez dezembro dicembre
"""
MONTHS = {name: i for i, line in enumerate(_MONTHS.strip().splitlines(), 1) for name in line.split()}
_ZONES = {"utc": 0, "gmt": 0, "z": 0, "pst": -8, "pdt": -7, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
          "mst": -7, "mdt": -6, "cet": 1, "cest": 2, "bst": 1, "wet": 0, "west": 1, "eet": 2, "eest": 3}  # fmt: skip
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=\D|$)(.*)$", re.DOTALL)
_COMPACT = re.compile(r"^((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])()$")
_SLASHED = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?=\D|$)(.*)$", re.DOTALL)
_WORDED = re.compile(r"\d+|[^\W\d_]+")
_TIME = re.compile(
    r"(?<!\d)(\d{1,2})(?:[:h](\d{2}))(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?\s?m\b\.?)?\s*"
    r"(?:(?:utc|gmt)?\s*([+-]\d{2}:?\d{2})|(utc|gmt|[a-z]{3,4}|z)\b)?\s*$",
    re.IGNORECASE,
)

_PLAIN_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")


class DateOrder(StrEnum):
    """Order of the parts of dates written in numbers only."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class When:
    """One printed moment. `year` missing (TikTok's `July 16`): `day` is in year 1, a non-leap year.

    `offset` is None when no zone is printed; `has_time` False when only the day is.
    """

    day: date
    has_year: bool = True
    has_time: bool = False
    seconds: int = 0
    offset: timedelta | None = None

    def local(self) -> datetime:
        """Naive, as printed."""
        return datetime.combine(self.day, time()) + timedelta(seconds=self.seconds)

    def instant(self) -> datetime | None:
        """UTC, only when both time and zone are printed."""
        if not (self.has_time and self.has_year and self.offset is not None):
            return None
        return self.local().replace(tzinfo=timezone(self.offset)).astimezone(UTC)


def bare(text: str) -> str:
    """Lower case without accents, dots and exotic spaces kept simple."""
    text = unicodedata.normalize("NFKD", text.lower())
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


def order_of(values: Iterable[str]) -> DateOrder:
    """UNDECIDED without evidence, or with evidence for both (then nothing may be assumed).

    `01.09.2026`: nobody who writes dots puts the month first, so without a 13th dots decide.
    """
    first = second = dotted = False
    for value in values:
        if match := _SLASHED.match(value.strip()):
            first = first or int(match[1]) > 12
            second = second or int(match[2]) > 12
            dotted = dotted or match[0][len(match[1])] == "."
    if first == second:
        return DateOrder.DAY_FIRST if dotted and not first else DateOrder.UNDECIDED
    return DateOrder.DAY_FIRST if first else DateOrder.MONTH_FIRST


def contradicts(values: Iterable[str]) -> bool:
    """Both `13/1/2026` and `1/13/2026` in one column: no order reads it."""
    texts = list(values)
    return any(_part(v, 1) > 12 for v in texts) and any(_part(v, 2) > 12 for v in texts)


def _part(value: str, group: int) -> int:
    match = _SLASHED.match(value.strip())
    return int(match[group]) if match else 0


def needs_order(values: Iterable[str]) -> bool:
    """Whether any value reads differently day-first and month-first."""
    return any((m := _SLASHED.match(v.strip())) is not None and m[1] != m[2] for v in values)


@lru_cache(maxsize=200_000)
def parse(text: str, order: DateOrder = DateOrder.UNDECIDED) -> When | None:
    """None for what is no date, and for numeric dates whose order is UNDECIDED and matters."""
    text = text.strip().strip('"')
    if not text or len(text) > 80:
        return None
    if match := _ISO.match(text) or _COMPACT.match(text):
        return _when(int(match[1]), int(match[2]), int(match[3]), match[4])
    if match := _SLASHED.match(text):
        return _slashed(match, order)
    return _worded(text)


def _slashed(match: re.Match[str], order: DateOrder) -> When | None:
    one, two, year = int(match[1]), int(match[2]), int(match[3])
    year += 2000 if year < 100 else 0
    if one > 12 or (two <= 12 and order is DateOrder.DAY_FIRST):
        return _when(year, two, one, match[4])
    if two > 12 or order is DateOrder.MONTH_FIRST or one == two:
        return _when(year, one, two, match[4])
    return None


def _worded(text: str) -> When | None:
    """`Fri, Jun 5, 2026`, `8 de marzo`, `28 sept. 2026`, `Wed Jul 27 15:42:49 +0000 2022`, `July 16`."""
    simple = bare(text)
    clock = re.search(r"(?<!\d)\d{1,2}[:h]\d{2}.*$", simple)
    rest, tail = (simple[: clock.start()], clock[0]) if clock else (simple, "")
    year = re.search(r"(?<!\d)((?:19|20)\d{2})\s*$", tail)
    if (
        year
        and re.search(r"\d{2}\s*(?:[+-]\d{4}\s+|[a-z]*\s+)?(?:19|20)\d{2}\s*$", tail)
        and not re.search(r"20\d{2}", rest)
    ):
        rest, tail = f"{rest} {year[1]}", tail[: year.start()].strip()
    month = day = found_year = None
    for word in _WORDED.findall(rest):
        if word.isdigit():
            number = int(word)
            if number > 31 and len(word) == 4:
                found_year = number
            elif day is None and 1 <= number <= 31:
                day = number
            elif day is not None and found_year is None and len(word) == 2:
                found_year = 2000 + number
        elif word in MONTHS and (month is None or len(word) > 3):
            month = MONTHS[word]
    if month is None or day is None:
        return None
    return _when(found_year, month, day, tail)


def _when(year: int | None, month: int, day: int, tail: str) -> When | None:
    try:
        when = date(year or (4 if (month, day) == (2, 29) else 1), month, day)
    except ValueError:
        return None
    tail = tail.strip(" ,-\u202f\u00a0") if not tail.startswith(("T", "t")) else tail[1:]
    if not tail:
        return When(when, has_year=year is not None)
    # The usual `15:31`, of which a large export holds as many as posts; the rest is read with patience.
    if plain := _PLAIN_TIME.fullmatch(tail):
        hour, minute = int(plain[1]), int(plain[2])
        return When(when, year is not None, True, hour * 3600 + minute * 60) if hour < 24 and minute < 60 else None
    tail = re.sub(r"^(?:at|a|à|um|as|às|alle|kl\.?)\s+", "", bare(tail))
    if not tail:
        return When(when, has_year=year is not None)
    match = _TIME.search(tail)
    if match is None or match.start() > 3:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    half = (match[4] or "").replace(".", "").replace(" ", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return When(when, year is not None, True, hour * 3600 + minute * 60 + second, _offset(match[5], match[6]))


def _offset(printed: str | None, name: str | None) -> timedelta | None:
    if printed:
        hours, minutes = int(printed[1:3]), int(printed[-2:])
        return timedelta(hours=hours, minutes=minutes) * (-1 if printed[0] == "-" else 1)
    if name and name.lower() in _ZONES:
        return timedelta(hours=_ZONES[name.lower()])
    return None


_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])(?!\d)")


def period_in(name: str) -> tuple[date, date] | None:
    """The first two dates in a file name, in order: `..._20161201_20170101_en.csv`. None without two."""
    days = []
    for match in _IN_NAME.finditer(name):
        try:
            days.append(date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            continue
    return (days[0], days[1]) if len(days) >= 2 and days[0] <= days[1] else None
