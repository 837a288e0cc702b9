from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pratfall.site.people.models import Grant, Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .conftest import Send, ago, ahead


def test_it_moves_by_the_table_and_closes_by_a_manager_who_signs(
    send: Send, room: dict[str, Any], at: str, join: Callable[..., Membership]
) -> None:
    move = {"to": "fixing", "seen": room["version"]}
    assert send("post", f"{at}move/", move, expect=422)["code"] == "setback_cannot_go_there"
    moved = send("post", f"{at}move/", {**move, "to": "acknowledged"})
    end = {"to": "closed", "seen": moved["version"]}
    send("post", f"{at}move/", end, expect=403, by=program(join(Role.EDITOR), ["plans"]))
    assert send("post", f"{at}move/", end, expect=422)["code"] == "setback_still_open"
    closed = send("post", f"{at}move/", {**end, "sign": True, "why": "It was nothing."})
    assert closed["state"] == "closed" and closed["moves"][-1]["left_open"] and closed["clocks"] == []
    send("post", f"{at}move/", end, expect=422)


def test_how_bad_it_is_follows_from_answers_or_from_somebody_who_says_why(
    send: Send, room: dict[str, Any], at: str
) -> None:
    given = {"answers": {"hurt": "yes", "ours": "yes"}, "seen": room["version"]}
    judged = send("put", f"{at}severity/", given)
    assert judged["severity"] > room["severity"] and judged["answers"] == given["answers"]
    send("put", f"{at}severity/", given, expect=409)
    unknown = {"answers": {"moon": "yes"}, "seen": judged["version"]}
    assert send("put", f"{at}severity/", unknown, expect=422)["code"] == "answer_unknown"
    over = send("put", f"{at}severity/level/", {"level": 1, "why": "A typo.", "seen": judged["version"]})
    assert over["severity"] == 1 and over["severity_why"][0]["code"] == "overruled"


def test_clocks_are_set_put_off_and_paced(send: Send, room: dict[str, Any], at: str) -> None:
    due = send("put", f"{at}clocks/first_word/", {"due_at": ahead(hours=1), "seen": room["version"]})
    assert due["clocks"][0]["standing"] == "running"
    put_off = send("post", f"{at}reminders/", {"clock": "first_word", "until": ahead(hours=2), "why": "asleep"})
    assert put_off["clocks"][0]["standing"] == "asleep"
    off = send("post", f"{at}reminders/", {"clock": "first_word", "off": True, "why": "enough"})
    assert off["clocks"][0]["standing"] == "off"
    assert send("post", f"{at}reminders/", {"clock": "first_word"})["clocks"][0]["standing"] == "running"
    assert send("put", f"{at}pace/", {"minutes": 120, "seen": off["version"]})["update_minutes"] == 120
    past = {"due_at": ago(hours=1), "seen": off["version"] + 1}
    assert send("put", f"{at}clocks/first_word/", past, expect=422)["code"] == "clock_time_wrong"
    assert send("put", f"{at}clocks/moon/", past | {"due_at": ahead(hours=1)}, expect=422)["code"] == "clock_unknown"


def test_roles_are_handed_over_within_the_team(
    send: Send, at: str, join: Callable[..., Membership], charlie: Membership
) -> None:
    editor = join(Role.EDITOR)
    told = send("put", f"{at}roles/voice/", {"to": editor.user.pk, "note": "I sleep now."})
    assert told["roles"]["voice"] == editor.user.pk
    send("put", f"{at}roles/voice/", {"to": charlie.user.pk}, expect=404)
    send("put", f"{at}roles/king/", {"to": editor.user.pk}, expect=422)


def test_steps_are_ticked_added_and_left_out(send: Send, room: dict[str, Any], at: str) -> None:
    first = room["steps"][0]
    ticked = {"stands": "done", "note": "Done by phone.", "seen": first["version"]}
    done = send("put", f"{at}steps/{first['id']}/", ticked)["steps"][0]
    assert done["done_at"] and done["note"] == "Done by phone."
    again = send("put", f"{at}steps/{first['id']}/", {"stands": "open", "seen": done["version"]})["steps"][0]
    assert not again["done_at"]
    out = send("put", f"{at}steps/{first['id']}/", {"stands": "left_out", "seen": again["version"]})["steps"][0]
    assert out["left_out"]
    own = send("post", f"{at}steps/", {"title": "Call the mayor", "part": "lead"}, expect=201)["steps"]
    assert own[-1]["words"] == "Call the mayor"
    send("put", f"{at}steps/999999/", ticked, expect=404)


def test_another_playbook_is_taken_by_name(send: Send, room: dict[str, Any], at: str) -> None:
    books = {book["name"]: book for book in send("get", "/setbacks/playbooks/")}
    other = next(name for name in books if name != room["playbook"])
    taken = send("put", f"{at}playbook/", {"playbook": other, "seen": room["version"]})
    assert taken["playbook"] == other and len(taken["steps"]) == books[other]["steps"]
    assert send("put", f"{at}playbook/", {"playbook": "x", "seen": taken["version"]}, expect=422)


def test_it_is_shared_with_guests_and_with_them_alone(
    send: Send, at: str, join: Callable[..., Membership], charlie: Membership
) -> None:
    guest, editor = join(Role.GUEST), join(Role.EDITOR)
    send("post", f"{at}guests/", {"guest": guest.user.pk}, expect=204)
    assert Grant.objects.filter(membership=guest, kind="setback").count() == 1
    assert send("post", f"{at}guests/", {"guest": editor.user.pk}, expect=422)["code"] == "not_a_guest"
    send("post", f"{at}guests/", {"guest": charlie.user.pk}, expect=404)
    send("delete", f"{at}guests/{guest.user.pk}/", expect=204)
    assert not Grant.objects.filter(membership=guest).exists()
