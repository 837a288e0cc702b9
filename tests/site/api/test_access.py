"""Whom the interface lets in, and that a token opens its own organisation alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from pratfall.site.api.app import api as interface
from pratfall.site.outgoing.models import Channel, Webhook
from pratfall.site.people.models import ApiToken, Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program
from tests.site.conftest import signed_in

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def operations() -> Iterator[tuple[str, str]]:
    """Every method and path there is, with numbers of things nobody has."""
    for path, found in interface.get_openapi_schema()["paths"].items():
        for method in found:
            path = re.sub(r"\{(\w+)\}", lambda found: UNKNOWN if found[1] == "upload_id" else "1", path)
            yield method, path


def test_there_is_an_operation_for_every_part() -> None:
    assert len(list(operations())) > 30


@pytest.mark.parametrize(("method", "path"), sorted(operations()))
def test_nobody_gets_in_without_a_token_and_cookies_do_not_count(method: str, path: str, owner: Membership) -> None:
    for client in (Client(headers={"host": "127.0.0.1"}), signed_in(owner.user)):
        answer = client.generic(method.upper(), path, "{}", content_type="application/json")
        assert answer.status_code == 401 and answer.json()["code"] == "unknown_token"


@pytest.mark.parametrize("scope", ["read", "files", "plans", "people"])
def test_a_token_does_what_its_scope_says_and_no_more(scope: str, home: Any, owner: Membership) -> None:
    client = program(owner, [scope])
    asked = {
        "read": client.get("/api/members/").status_code,
        "files": client.post("/api/files/uploads/").status_code,
        "plans": client.post("/api/plans/", "{}", content_type="application/json").status_code,
        "people": client.post("/api/members/invitations/", "{}", content_type="application/json").status_code,
    }
    assert {name for name, status in asked.items() if status != 401} == {scope}


def test_an_ended_token_and_a_smaller_role_open_nothing(
    home: Any, owner: Membership, join: Callable[..., Membership]
) -> None:
    client = program(owner)
    ApiToken.objects.update(ends_at=datetime.now(UTC) - timedelta(seconds=1))
    assert client.get("/api/members/").status_code == 401
    editor = join(Role.EDITOR)
    client = program(editor, ["read", "plans"])
    Membership.objects.filter(pk=editor.pk).update(role=Role.ANALYST)
    assert client.post("/api/plans/", {"name": "x"}, content_type="application/json").status_code == 401
    assert client.get("/api/members/").status_code == 200


def test_charlies_program_finds_nothing_of_another_organisation(
    home: Any, send: Callable[..., Any], owner: Membership, charlie: Membership
) -> None:
    hook = Webhook.objects.create(organisation=owner.organisation, url="https://pond.example/", by=owner.user).pk
    channel = Channel.objects.create(membership=owner, address="ntfys://pond.example/topic").pk
    plan = send("post", "/plans/", {"name": "Spring"}, expect=201)
    stranger = program(charlie)
    for method, path, body in (
        ("get", f"/plans/{plan['id']}/", None),
        ("put", f"/plans/{plan['id']}/", {"seen": 1, "plan": {"name": "mine"}}),
        ("delete", f"/plans/{plan['id']}/?seen=1", None),
        ("post", f"/plans/{plan['id']}/launch/", {"seen": 1}),
        ("get", f"/plans/{plan['id']}/predictions/", None),
        ("put", f"/plans/{plan['id']}/predictions/mine/", {"probability": 0.5}),
        ("put", "/members/1/role/", {"role": "owner", "version": 1}),
        ("delete", f"/outgoing/webhooks/{hook}/", None),
        ("get", f"/outgoing/webhooks/{hook}/deliveries/", None),
        ("delete", f"/outgoing/channels/{channel}/", None),
    ):
        send(method, path, body, expect=404, by=stranger)
    assert send("get", "/plans/", by=stranger) == []
    assert send("get", "/outgoing/webhooks/", by=stranger) == send("get", "/outgoing/channels/", by=stranger) == []
    assert all("Olive" not in str(row) for row in send("get", "/members/", by=stranger))
    assert all(row["actor"] == charlie.user.pk for row in send("get", "/members/audit/", by=stranger))
