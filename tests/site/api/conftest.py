"""Programs that call the interface with a token."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.tokens import SCOPES, make_token

ALL = tuple(SCOPES)


def program(membership: Membership, scopes: Collection[str] = ALL) -> Client:
    """Sends a token of `membership` with every call."""
    _, secret = make_token(actor=membership, name="test", scopes=scopes, days=1, now=datetime.now(UTC))
    return Client(headers={"host": "127.0.0.1", "authorization": f"Bearer {secret}", "accept-language": "en"})


@pytest.fixture
def api(home: Any, owner: Membership) -> Client:
    """The owner's program, over an organisation without data."""
    return program(owner)


@pytest.fixture
def send(api: Client) -> Callable[..., Any]:
    """Calls below /api and gives the answer's JSON; the status must be the one expected."""

    def call(method: str, path: str, body: object = None, *, expect: int = 200, by: Client | None = None) -> Any:
        content = {} if body is None else {"data": body, "content_type": "application/json"}
        answer = getattr(by or api, method)(f"/api{path}", **content)
        assert answer.status_code == expect, (answer.status_code, answer.content[:500])
        return answer.json() if answer.content else None

    return call


@pytest.fixture
def reader(full_home: Path, monkeypatch: pytest.MonkeyPatch, owner: Membership) -> Client:
    """A program that may read and plan, over the sample organisation's review."""
    monkeypatch.setenv("PRATFALL_HOME", str(full_home))
    return program(owner, ["read", "plans"])
