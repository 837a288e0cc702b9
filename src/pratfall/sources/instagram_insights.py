"""Past insights of an Instagram archive: labels in the account's language, values as words.

Two dialects occur: `string_map_data` keyed by label, and `label_values` with `label` and `value`. The
same label means something else from file to file (`Followers` is a stock in one, a share of reach in
another), so that each file has its own table.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pyarrow as pa

from . import dates, numbers
from .archive_values import list_at, repaired, text_at
from .draft import Draft
from .headers import normal

METRICS: dict[str, dict[str, str]] = {
    "posts": {
        "accounts reached": "reach",
        "comptes touches": "reach",
        "reach": "reach",
        "impressions": "impressions",
        "views": "views",
        "vues": "views",
        "likes": "likes",
        "j'aime": "likes",
        "mentions j'aime": "likes",
        "comments": "comments",
        "commentaires": "comments",
        "shares": "shares",
        "partages": "shares",
        "saves": "saves",
        "enregistrements": "saves",
        "follows": "follows_gained",
        "followers en plus": "follows_gained",
        "profile visits": "clicks_profile",
        "visites du profil": "clicks_profile",
    },
    "profiles_reached": {
        "accounts reached": "reach",
        "comptes touches": "reach",
        "impressions": "impressions",
        "profile visits": "profile_views",
        "visites du profil": "profile_views",
        "external link taps": "clicks_link",
        "appuis sur les liens externes": "clicks_link",
    },
    "audience_insights": {
        "followers": "followers",
        "follows": "follows_gained",
        "followers en plus": "follows_gained",
        "unfollows": "follows_lost",
        "followers en moins": "follows_lost",
        "overall followers": "follows_net",
        "total followers": "follows_net",
        "total des followers": "follows_net",
    },
}
PERIOD = ("date range", "periode", "period")


class Labels:
    """Which labels were recognised, over all files of the archive."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.unknown: set[str] = set()

    def report(self, draft: Draft) -> None:
        if self.known or self.unknown:
            total = len(self.known) + len(self.unknown)
            draft.check(
                "labels_recognised", None if self.known else False, expected=total, got=len(self.known), n=total
            )
        for label in sorted(self.unknown):
            draft.note(f"label_ignored:{label[:80]}")


def labelled(item: Any) -> dict[str, str]:
    """Printed label, repaired, to printed value."""
    found: dict[str, str] = {}
    told = item.get("string_map_data") if isinstance(item, dict) else None
    if isinstance(told, dict):
        found.update((repaired(str(label)), repaired(text_at(value, "value"))) for label, value in told.items())
    for pair in list_at(item, "label_values"):
        found[repaired(text_at(pair, "label"))] = repaired(text_at(pair, "value"))
    return found


def numbers_of(item: Any, kind: str, labels: Labels) -> dict[str, float]:
    """Metric to value; `--` and `+59.4% vs ...` are no numbers and leave nothing."""
    found: dict[str, float] = {}
    for label, text in labelled(item).items():
        metric = METRICS[kind].get(normal(label))
        if normal(label).startswith(PERIOD):
            continue
        (labels.known if metric else labels.unknown).add(label)
        values = pa.array([text], pa.string())
        value = numbers.parse(values, numbers.mark_of(values), whole=True)[0].as_py() if metric else None
        if metric and value is not None and "%" not in text:
            found[metric] = value
    return found


def taken_at(item: Any) -> str:
    """Seconds since 1970 of the picture the insights are about, whatever its label is called."""
    pictures = item.get("media_map_data") if isinstance(item, dict) else None
    if isinstance(pictures, dict):
        for picture in pictures.values():
            if stamp := text_at(picture, "creation_timestamp"):
                return stamp
    return text_at(item, "creation_timestamp")


def read_account(value: Any) -> Any:
    """The one item of an account-level file, under whatever key it lies."""
    if not isinstance(value, dict):
        return None
    return next((inner[0] for inner in value.values() if isinstance(inner, list) and inner), None)


def period_of_label(item: Any, exported: date) -> tuple[date, date] | None:
    """`Jul 3 - Sep 30`: the newest such days that are over on the day of the export."""
    text = next((text for label, text in labelled(item).items() if normal(label).startswith(PERIOD)), "")
    parts = [dates.parse(part) for part in re.split(r"\s[-\u2013]\s", text)]
    if len(parts) != 2 or parts[0] is None or parts[1] is None:
        return None
    try:
        end = parts[1].day.replace(year=exported.year)
        end = end if end <= exported else end.replace(year=exported.year - 1)
        start = parts[0].day.replace(year=end.year)
        return (start if start <= end else start.replace(year=end.year - 1)), end
    except ValueError:  # a 29th of February in the wrong year
        return None
