"""Scenes made by hand, as small as a test needs: columns from dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from pratfall.records.scene import (
    Comments,
    Covered,
    Curves,
    Days,
    Gifts,
    Group,
    Posts,
    Scene,
    Settings,
    Spends,
    Stocks,
)
from pratfall.records.subjects import Account
from pratfall.reviews import settings

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
X = Account("x", "1", handle="pond", name="Pond Friends")
INSTAGRAM = Account("instagram", "2", handle="pond.pictures", url="https://www.instagram.com/pond.pictures")


@cache
def defaults() -> Settings:
    return settings.load(Path("/nowhere/at/all"))


def post(day: str | date, account: int = 0, **given: Any) -> dict[str, Any]:
    """A post at noon of `day`; `metrics` as a dictionary, the rest by Posts' names."""
    return {"published": np.datetime64(f"{day}T12:00:00", "s"), "account": account, **given}


def comment(at: str, **given: Any) -> dict[str, Any]:
    return {"created": np.datetime64(at, "s"), **given}


def scene(
    posts: Iterable[Mapping[str, Any]] = (),
    *,
    accounts: Sequence[Account] = (X,),
    coverage: Iterable[Covered] = (),
    comments: Iterable[Mapping[str, Any]] = (),
    days: Iterable[tuple[int, str, str, float, bool]] = (),
    stocks: Iterable[tuple[int, str, str, float]] = (),
    gifts: Iterable[Mapping[str, Any]] = (),
    spends: Iterable[Mapping[str, Any]] = (),
    groups: Sequence[Group] = (),
    given: Settings | None = None,
    now: datetime = NOW,
) -> Scene:
    return Scene(
        organisation="pond",
        now=now,
        accounts=tuple(accounts),
        posts=_posts(sorted(posts, key=lambda p: (p["account"], p["published"]))),
        curves=Curves(*(np.array([]) for _ in range(4))),
        days=_days(list(days)),
        stocks=_stocks(list(stocks)),
        comments=_comments(list(comments)),
        gifts=_gifts(list(gifts)),
        spends=_spends(list(spends)),
        coverage=tuple(coverage),
        groups=tuple(groups),
        settings=given or defaults(),
    )


def _column(rows: Sequence[Mapping[str, Any]], name: str, default: Any, dtype: Any = object) -> np.ndarray:
    out = np.empty(len(rows), dtype=dtype)
    for i, row in enumerate(rows):
        out[i] = row.get(name, default)
    return out


def _posts(rows: Sequence[Mapping[str, Any]]) -> Posts:
    names = sorted({name for row in rows for name in row.get("metrics", {})})
    never = np.datetime64("NaT", "s")
    return Posts(
        account=_column(rows, "account", 0, np.int32),
        id=np.array([row.get("id", str(i)) for i, row in enumerate(rows)], dtype=object),
        published=_column(rows, "published", never, "datetime64[s]"),
        has_time=_column(rows, "has_time", True, bool),
        format=_column(rows, "format", "text"),
        relation=_column(rows, "relation", "original"),
        text=_column(rows, "text", ""),
        lang=_column(rows, "lang", ""),
        url=_column(rows, "url", ""),
        links=_column(rows, "links", ()),
        hashtags=_column(rows, "hashtags", ()),
        campaign=_column(rows, "campaign", ""),
        observed=_column(rows, "observed", never, "datetime64[s]"),
        ripe=_column(rows, "ripe", True, bool),
        metrics={n: np.array([row.get("metrics", {}).get(n, np.nan) for row in rows], dtype=float) for n in names},
    )


def _days(rows: list[tuple[int, str, str, float, bool]]) -> Days:
    return Days(
        np.array([r[0] for r in rows], dtype=np.int32),
        np.array([r[1] for r in rows], dtype=object),
        np.array([r[2] for r in rows], dtype="datetime64[D]"),
        np.array([r[3] for r in rows], dtype=float),
        np.array([r[4] for r in rows], dtype=bool),
    )


def _stocks(rows: list[tuple[int, str, str, float]]) -> Stocks:
    return Stocks(
        np.array([r[0] for r in rows], dtype=np.int32),
        np.array([r[1] for r in rows], dtype=object),
        np.array([r[2] for r in rows], dtype="datetime64[D]"),
        np.array([r[3] for r in rows], dtype=float),
    )


def _comments(rows: Sequence[Mapping[str, Any]]) -> Comments:
    return Comments(
        account=_column(rows, "account", 0, np.int32),
        post=_column(rows, "post", -1, np.int32),
        id=np.array([row.get("id", f"c{i}") for i, row in enumerate(rows)], dtype=object),
        parent=_column(rows, "parent", ""),
        author=_column(rows, "author", "someone"),
        by_owner=_column(rows, "by_owner", False, bool),
        received=_column(rows, "received", True, bool),
        created=_column(rows, "created", np.datetime64("NaT", "s"), "datetime64[s]"),
        text=_column(rows, "text", ""),
    )


def _gifts(rows: Sequence[Mapping[str, Any]]) -> Gifts:
    return Gifts(
        occurred=_column(rows, "occurred", np.datetime64("NaT", "s"), "datetime64[s]"),
        net=_column(rows, "net", Decimal(0)),
        currency=_column(rows, "currency", "EUR"),
        campaign=_column(rows, "campaign", ""),
        source=_column(rows, "source", ""),
        type=_column(rows, "type", "donation"),
    )


def _spends(rows: Sequence[Mapping[str, Any]]) -> Spends:
    never = np.datetime64("NaT", "D")
    return Spends(
        platform=_column(rows, "platform", ""),
        start=_column(rows, "start", never, "datetime64[D]"),
        end=_column(rows, "end", never, "datetime64[D]"),
        campaign=_column(rows, "campaign", ""),
        amount=_column(rows, "amount", Decimal(0)),
        currency=_column(rows, "currency", "EUR"),
    )
