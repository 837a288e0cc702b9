from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from pratfall.site.people import services
from pratfall.site.people.models import Membership
from tests.site.conftest import signed_in


def test_nobody_yet_leads_to_the_first_start(db: None) -> None:
    assert signed_in(None).get("/").headers["Location"] == "/start/"


def test_signed_out_leads_to_the_sign_in_and_in_to_where_one_worked_last(owner: Membership) -> None:
    assert signed_in(None).get("/").headers["Location"] == "/account/login/"
    second = services.found_organisation(actor=owner.user, name="Second")
    services.seen(second, datetime(2026, 11, 21, tzinfo=UTC))
    assert signed_in(owner.user).get("/").headers["Location"] == "/o/second/"


def test_who_belongs_nowhere_is_told_what_to_do(owner: Membership, join: Callable[..., Membership]) -> None:
    user = services.add_user(name="N", email="n@x.example", password=None)
    assert "Ask a member of your organisation" in signed_in(user).get("/").content.decode()
