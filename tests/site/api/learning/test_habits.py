from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .test_lessons import Send


def test_before_anything_is_imported_there_is_nothing(send: Send) -> None:
    assert send("get", "/learn/habits/", expect=404)
    assert send("post", "/learn/audits/", expect=422)["code"] == "audit_of_nothing"
    assert send("get", "/learn/repairs/") == send("get", "/learn/audits/") == []


def test_every_habit_is_told_and_an_audit_kept_once_a_day(send: Send, reader: Client) -> None:
    told = send("get", "/learn/habits/", by=reader)
    assert told["sentences"] and told["before"] is None
    assert {"name", "number", "moved"} <= told["habits"][0].keys() and told["habits"][0]["record"]["now"]["n"] >= 0
    first, again = (send("post", "/learn/audits/", by=reader, expect=201) for _ in range(2))
    assert first == again and not first["by_itself"] and len(first["readings"]) == len(told["habits"])
    assert send("get", "/learn/audits/", by=reader) == [first]


def fault(send: Send, reader: Client) -> dict[str, Any]:
    habits = send("get", "/learn/habits/", by=reader)["habits"]
    return next({name: row[name] for name in ("code", "platform", "account_id")} for row in habits if row["fault"])


def test_a_repair_is_taken_on_handed_over_done_and_taken_up(send: Send, reader: Client, owner: Membership) -> None:
    given = {**fault(send, reader), "words": "Four posts that only tell.", "owner": owner.user.pk}
    made, again = (send("post", "/learn/repairs/", given, by=reader, expect=201) for _ in range(2))
    assert made == again and made["before"] and made["moved"] is None and made["state"] == "accepted"
    here = f"/learn/repairs/{made['id']}/"
    row = send("put", here, {"words": "Five of them.", "seen": 1}, by=reader)
    assert (row["words"], row["owner"]) == ("Five of them.", None)
    send("post", f"{here}done/", {"seen": 1}, by=reader, expect=409)
    row = send("post", f"{here}done/", {"seen": row["version"]}, by=reader)
    assert row["state"] == "done" and row["moved"] is None, "nobody can tell on the same day"
    row = send("post", f"{here}take-up/", {"seen": row["version"]}, by=reader)
    assert send("post", f"{here}drop/", {"why": "", "seen": row["version"]}, by=reader, expect=422)
    row = send("post", f"{here}drop/", {"why": "No time.", "seen": row["version"]}, by=reader)
    assert row["dropped_why"] == "No time." and send("get", "/learn/repairs/", by=reader) == [row]


def test_repairs_are_of_faults_in_hands_of_members_and_for_those_who_may(
    send: Send, reader: Client, join: Callable[..., Membership], charlie: Membership
) -> None:
    given = {**fault(send, reader), "words": "Four posts that only tell."}
    none = {**given, "code": "no_such"}
    assert send("post", "/learn/repairs/", none, by=reader, expect=422)["code"] == "repair_of_nothing"
    send("post", "/learn/repairs/", {**given, "owner": charlie.user.pk}, by=reader, expect=404)
    send("post", "/learn/repairs/", given, by=program(join(Role.ANALYST), ["read"]), expect=401)
    number = send("post", "/learn/repairs/", given, by=reader, expect=201)["id"]
    send("post", f"/learn/repairs/{number}/done/", {"seen": 1}, by=program(charlie), expect=404)
