from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .conftest import Send


def test_a_reply_is_drafted_from_what_was_approved_and_sent_by_a_person(
    send: Send, at: str, approved: dict[str, Any], heard: list[dict[str, Any]]
) -> None:
    where = f"{at}comments/{heard[0]['place']}/reply/"
    send("get", where, expect=404)
    made = send("post", where, {"kind": "explain", "language": "en"}, expect=201)
    assert "We used a wrong picture." in made["text"]
    assert send("post", where, {"kind": "own", "language": "en"}, expect=422)["code"] == "reply_there_already"
    own = {"kind": "own", "language": "fr", "text": "Vous avez raison.", "seen": made["version"]}
    edited = send("put", where, own)
    send("put", where, own, expect=409)
    sent = send("post", f"{where}sent/", {"seen": edited["version"], "address": "https://x.example/r1"})
    assert sent["sent_by"] and send("get", where) == sent
    assert send("get", f"{at}comments/{heard[0]['place']}/")["answered"] == "reply"
    assert send("delete", f"{where}?seen={sent['version']}", expect=422)["code"] == "reply_sent_already"
    other = f"{at}comments/{heard[1]['place']}/reply/"
    draft = send("post", other, {"kind": "own", "language": "en"}, expect=201)
    send("delete", f"{other}?seen={draft['version']}", expect=204)


def test_a_removal_takes_a_reason_and_a_second_person(
    send: Send, at: str, heard: list[dict[str, Any]], join: Callable[..., Membership]
) -> None:
    asked = {"comment": heard[0]["place"], "reason": "hate", "why": "It calls for violence."}
    made = send("post", f"{at}removals/", asked, expect=201)
    assert send("post", f"{at}removals/", asked, expect=422)["code"] == "removal_asked_already"
    where, yes = f"{at}removals/{made['id']}/", {"approve": True, "seen": made["version"]}
    assert send("post", f"{where}answer/", yes, expect=422)["code"] == "removal_needs_second"
    second = program(join(Role.EDITOR), ["plans"])
    approved = send("post", f"{where}answer/", yes, by=second)
    assert approved["approved"] and approved["answered_by"] != approved["asked_by"]
    assert send("post", f"{where}done/", {"seen": approved["version"]})["done_at"]
    assert send("get", f"{at}ledger/")["removed"] == {"hate": 1}
    assert [row["id"] for row in send("get", f"{at}removals/")] == [made["id"]]
    send("post", f"{at}removals/", {**asked, "reason": "i do not like it"}, expect=422)
    send("post", f"{at}removals/", {**asked, "comment": 999}, expect=404)
