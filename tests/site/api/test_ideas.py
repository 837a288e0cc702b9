from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

Send = Callable[..., Any]
WHOLE = {
    "name": "Short videos",
    "question": "Do short videos bring more replies than pictures?",
    "kind": "randomised",
    "variants": ["picture", "video"],
    "labels": ["pic", "vid"],
    "metric": "comments",
    "smallest_worth": 1.5,
    "posts_per_variant": 30,
    "posts_per_week": 10.0,
    "days": 60,
}


def test_a_test_comes_back_as_it_was_written_and_can_be_thrown_away(send: Send) -> None:
    made = send("post", "/ideas/", WHOLE, expect=201)
    assert made["idea"]["variants"] == ["picture", "video"] and made["state"] == "draft"
    again = send(
        "put", f"/ideas/{made['id']}/", {"seen": made["version"], "idea": {**WHOLE, "days": 90, "boldness": "radical"}}
    )
    assert (made["idea"]["boldness"], again["idea"]["boldness"], again["idea"]["days"]) == ("", "radical", 90)
    send("put", f"/ideas/{made['id']}/", {"seen": made["version"], "idea": WHOLE}, expect=409)
    send("delete", f"/ideas/{made['id']}/?seen={again['version']}", expect=204)
    assert send("get", "/ideas/") == []


def test_one_that_cannot_answer_is_refused_with_its_reasons(send: Send) -> None:
    made = send("post", "/ideas/", {**WHOLE, "posts_per_variant": 1}, expect=201)
    refused = send("post", f"/ideas/{made['id']}/start/", {"seen": made["version"]}, expect=422)
    assert refused["code"] == "idea_cannot_answer" and refused["message"]


def test_what_a_post_brought_is_entered_only_while_it_runs(send: Send) -> None:
    made = send("post", "/ideas/", WHOLE, expect=201)
    trial = {"variant": "video", "ref": "https://pond.example/1", "value": 3, "on": str(datetime.now(UTC).date())}
    assert send("post", f"/ideas/{made['id']}/trials/", trial, expect=422)["code"] == "idea_not_running"
