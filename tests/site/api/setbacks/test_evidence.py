from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pratfall.respond.chain import digest
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import KeptText
from tests.site.api.conftest import program

from .conftest import Send, ago, ahead


def test_the_timeline_comes_with_hashes_that_hold(send: Send, at: str) -> None:
    note = {"text": "The mayor called.", "happened_at": ago(minutes=30), "zone": "Europe/Paris"}
    first, again = (send("post", f"{at}notes/", note, expect=201) for _ in range(2))
    assert first["id"] == again["id"]
    told = send("get", f"{at}timeline/")
    assert "The mayor called." in [item["text"] for item in told["items"]]
    bare = [{name: value for name, value in item.items() if name != "hash"} for item in told["items"]]
    assert [digest(item) for item in bare] == [item["hash"] for item in told["items"]]
    only = send("get", f"{at}timeline/?of=notes&of=invented")["items"]
    assert len(only) == 1 < len(told["items"])


def test_a_note_is_taken_back_by_its_writer_alone(send: Send, at: str, join: Callable[..., Membership]) -> None:
    note = send("post", f"{at}notes/", {"text": "x", "happened_at": ago(minutes=1)}, expect=201)
    where = f"{at}notes/{note['id']}/withdraw/"
    other = program(join(Role.EDITOR), ["plans"])
    assert send("post", where, expect=422, by=other)["code"] == "note_of_another"
    assert send("post", where)["withdrawn_at"]
    strange = {"text": "x", "happened_at": ago(minutes=1), "zone": "Moon/Base"}
    assert send("post", f"{at}notes/", strange, expect=422)["code"] == "time_zone_unknown"
    later = {"text": "x", "happened_at": ahead(hours=1)}
    assert send("post", f"{at}notes/", later, expect=422)["code"] == "note_of_the_future"


def test_what_was_frozen_is_verified_and_a_changed_word_is_found(
    send: Send, at: str, heard: list[dict[str, Any]]
) -> None:
    made = send("post", f"{at}freezes/", expect=201)
    assert made["rows"] and send("get", f"{at}freezes/") == [made]
    where = f"{at}freezes/{made['id']}/"
    assert send("get", where)["intact"]
    rows = send("get", f"{where}rows/")
    assert len(rows) == made["rows"] and "comment" in {row["kind"] for row in rows}
    kept = KeptText.objects.exclude(text="").first()
    assert kept is not None
    KeptText.objects.filter(pk=kept.pk).update(text="We love it.")
    found = send("get", where)
    assert not found["intact"] and found["reworded"]
    send("get", f"{at}freezes/999999/", expect=404)
