from __future__ import annotations

from collections.abc import Callable

from pratfall.learn.cases import cases
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .test_lessons import Send


def test_those_that_come_with_it_are_found_and_read_with_sources(send: Send) -> None:
    every = send("get", "/learn/cases/?limit=200")
    assert len(every) == len(cases()) and not any(row["own"] for row in every)
    kind = every[0]["kind"]
    assert {row["kind"] for row in send("get", f"/learn/cases/?kind={kind}")} == {kind}
    assert send("get", "/learn/cases/?q=red%20cross")[0]["slug"].startswith("american-red-cross")
    one = send("get", f"/learn/cases/{every[0]['slug']}/")
    assert one["id"] is None and one["facts"]["sources"]
    assert send("delete", f"/learn/cases/{one['slug']}/?seen=1", expect=404)
    assert send("get", "/learn/cases/no-such-case/", expect=404)


def test_a_case_is_shared_as_a_file_told_better_removed_and_brought_back(
    send: Send, join: Callable[..., Membership], charlie: Membership
) -> None:
    source = next(iter(cases()))
    text = send("get", f"/learn/cases/{source}/file/")["text"]
    ours = text.replace(f'slug = "{source}"', 'slug = "our-own"')
    assert send("post", "/learn/cases-from-file/", {"text": text}, expect=422)["code"] == "case_there"
    made = send("post", "/learn/cases-from-file/", {"text": ours}, expect=201)
    assert made["own"] and made["version"] == 1
    send("get", "/learn/cases/our-own/", by=program(charlie), expect=404)
    told = {"facts": {**made["facts"], "organisation": "A pond"}, "seen": 1}
    assert send("put", "/learn/cases/our-own/", told)["organisation"] == "A pond"
    send("put", "/learn/cases/our-own/", told, expect=409)
    editor = program(join(Role.EDITOR), ["read", "plans"])
    send("delete", "/learn/cases/our-own/?seen=2", by=editor, expect=403)
    send("delete", "/learn/cases/our-own/?seen=2", expect=204)
    (gone,) = send("get", "/learn/cases-removed/")
    assert send("get", "/learn/cases/?own=true") == []
    assert send("post", f"/learn/cases-removed/{gone['id']}/back/", {"seen": gone["version"]})["slug"] == "our-own"


def test_what_is_no_case_says_which_place_is_wrong(send: Send) -> None:
    assert send("post", "/learn/cases-from-file/", {"text": "= no toml"}, expect=422)["code"] == "settings_not_toml"
    facts = dict(send("get", f"/learn/cases/{next(iter(cases()))}/")["facts"], slug="mine", sector="moon")
    assert "sector" in send("post", "/learn/cases/", {"facts": facts}, expect=422)["message"]
    for odd in ({}, {"slug": 1}, {"slug": "x", "sources": {"a": []}}, {"title": ["x"], "sources": "s"}):
        send("post", "/learn/cases/", {"facts": odd}, expect=422)
