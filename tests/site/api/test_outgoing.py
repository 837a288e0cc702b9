from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pratfall.site.outgoing.models import Webhook
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

Send = Callable[..., Any]


@pytest.fixture(autouse=True)
def _near(settings: Any) -> None:
    """Addresses of this machine, so that nobody is asked for a name."""
    settings.PRIVATE_ADDRESSES = True


def test_a_webhooks_secret_is_shown_once_and_its_calls_are_listed(send: Send) -> None:
    made = send("post", "/outgoing/webhooks/", {"url": "http://127.0.0.1:9/x", "acts": ["plan_launched"]}, expect=201)
    assert made["secret"].startswith("whsec_")
    (listed,) = send("get", "/outgoing/webhooks/")
    assert listed["acts"] == ["plan_launched"] and "secret" not in listed
    assert send("get", f"/outgoing/webhooks/{made['id']}/deliveries/") == []
    send("delete", f"/outgoing/webhooks/{made['id']}/", expect=204)
    send("delete", f"/outgoing/webhooks/{made['id']}/", expect=404)
    assert Webhook.objects.get().ended_at


def test_an_address_that_is_none_is_refused_with_a_reason(send: Send) -> None:
    refused = send("post", "/outgoing/webhooks/", {"url": "ftp://pond.example"}, expect=422)
    assert refused["code"] == "webhook_address" and not Webhook.objects.exists()


def test_a_program_says_what_its_person_wants_to_hear(send: Send) -> None:
    assert send("get", "/outgoing/wishes/") == {"weekly": True, "weekday": 0, "at_once": True}
    said = {"weekly": True, "weekday": 4, "at_once": False}
    assert send("put", "/outgoing/wishes/", said) == send("get", "/outgoing/wishes/") == said
    send("put", "/outgoing/wishes/", {**said, "weekday": 7}, expect=422)


def test_a_channel_never_tells_its_secret(send: Send) -> None:
    made = send("post", "/outgoing/channels/", {"address": "json://user:pass4711@127.0.0.1/x"}, expect=201)
    assert "pass4711" not in str(send("get", "/outgoing/channels/")) and made["kind"] == "json"
    send("delete", f"/outgoing/channels/{made['id']}/", expect=204)
    assert send("get", "/outgoing/channels/") == []


def test_a_calendars_address_opens_it(send: Send, api: Client) -> None:
    address = send("post", "/outgoing/calendar/", expect=201)["url"]
    assert api.get(address[address.index("/calendar/") :]).headers["Content-Type"].startswith("text/calendar")


def test_who_may_not_manage_sees_no_webhook(send: Send, home: Any, join: Callable[..., Membership]) -> None:
    editor = program(join(Role.EDITOR), ["read"])
    send("get", "/outgoing/webhooks/", expect=401, by=editor)
    assert send("get", "/outgoing/wishes/", by=editor)["weekly"]


def test_letters_no_database_takes_are_refused(send: Send) -> None:
    assert send("post", "/plans/", {"name": "Spring\0"}, expect=400)["code"] == "unreadable"
