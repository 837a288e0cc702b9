from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .conftest import Send


def test_what_somebody_thinks_stands_as_assumed_until_data_say_more(
    send: Send, at: str, join: Callable[..., Membership]
) -> None:
    made = send("post", f"{at}hypotheses/", {"text": "Nobody looked twice."}, expect=201)
    assert made["basis"] == "assumed" and made["tested"] is None
    assert send("get", f"{at}hypotheses/") == [made] == send("post", f"{at}hypotheses/test/")
    where = f"{at}hypotheses/{made['id']}/withdraw/"
    assert send("post", where, expect=422, by=program(join(Role.EDITOR), ["plans"]))["code"] == "hypothesis_of_another"
    assert send("post", where)["withdrawn_at"]
    unknown = {"text": "x", "cause": "the moon"}
    assert send("post", f"{at}hypotheses/", unknown, expect=422)["code"] == "hypothesis_cause_unknown"


def test_each_tool_is_asked_about_and_answered(send: Send, at: str, heard: list[dict[str, Any]]) -> None:
    asked = send("get", f"{at}tools/")
    one = asked[0]
    given = {"tool": one["tool"], "question": one["question"], "answer": "no", "note": "The wrong one."}
    told = send("put", f"{at}tools/", given)
    person = next(row["person"] for row in told if (row["tool"], row["question"]) == (one["tool"], one["question"]))
    assert person["answer"] == "no" and person["note"] == "The wrong one."
    assert send("put", f"{at}tools/", {**given, "tool": "network:x/nobody"}, expect=422)["code"] == "tool_not_asked"
    counted = send("post", f"{at}tools/count/")
    assert len(counted) == len(asked)
    assert send("post", f"{at}tools/links/") == {"later": False, "links": 0}
