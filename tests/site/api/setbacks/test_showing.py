from __future__ import annotations

from typing import Any

from .conftest import TITLE, Send


def test_a_room_tells_where_it_stands_what_is_due_and_what_is_in_the_way(
    send: Send, room: dict[str, Any], at: str
) -> None:
    assert send("get", at) == room
    assert [clock["code"] for clock in room["clocks"]] == ["first_word"]
    assert room["clocks"][0]["standing"] == "running" and room["first_word_at"] is None
    assert {matter["code"] for matter in room["matters"]} == {"first_word", "debrief_none", "prevention"}
    assert set(room["roles"].values()) == {room["opened_by"]} and room["may_go"] == ["acknowledged", "closed"]
    assert all(step["words"] and not step["done_at"] for step in room["steps"]) and not room["paused"]


def test_one_in_a_list_is_told_in_short(send: Send, room: dict[str, Any]) -> None:
    (row,) = send("get", "/setbacks/")
    assert row["what"] == TITLE and row["clocks"] == room["clocks"] and "steps" not in row
