from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

Send = Callable[..., Any]
LINES = {
    "believed": "A picture from the web saves an afternoon.",
    "happened": "It was another charity's, and they said so.",
    "now_do": "Ask who took a picture before it goes out.",
}


@pytest.fixture
def lesson(send: Send) -> dict[str, Any]:
    given = {**LINES, "networks": ["x"], "tags": ["Pictures"]}
    made: dict[str, Any] = send("post", "/learn/lessons/", given, expect=201)
    return made


def test_a_lesson_is_written_once_found_and_worded_better(send: Send, lesson: dict[str, Any]) -> None:
    assert send("post", "/learn/lessons/", LINES | {"networks": ["x"]}, expect=201)["id"] == lesson["id"]
    assert (lesson["tags"], lesson["origin"], lesson["subject"]) == (["pictures"], "hand", None)
    for query, found in (("q=photo", 1), ("tag=pictures", 1), ("network=linkedin", 0), ("state=retired", 0)):
        assert len(send("get", f"/learn/lessons/?{query}")) == found, query
    here = f"/learn/lessons/{lesson['id']}/"
    better = {**LINES, "now_do": "Ask, and write the answer down.", "seen": lesson["version"]}
    assert send("put", here, better)["now_do"] == "Ask, and write the answer down."
    assert send("put", here, better, expect=409)["theirs"]
    assert send("put", here, {**better, "evidence": ["setback:1"], "seen": 2}, expect=404)
    assert send("put", here, {**better, "believed": "x", "seen": 2}, expect=422)["code"] == "lesson_line_short"
    assert set(AuditEntry.objects.values_list("act", flat=True)) >= {"lesson_written", "lesson_revised"}


def test_a_lesson_is_asked_about_retired_and_taken_up(send: Send, lesson: dict[str, Any]) -> None:
    here = f"/learn/lessons/{lesson['id']}/"
    row = send("post", f"{here}recheck/", {"answer": "partly", "why": "Only for photos.", "seen": lesson["version"]})
    assert row["rechecks"][0]["answer"] == "partly" and row["recheck_on"] != lesson["recheck_on"]
    assert send("post", f"{here}retire/", {"why": "", "seen": row["version"]}, expect=422)
    row = send("post", f"{here}retire/", {"why": "We buy pictures now.", "seen": row["version"]})
    assert row["retired_at"] and send("get", "/learn/lessons/") == []
    assert send("post", f"{here}take-up/", {"seen": row["version"]})["retired_at"] is None


def test_two_that_contradict_each_other_are_settled_in_words(send: Send, lesson: dict[str, Any]) -> None:
    other = send("post", "/learn/lessons/", {**LINES, "now_do": "Take any picture and say sorry."}, expect=201)
    here = f"/learn/lessons/{lesson['id']}/contradictions/"
    (pair,) = send("post", here, {"other": other["id"]}, expect=201)["contradictions"]
    assert send("post", here, {"other": other["id"]}, expect=201)["contradictions"] == [pair]
    assert send("post", here, {"other": lesson["id"]}, expect=422)["code"] == "lesson_contradicts_itself"
    settle = f"/learn/contradictions/{pair['id']}/settle/"
    assert send("post", settle, {"words": "Never the second.", "seen": 1})["settled_at"]
    send("post", settle, {"words": "Never the first.", "seen": 1}, expect=409)
    assert send("get", "/learn/contradictions/")[0]["settled"] == "Never the second."


def test_it_rests_on_what_is_near_and_on_nothing_else(send: Send) -> None:
    began = {"what": "We posted a wrong picture.", "began_at": "2026-11-20T09:00:00Z"}
    number = send("post", "/setbacks/", began, expect=201)["id"]
    assert f"setback:{number}" in {row["key"] for row in send("get", "/learn/offered/")}
    made = send("post", "/learn/lessons/", {**LINES, "evidence": [f"setback:{number}"]}, expect=201)
    assert made["evidence"][0]["href"] == f"/setbacks/{number}/"
    of = {**LINES, "origin": "setback", "subject": number}
    assert send("post", "/learn/lessons/", of, expect=201)["href"] == f"/setbacks/{number}/"
    assert send("post", "/learn/lessons/", {**of, "subject": number + 1}, expect=422)["code"] == "lesson_of_nothing"


def test_only_those_who_may_write_and_nobody_elsewhere(
    send: Send, lesson: dict[str, Any], join: Callable[..., Membership], charlie: Membership
) -> None:
    here = f"/learn/lessons/{lesson['id']}/"
    analyst = program(join(Role.ANALYST), ["read"])
    assert send("get", here, by=analyst)["id"] == lesson["id"]
    assert send("post", "/learn/lessons/", LINES, by=analyst, expect=401)
    stranger = program(charlie)
    assert send("get", "/learn/lessons/", by=stranger) == []
    for path in ("", "retire/", "recheck/", "take-up/", "contradictions/"):
        body = {"seen": 1, "why": "x", "answer": "holds", "other": lesson["id"]}
        send("post" if path else "get", f"{here}{path}", body if path else None, by=stranger, expect=404)
