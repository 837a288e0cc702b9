from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .test_lessons import Send


def test_before_anything_is_imported_there_are_no_channels(send: Send) -> None:
    assert send("get", "/learn/channels/", expect=404) and send("get", "/learn/channel-trial/", expect=404)
    assert send("post", "/learn/channel-trial/", {}, expect=422)["code"] == "channel_trial_one_channel"
    assert send("post", "/learn/channel-trial/end/", {"seen": 1}, expect=422)["code"] == "channel_trial_over"


def test_channels_are_told_with_how_accounts_grow(send: Send, reader: Client) -> None:
    told = send("get", "/learn/channels/", by=reader)
    assert told["channels"]["together"]["first"] == "email" and told["channels"]["returns"]
    assert told["growth"]["accounts"] and told["growth"]["first"]


def test_weeks_drawn_by_lot_are_followed_and_ended(send: Send, reader: Client, join: Callable[..., Membership]) -> None:
    offered = send("get", "/learn/channel-trial/", by=reader)
    assert offered["trial"] is None and offered["weeks"]
    send("post", "/learn/channel-trial/", {}, by=program(join(Role.ANALYST), ["read"]), expect=401)
    made = send("post", "/learn/channel-trial/", {"blocks": 6}, by=reader, expect=201)
    assert not made["over"] and (made["first"], made["second"]) == ("email", "social")
    assert send("post", "/learn/channel-trial/", {}, by=reader, expect=422)["code"] == "channel_trial_running"
    followed = send("get", "/learn/channel-trial/", by=reader)
    assert followed["trial"] == made and len(followed["weeks"]) == 24
    send("post", "/learn/channel-trial/end/", {"seen": 9}, by=reader, expect=409)
    assert send("post", "/learn/channel-trial/end/", {"seen": 1, "why": "Too busy."}, by=reader)["ended_at"]
