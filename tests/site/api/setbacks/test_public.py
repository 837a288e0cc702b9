from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .conftest import Send

OPEN = {"slug": "the-wrong-picture", "title_en": "The wrong picture", "title_fr": "La mauvaise photo"}
WORDS = {"text_en": "We used a wrong picture.", "text_fr": "Nous avons publié une fausse photo."}


def test_a_page_is_opened_changed_withdrawn_and_put_back(send: Send, at: str, join: Callable[..., Membership]) -> None:
    send("get", f"{at}public/", expect=404)
    send("post", f"{at}public/", OPEN, expect=403, by=program(join(Role.EDITOR), ["plans"]))
    opened = send("post", f"{at}public/", OPEN, expect=201)
    assert opened["address"].endswith("/updates/the-wrong-picture/") and opened["subscribers"] == 0
    assert send("post", f"{at}public/", OPEN, expect=422)["code"] == "public_page_open_already"
    titles = {name: OPEN[name] for name in ("title_en", "title_fr")}
    change = {**titles, "shows_ledger": True, "shows_changes": False, "seen": opened["version"]}
    changed = send("put", f"{at}public/", change)
    assert changed["shows_ledger"] and not changed["shows_changes"]
    send("put", f"{at}public/", change, expect=409)
    gone = send("post", f"{at}public/withdraw/", {"seen": changed["version"]})
    assert gone["withdrawn_at"]
    assert not send("post", f"{at}public/put-back/", {"seen": gone["version"]})["withdrawn_at"]


def test_an_update_goes_out_once_and_is_changed_in_the_open(send: Send, at: str) -> None:
    send("post", f"{at}public/", OPEN, expect=201)
    given = {**WORDS, "state": "acknowledged"}
    made = send("post", f"{at}updates/", given, expect=201)
    assert send("post", f"{at}updates/", given, expect=422)["code"] == "update_out_already"
    assert send("get", at)["state"] == "acknowledged"
    other = {**WORDS, "text_en": "We used a wrong photo.", "why": "A better word.", "seen": 1}
    edited = send("put", f"{at}updates/{made['id']}/", other)
    assert [text["place"] for text in edited["texts"]] == [1, 2] and edited["texts"][1]["why"] == "A better word."
    assert send("put", f"{at}updates/{made['id']}/", other, expect=409)["code"] == "changed_meanwhile"
    assert send("get", f"{at}updates/") == [edited]


def test_an_editor_publishes_what_was_approved_and_nothing_else(
    send: Send, at: str, approved: dict[str, Any], join: Callable[..., Membership]
) -> None:
    send("post", f"{at}public/", OPEN, expect=201)
    editor = program(join(Role.EDITOR), ["plans"])
    send("post", f"{at}updates/", {**WORDS, "state": "acknowledged"}, expect=403, by=editor)
    said = {name: approved[name] for name in ("text_en", "text_fr")} | {"statement": approved["id"]}
    assert send("post", f"{at}updates/", {**said, "state": "acknowledged"}, expect=201, by=editor)
    other = {**WORDS, "statement": approved["id"], "state": "acknowledged"}
    assert send("post", f"{at}updates/", other, expect=422, by=editor)["code"] == "update_not_as_approved"


def test_the_fix_is_promised_step_by_step(send: Send, at: str) -> None:
    words = {"words_en": "We take it down.", "words_fr": "Nous la retirons."}
    made = send("post", f"{at}fix-steps/", words, expect=201)
    better = send("put", f"{at}fix-steps/{made['id']}/", {**words, "words_en": "Down.", "seen": made["version"]})
    done = send("put", f"{at}fix-steps/{made['id']}/done/", {"done": True, "seen": better["version"]})
    assert done["done_at"] and send("get", f"{at}fix-steps/") == [done]
    send("delete", f"{at}fix-steps/{made['id']}/?seen={done['version']}", expect=204)
    assert send("get", f"{at}fix-steps/") == []
