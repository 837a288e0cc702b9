"""What was measured of the setback of the tests: one post of account a1 on x, comments under it, days around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from pratfall.site import place
from pratfall.site.people.models import Organisation
from tests.lake.rows import extract
from tests.site.setbacks.conftest import NOW

BEGAN = NOW - timedelta(hours=2)
ABOUT = [{"kind": "post", "platform": "x", "account_id": "a1", "id": "p1", "name": "The picture"}]


def post(**more: Any) -> dict[str, Any]:
    return {"post_id": "p1", "text": "Our kitchen", "published_at": BEGAN, "as_of": NOW, "lang": "en", **more}


def comment(ref: str, *, minutes: float = 1, **more: Any) -> dict[str, Any]:
    return {
        "comment_id": ref,
        "post_id": "p1",
        "account_id": None,
        "author_key": f"who-{ref}",
        "created_at": BEGAN + timedelta(minutes=minutes),
        **more,
    }


def likes(value: float, **more: Any) -> dict[str, Any]:
    return {"value": value, "as_of": NOW, **more}


def day(day: Any, value: float) -> dict[str, Any]:
    return {
        "subject_type": "account",
        "subject_id": "a1",
        "metric": "impressions",
        "kind": "per_day",
        "window_start": day,
        "window_end": day,
        "value": value,
        "as_of": NOW,
    }


def fill(organisation: Organisation, file: str = "export", **tables: Sequence[dict[str, Any]]) -> None:
    """One import; named tables alone are in it."""
    with place.lake(organisation).writing() as writer:
        writer.add(extract(file, **tables))
