from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from tests.site.api.conftest import program

from .conftest import FACTS, Send, ago, ahead


def test_what_was_approved_is_said_and_stops_the_first_clock(send: Send, at: str, approved: dict[str, Any]) -> None:
    assert approved["approved"] and "We used a wrong picture." in approved["text_en"]
    assert approved["facts"]["texts"]["fr"]["happened"] in approved["text_fr"] and approved["by_hand"] == []
    where = f"{at}statements/{approved['id']}/"
    out = {"place": "x", "language": "en", "address": "https://x.example/1", "said_at": ahead(seconds=1)}
    first, again = (send("post", f"{where}out/", out) for _ in range(2))
    assert len(first["outings"]) == len(again["outings"]) == 1
    room = send("get", at)
    assert room["state"] == "acknowledged" and room["first_word_at"]
    assert send("post", f"{where}withdraw/", {"seen": first["version"]}, expect=422)["code"] == "statement_is_out"
    bad = {**out, "address": "javascript:alert(1)"}
    assert send("post", f"{where}out/", bad, expect=422)["code"] == "outing_address_wrong"


def test_a_changed_text_needs_a_new_approval(send: Send, at: str, approved: dict[str, Any]) -> None:
    where = f"{at}statements/{approved['id']}/"
    change = {"text_en": "Other words.", "text_fr": "D’autres mots.", "seen": approved["version"]}
    edited = send("put", where, change)
    assert not edited["approved"] and edited["by_hand"] == ["en", "fr"] and not edited["approvals"][0]["holds"]
    clash = send("put", where, change, expect=409)
    assert clash["theirs"]["text_en"] == "Other words."
    moved = {"digest": approved["digest"]}
    assert send("post", f"{where}approve/", moved, expect=422)["code"] == "statement_moved"
    redraft = {"kind": "apology", "facts": FACTS, "seen": edited["version"], "anew": ["en"]}
    anew = send("put", f"{where}facts/", redraft)
    assert anew["kind"] == "apology" and anew["by_hand"] == ["fr"] and anew["missing"]["en"]
    gone = send("post", f"{where}withdraw/", {"seen": anew["version"]})
    assert gone["withdrawn_at"] and send("get", f"{at}statements/")[0]["withdrawn_at"]
    assert not send("post", f"{where}bring-back/", {"seen": gone["version"]})["withdrawn_at"]


def test_editors_do_not_approve_and_a_severe_case_takes_two(
    send: Send, room: dict[str, Any], at: str, join: Callable[..., Membership]
) -> None:
    Setback.objects.filter(pk=room["id"]).update(severity=3)
    made = send("post", f"{at}statements/", {"kind": "holding", "facts": FACTS}, expect=201)
    where, digest = f"{at}statements/{made['id']}/", {"digest": made["digest"]}
    send("post", f"{where}approve/", digest, expect=403, by=program(join(Role.EDITOR), ["plans"]))
    assert not send("post", f"{where}approve/", digest)["approved"]
    out = {"place": "x", "language": "en", "said_at": ago(minutes=0)}
    assert send("post", f"{where}out/", out, expect=422)["code"] == "statement_not_approved"
    assert send("post", f"{where}approve/", digest, by=program(join(Role.MANAGER), ["plans"]))["approved"]


def test_a_promise_in_the_past_is_refused(send: Send, at: str) -> None:
    late = {"kind": "holding", "facts": FACTS, "next_word_at": ago(hours=1)}
    assert send("post", f"{at}statements/", late, expect=422)["code"] == "next_word_past"
    strange = {"kind": "holding", "facts": {**FACTS, "texts": {"de": {"happened": "x"}}}}
    send("post", f"{at}statements/", strange, expect=422)
