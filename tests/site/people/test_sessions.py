from __future__ import annotations

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pratfall.site.people.models import Membership
from tests.site.conftest import signed_in


def test_a_page_that_only_reads_writes_nothing(owner: Membership) -> None:
    browser = signed_in(owner.user)
    browser.get("/o/default/members/")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        browser.get("/o/default/members/")
    statements = [query["sql"] for query in captured.captured_queries]
    assert statements and all(statement.startswith("SELECT") for statement in statements), statements
    assert len(statements) <= 8, "session, person, membership, organisations, and what the page shows"


def test_being_there_is_noted_and_noted_anew_after_a_while(owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    browser: Any = signed_in(owner.user)
    browser.get("/me/")
    first = UserSession.objects.get(user=owner.user).last_seen_at
    browser.get("/me/")
    assert UserSession.objects.get(user=owner.user).last_seen_at == first
    monkeypatch.setattr("pratfall.site.people.sessions.EVERY_SECONDS", -1)
    browser.get("/me/")
    assert UserSession.objects.get(user=owner.user).last_seen_at > first
