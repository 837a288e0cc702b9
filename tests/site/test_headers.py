from __future__ import annotations

import re

import pytest
from django.test import Client

ADDRESSES = [
    "/",
    "/o/default/",
    "/o/default/files/",
    "/account/login/",
    "/nothing/here/",
    "/static/tabler/tabler.min.css",
    "/static/review/pratfall.css",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_a_strict_policy(client: Client, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert "script-src 'self';" in policy and "form-action 'self'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1"])
@pytest.mark.parametrize("address", ["/", "/static/tabler/tabler.min.css"])
def test_another_host_name_gets_nothing(client: Client, host: str, address: str) -> None:
    assert client.get(address, headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:9", "[::1]:80"])
def test_this_machine_is_answered(client: Client, host: str) -> None:
    assert client.get("/o/default/sources/", headers={"host": host}).status_code == 200


def test_pages_without_forms_change_nothing(client: Client) -> None:
    before = without_tokens(client.get("/o/default/files/").content)
    for address in ("/", "/files/", "/sources/"):
        client.post(f"/o/default{address}", {"anything": "1"})
    assert without_tokens(client.get("/o/default/files/").content) == before


def without_tokens(page: bytes) -> bytes:
    """Forms carry a token that is masked anew each time."""
    return re.sub(rb'value="\w{64}"', b"", page)
