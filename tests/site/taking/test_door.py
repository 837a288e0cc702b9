from __future__ import annotations

import pytest
from django.test import Client

from pratfall.site.people.models import Membership
from tests.site.conftest import signed_in


@pytest.mark.parametrize("address", ["/o/default/review/", "/o/default/files/freshness/", "/o/default/members/"])
def test_any_page_can_be_taken_away(client: Client, address: str) -> None:
    pdf = client.get(address, {"as": "pdf"})
    assert pdf.headers["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF-")
    csv = client.get(address, {"as": "csv", "lang": "fr"})
    assert csv.headers["Content-Type"].startswith("text/csv") and len(csv.content) > 100
    assert ".csv" in csv.headers["Content-Disposition"]


def test_nobody_takes_away_what_they_may_not_see(owner: Membership, charlie: Membership) -> None:
    answer = signed_in(charlie.user).get("/o/default/review/", {"as": "pdf"})
    assert answer.status_code == 404 and "pdf" not in answer.headers["Content-Type"]
    assert signed_in(None).get("/o/default/review/", {"as": "csv"}).status_code == 302


def test_another_word_leaves_the_page_as_it_is(client: Client) -> None:
    assert client.get("/o/default/files/", {"as": "exe"}).headers["Content-Type"].startswith("text/html")
