from __future__ import annotations

import pytest
from django.test import Client, RequestFactory, override_settings

from pratfall.site.people.demo import is_from_this_machine
from pratfall.site.people.models import Membership
from tests.site.conftest import signed_in


@pytest.mark.parametrize(
    ("address", "headers", "here"),
    [
        ("127.0.0.1", {}, True),
        ("127.0.0.9", {}, True),
        ("::1", {}, True),
        ("192.168.1.4", {}, False),
        ("", {}, False),
        ("127.0.0.1", {"x-forwarded-for": "127.0.0.1"}, False),
        ("127.0.0.1", {"x-forwarded-proto": "https"}, False),
        ("127.0.0.1", {"forwarded": "for=127.0.0.1"}, False),
        ("127.0.0.1", {"via": "1.1 proxy"}, False),
        ("127.0.0.1", {"x-real-ip": "127.0.0.1"}, False),
    ],
)
def test_only_who_sits_at_the_machine_comes_from_it(address: str, headers: dict[str, str], here: bool) -> None:
    assert is_from_this_machine(RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)) is here


def arrives(browser: Client, **more: str) -> int:
    return browser.get("/o/default/members/", headers=more).status_code


def test_the_demo_signs_in_by_itself_and_nothing_else_does(owner: Membership) -> None:
    assert arrives(signed_in(None)) == 302
    with override_settings(DEMO=True):
        assert arrives(signed_in(None)) == 200
        assert arrives(signed_in(None), **{"x-forwarded-for": "127.0.0.1"}) == 302
        assert signed_in(None).get("/o/default/members/", REMOTE_ADDR="10.1.2.3").status_code == 302
