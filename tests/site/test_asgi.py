from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pratfall.site.asgi import application, ask_for_reviews
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.public import folder
from tests.off_the_loop import finished


def test_every_organisations_review_is_asked_for_before_anybody_comes(
    owner: Membership, charlie: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr("pratfall.site.today.jobs.make_review", asked.append)
    ask_for_reviews()
    assert asked == [owner.organisation.pk, charlie.organisation.pk]


def test_a_public_page_is_sent_without_a_database_a_session_or_a_page_of_ours(home: Path) -> None:
    """No database is allowed here: whoever asked one would fail."""
    with folder.alone():
        folder.put("under-attack", {"en/index.html": b"<p>We have seen it."})
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/updates/under-attack/en/", "headers": []}
    finished(application(scope, None, send))  # type: ignore[arg-type]
    assert [part.get("status") or part["body"] for part in sent] == [200, b"<p>We have seen it."]
