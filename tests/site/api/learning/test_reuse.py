from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .test_lessons import Send

TEXT = "We baked 412 loaves from flour that a mill would have thrown away. Who bakes with us in spring?"
BREAD = {"kind": "talk", "title": "Bread", "text": TEXT}


def test_a_text_is_added_once_put_away_and_taken_out(send: Send, charlie: Membership) -> None:
    made, again = (send("post", "/learn/materials/", BREAD, expect=201) for _ in range(2))
    assert made == again and (made["language"], made["kind"]) == ("en", "talk")
    assert send("post", "/learn/materials/", {"text": "short"}, expect=422)["code"] == "material_text_short"
    here = f"/learn/materials/{made['id']}/"
    assert send("get", here)["proposals"] == [], "no account posts yet"
    send("get", here, by=program(charlie), expect=404)
    away = send("post", f"{here}put-away/", {"seen": 1})
    assert away["put_away_at"] and send("get", "/learn/materials/") == []
    assert send("post", f"{here}take-out/", {"seen": away["version"]})["put_away_at"] is None
    assert send("get", "/learn/evergreens/") == []
    send("post", "/learn/evergreens/", {"platform": "x", "post": "1"}, expect=404)


def test_pieces_are_proposed_planned_handed_over_and_go_out(
    send: Send, reader: Client, owner: Membership, join: Callable[..., Membership]
) -> None:
    material = send("post", "/learn/materials/", BREAD, by=reader, expect=201)["id"]
    proposals = send("get", f"/learn/materials/{material}/", by=reader)["proposals"]
    assert proposals and all(row["text"].split(".")[0] in TEXT for row in proposals)
    one: dict[str, Any] = next(row for row in proposals if row["platform"] == "x")
    given = {"material": material, "why": "It is spring.", **{n: one[n] for n in ("platform", "account_id", "text")}}
    send("post", "/learn/pieces/", given, by=program(join(Role.ANALYST), ["read"]), expect=401)
    made, again = (send("post", "/learn/pieces/", given, by=reader, expect=201) for _ in range(2))
    assert made == again and made["state"] == "planned"
    nowhere = {**given, "account_id": "nobody"}
    assert send("post", "/learn/pieces/", nowhere, by=reader, expect=422)["code"] == "piece_no_account"
    here = f"/learn/pieces/{made['id']}/"
    row = send("post", f"{here}hand-over/", {"person": owner.user.pk, "seen": 1}, by=reader)
    assert row["person"] == owner.user.pk
    send("post", f"{here}out/", {"post": "123", "seen": 1}, by=reader, expect=409)
    row = send("post", f"{here}out/", {"post": "123", "seen": row["version"]}, by=reader)
    assert (row["state"], row["post_ref"], row["ratio"]) == ("out", "123", None)
    assert send("post", f"{here}drop/", {"seen": row["version"]}, by=reader, expect=422)["code"] == "piece_over"
    assert send("get", "/learn/pieces/", by=reader) == [row]


def test_a_feed_is_followed_once_and_ended(send: Send, charlie: Membership) -> None:
    given = {"address": "https://pond.example/feed.xml"}
    made, again = (send("post", "/learn/feeds/", given, expect=201) for _ in range(2))
    assert made == again and made["read_at"] is None and send("get", "/learn/feeds/") == [made]
    assert send("post", "/learn/feeds/", {"address": "file:///etc/passwd"}, expect=422)["code"] == "feed_no_address"
    here = f"/learn/feeds/{made['id']}/"
    send("delete", f"{here}?seen=1", by=program(charlie), expect=404)
    send("delete", f"{here}?seen=7", expect=409)
    send("delete", f"{here}?seen=1", expect=204)
    assert send("get", "/learn/feeds/") == []
