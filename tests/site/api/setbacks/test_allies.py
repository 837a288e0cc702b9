from __future__ import annotations

from .conftest import Send


def test_an_ally_is_added_asked_heard_and_thanked(send: Send, at: str) -> None:
    given = {"name": "Ines", "where": "ines@partner.example", "language": "fr"}
    made, again = (send("post", f"{at}allies/", given, expect=201) for _ in range(2))
    assert made["id"] == again["id"] and made["found"] is None
    where = f"{at}allies/{made['id']}/"
    brief = {**given, "brief": "What happened, and where it stands.", "seen": made["version"]}
    row = send("put", where, brief)
    send("put", where, brief, expect=409)
    row = send("post", f"{where}asked/", {"seen": row["version"]})
    assert "thanks" in {matter["code"] for matter in send("get", at)["matters"]}
    row = send("post", f"{where}answered/", {"text": "She wrote to her list.", "seen": row["version"]})
    row = send("post", f"{where}thanked/", {"text": "By phone.", "seen": row["version"]})
    assert row["thanked_by"] and row["said"] == "She wrote to her list." and send("get", f"{at}allies/") == [row]
    back = send("post", f"{where}back/", {"seen": row["version"]})
    assert send("post", f"{where}left-out/", {"text": "", "seen": back["version"]}, expect=422)
    assert send("post", f"{where}left-out/", {"text": "Moved away.", "seen": back["version"]})["left_out_at"]


def test_nobody_is_found_where_nobody_wrote(send: Send, at: str) -> None:
    assert send("get", f"{at}allies/found/") == []
    unknown = {"platform": "x", "author": "who-1"}
    assert send("post", f"{at}allies/found/", unknown, expect=422)["code"] == "ally_not_in_data"
    send("post", f"{at}allies/", {"name": "x", "stands_for": "money"}, expect=422)
