from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .conftest import Send

OUTSIDE = {"name": "Dora Donor", "stands_for": "donor", "language": "fr"}


@pytest.fixture
def together(send: Send, at: str) -> dict[str, Any]:
    """The owner wrote one thought and handed in."""
    made = send("post", f"{at}debrief/", expect=201)
    send("post", f"{at}debrief/mine/thoughts/", {"kind": "cause", "text": "Nobody looked twice."}, expect=201)
    send("post", f"{at}debrief/mine/hand-in/")
    told: dict[str, Any] = send("post", f"{at}debrief/gather/", {"seen": made["version"]})
    return told


def test_everybody_writes_alone_before_anybody_reads(send: Send, at: str, join: Callable[..., Membership]) -> None:
    send("get", f"{at}debrief/", expect=404)
    made = send("post", f"{at}debrief/", expect=201)
    assert send("post", f"{at}debrief/", expect=422)["code"] == "debrief_there_already"
    nobody = send("post", f"{at}debrief/gather/", {"seen": made["version"]}, expect=422)
    assert nobody["code"] == "debrief_nobody_wrote"
    send("post", f"{at}debrief/mine/thoughts/", {"kind": "lucky", "text": "It was night."}, expect=201)
    other = program(join(Role.EDITOR), ["read", "plans"])
    assert send("get", f"{at}debrief/", by=other)["thoughts"] == []
    assert send("get", f"{at}debrief/mine/", by=other)["thoughts"] == []


def test_thoughts_are_sorted_into_themes_and_the_end_is_signed(
    send: Send, at: str, together: dict[str, Any], join: Callable[..., Membership]
) -> None:
    (thought,) = together["thoughts"]
    named = send("post", f"{at}debrief/themes/", {"title": "Four eyes"}, expect=201)
    theme = named["themes"][0]
    where = f"{at}debrief/thoughts/{thought['id']}/theme/"
    sorted_ = send("put", where, {"theme": theme["id"], "seen": thought["version"]})
    assert sorted_["thoughts"][0]["theme"] == theme["id"]
    discussed = {"title": "Four eyes", "said": "We look twice.", "evidence": ["note:1"], "seen": theme["version"]}
    assert send("put", f"{at}debrief/themes/{theme['id']}/", discussed)["themes"][0]["said"] == "We look twice."
    summary = {"summary": "We look twice from now on.", "seen": together["version"]}
    written = send("put", f"{at}debrief/summary/", summary)
    end = {**summary, "seen": written["version"]}
    send("post", f"{at}debrief/close/", end, expect=403, by=program(join(Role.EDITOR), ["plans"]))
    assert send("post", f"{at}debrief/close/", end, expect=422)["code"] == "debrief_needs_outsider"
    closed = send("post", f"{at}debrief/close/", {**end, "no_outsider_because": "Only we knew of it."})
    assert closed["phase"] == "closed" and closed["closed_by"]
    again = send("post", f"{at}debrief/reopen/", {"seen": closed["version"]})
    assert again["phase"] == "together"
    gone = send("delete", f"{at}debrief/themes/{theme['id']}/?seen={theme['version'] + 1}")
    assert gone["themes"] == [] and gone["thoughts"][0]["theme"] is None


def test_somebody_from_outside_gets_a_link_that_is_shown_once(send: Send, at: str, home: Any) -> None:
    send("post", f"{at}debrief/", expect=201)
    invited = send("post", f"{at}debrief/voices/", OUTSIDE, expect=201)
    path = invited["link"].partition("/debrief/")[2]
    page = Client(headers={"host": "127.0.0.1"})
    assert page.get(f"/debrief/{path}").status_code == 200 and not invited["mailed"]
    assert path.partition("/")[0] not in str(send("get", f"{at}debrief/"))
    where = f"{at}debrief/voices/{invited['voice']['id']}/"
    assert send("post", f"{where}link/")["link"] != invited["link"]
    assert page.get(f"/debrief/{path}").status_code != 200
    assert not send("post", f"{where}withdraw/")["outside"][0]["open"]
    assert send("post", f"{where}forget/")["outside"][0]["name"] == ""
    assert send("post", f"{at}debrief/voices/", {**OUTSIDE, "name": " "}, expect=422)["code"] == "voice_unnamed"
