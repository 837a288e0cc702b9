"""What a page asks the database does not grow with what an organisation has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import site_world
from tests.site.conftest import signed_in

MANY = 25  # accounts, members, plans, decisions, tests of ideas: one query for each of them would show
MOST = 25  # a page that asked once per row would ask these 25 and at least who is there besides


@pytest.mark.django_db
def test_no_page_asks_once_per_row(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_world, "IDEAS", MANY)
    until = datetime.now(UTC).date() - timedelta(days=1)
    site_world.import_all(home, site_world.make_files(home / "exports", MANY, until))
    owner, *_ = site_world.make_team(MANY)
    browser = signed_in(owner.user)
    asked = {}
    for page, known in site_world.addresses().items():
        for address in (known[0], known[-1], known[0]):  # the last visit counts: the first of all signs in
            with CaptureQueriesContext(connection) as captured:
                answer = browser.get(f"/o/{site_world.SLUG}{address}")
            assert answer.status_code == 200, address
            asked[page] = len(captured)
    assert len(asked) > 15
    assert {page: count for page, count in asked.items() if count > MOST} == {}
