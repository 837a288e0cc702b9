"""Numbers: what the finding rested on, and what the accounts showed on the days around the beginning."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from . import Look, Thing, kept, ref

KIND = "number"
DAYS_BEFORE = 14  # of the beginning: two of each day of the week to compare with
DAYS_AFTER = 60
MEASURED = "code kind status estimate window n method since reference freshness false_alarms_per_year".split()


def things(look: Look) -> Iterator[Thing]:
    yield from _finding(look)
    by_day: dict[tuple[str, str, date], dict[str, Any]] = defaultdict(dict)
    for table in (look.lake.days(look.now), look.lake.stocks(look.now)):
        for row in _around(look, table).to_pylist():
            by_day[row["platform"], row["account_id"], row["day"]][row["metric"]] = row["value"]
    for (platform, account, day), values in by_day.items():
        yield Thing(
            kind=KIND,
            ref=ref("day", platform, account, day.isoformat()),
            happened_at=None,
            origin=platform,
            body=kept(
                {"platform": platform, "account_id": account, "day": day, "numbers": dict(sorted(values.items()))}
            ),
        )


def _finding(look: Look) -> Iterator[Thing]:
    """Its numbers as they stood when the setback was opened; excerpts of posts and comments stay out."""
    if not look.setback.basis:
        return
    given = _read(look.setback.basis)
    numbers = {name: given[name] for name in MEASURED if name in given} or _of_incident(given)
    yield Thing(
        kind=KIND,
        ref=ref("finding", look.setback.finding or look.setback.code),
        happened_at=look.setback.opened_at,
        origin="review",
        body=kept({"numbers": numbers, "sha256": sha256(look.setback.basis.encode()).hexdigest()}),
    )


def _of_incident(given: Mapping[str, Any]) -> dict[str, Any]:
    """The numbers of what was heard, without what was said of it."""
    heard = given.get("incident")
    return {name: value for name, value in heard.items() if isinstance(value, int | float)} if heard else {}


def _read(basis: str) -> Mapping[str, Any]:
    """The finding inside; nothing where the basis is none of ours."""
    try:
        given = json.loads(basis)
    except ValueError:
        return {}
    if not isinstance(given, dict):
        return {}
    inside = given.get("finding") or next(iter(given.get("findings") or ()), given)
    return inside if isinstance(inside, dict) else {}


def _around(look: Look, table: pa.Table) -> pa.Table:
    """Rows of the accounts meant, from two weeks before it began."""
    began = look.setback.began_at.date()
    first, last = began - timedelta(days=DAYS_BEFORE), began + timedelta(days=DAYS_AFTER)
    key = pc.binary_join_element_wise(table["platform"], table["account_id"], "\x1f")
    meant = pa.array(["\x1f".join(account) for account in sorted(look.accounts)], pa.string())
    day = table["day"]
    near = pc.and_(pc.greater_equal(day, pa.scalar(first, day.type)), pc.less_equal(day, pa.scalar(last, day.type)))
    return table.filter(pc.and_(pc.is_in(key, value_set=meant), near))
