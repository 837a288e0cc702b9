from __future__ import annotations

from collections.abc import Callable

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .conftest import Send


def test_an_analyst_writes_hands_in_and_votes_with_a_token_that_only_reads(
    send: Send, at: str, join: Callable[..., Membership]
) -> None:
    made = send("post", f"{at}debrief/", expect=201)
    mine, analyst = f"{at}debrief/mine/", program(join(Role.ANALYST), ["read"])
    thought = send("post", f"{mine}thoughts/", {"kind": "change", "text": "Two people look."}, expect=201, by=analyst)
    where, better = f"{mine}thoughts/{thought['id']}/", {"text": "Two look.", "seen": thought["version"]}
    thought = send("put", where, better, by=analyst)
    send("put", where, better, expect=409, by=analyst)
    send("put", where, better, expect=404)  # the owner's sheet has no such thought
    other = send("post", f"{mine}thoughts/", {"kind": "lucky", "text": "Night."}, expect=201, by=analyst)
    send("delete", f"{mine}thoughts/{other['id']}/?seen={other['version']}", expect=204, by=analyst)
    assert send("post", f"{mine}hand-in/", by=analyst)["handed_in_at"]
    assert send("post", f"{mine}take-back/", by=analyst)["handed_in_at"] is None
    sheet = send("post", f"{mine}hand-in/", by=analyst)
    assert [row["text"] for row in sheet["thoughts"]] == ["Two look."]
    send("post", f"{at}debrief/gather/", {"seen": made["version"]}, expect=401, by=analyst)
    send("post", f"{at}debrief/gather/", {"seen": made["version"]})
    theme = send("post", f"{at}debrief/themes/", {"title": "Eyes"}, expect=201)["themes"][0]["id"]
    vote = f"{at}debrief/themes/{theme}/vote/"
    assert send("put", vote, by=analyst)["votes"] == send("put", vote, by=analyst)["votes"] == [theme]
    assert send("delete", vote, by=analyst)["votes"] == []
    assert send("put", vote, expect=422)["code"] == "vote_after_handing_in"
