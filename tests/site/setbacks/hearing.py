"""A lake in which people write under one post, export by export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from pratfall.records.imports import Extract
from pratfall.site import place
from pratfall.site.people.models import Organisation
from pratfall.site.setbacks.models import Setback
from tests.lake.rows import extract
from tests.site.setbacks.conftest import NOW

BEGAN = NOW - timedelta(hours=2)  # of the fixture's setback
ABOUT = [{"kind": "post", "platform": "x", "account_id": "a1", "id": "p1", "name": "The picture"}]
POST = {"post_id": "p1", "published_at": BEGAN, "as_of": NOW, "url": "https://x.example/a1/status/p1"}


def said(ref: str, text: str, minutes: float = 1, **more: Any) -> dict[str, Any]:
    at = BEGAN + timedelta(minutes=minutes)
    row = {"comment_id": ref, "post_id": "p1", "text": text, "created_at": at, "author_key": f"who-{ref}"}
    return {**row, "author_is_owner": False, **more}


def export(organisation: Organisation, name: str, comments: Sequence[dict[str, Any]]) -> Extract:
    """Imports one file of comments under the post."""
    made = extract(name, post=[POST], comment=comments)
    with place.lake(organisation).writing() as writer:
        writer.add(made)
    return made


def about_it(setback: Setback) -> Setback:
    """The setback, about that post."""
    setback.about = ABOUT
    setback.save()
    return setback
