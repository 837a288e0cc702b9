from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import KeptText
from tests.site.api.conftest import program

from .conftest import Send


def test_comments_are_collected_once_and_told_without_their_writers(
    send: Send, at: str, heard: list[dict[str, Any]]
) -> None:
    assert {row["ref"] for row in heard} == {"c1", "c2"} and all(row["likes"] is None for row in heard)
    assert "who-c1" not in str(heard) and any("shame" in row["text"] for row in heard)
    assert send("post", f"{at}ledger/collect/")["seen"] == 0
    counted = send("get", f"{at}ledger/")
    entries = send("get", f"{at}ledger/entries/?limit=200")
    assert counted["seen"] == 2 and counted["place"] == len(entries) == entries[0]["place"]
    assert entries[0]["hash"] == counted["hash"] and entries[1]["hash"] == entries[0]["previous"]
    assert send("get", f"{at}comments/{heard[0]['place']}/") == heard[0]
    send("get", f"{at}comments/999/", expect=404)
    assert len(send("get", f"{at}comments/?unanswered=true&limit=1")) == 1


def test_records_are_verified_and_a_changed_word_is_found(send: Send, at: str, heard: list[dict[str, Any]]) -> None:
    assert send("post", f"{at}ledger/verify/") == {"intact": True, "fault": None}
    KeptText.objects.filter(ref="c1").update(text="We love it.")
    assert send("post", f"{at}ledger/verify/")["fault"]["code"] == "words"


def test_words_are_erased_by_an_owner_and_what_became_of_them_stays(
    send: Send, at: str, heard: list[dict[str, Any]], join: Callable[..., Membership]
) -> None:
    where = f"{at}comments/{heard[0]['place']}/erase/"
    send("post", where, {}, expect=403, by=program(join(Role.MANAGER), ["plans"]))
    assert send("post", where, {}) == {"texts": 1}
    gone = send("get", f"{at}comments/{heard[0]['place']}/")
    assert gone["erased"] and heard[0]["text"] not in gone["text"]
    assert send("post", f"{at}ledger/verify/")["intact"] and send("post", where, {}) == {"texts": 0}
    other = f"{at}comments/{heard[1]['place']}/erase/"
    assert send("post", other, {"person": True}) == {"texts": 1}
    assert send("post", f"{at}ledger/erase-old/", {"months": 6}, expect=422)["code"] == "erase_not_closed"
    send("post", f"{at}ledger/erase-old/", {"months": 0}, expect=422)
