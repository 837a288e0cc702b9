from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .conftest import TITLE, Send, ago

DUE = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()


def test_a_promised_check_stands_in_the_way_of_a_launch(
    send: Send, at: str, owner: Membership, join: Callable[..., Membership], charlie: Membership
) -> None:
    action = {"words": "Two people look", "kind": "check", "check_words": "Who looked?", "due": DUE}
    made = send("post", f"{at}prevention/", {**action, "owner": owner.user.pk}, expect=201)
    assert made["verdict"] == "not_yet" and send("get", "/setbacks/prevention/") == [made]
    send("post", f"{at}prevention/", {**action, "owner": charlie.user.pk}, expect=404)
    plan = send("post", "/plans/", {"name": "Spring"}, expect=201)["id"]
    where = f"/setbacks/checks/{plan}/"
    assert [row["said"] for row in send("get", where)] == ["open"]
    waive = {"said": "waived", "why": "A reprint."}
    send("put", f"{where}{made['id']}/", waive, expect=403, by=program(join(Role.EDITOR), ["plans"]))
    assert send("put", f"{where}{made['id']}/", waive)[0]["said"] == "waived"
    assert send("put", f"{where}{made['id']}/", {"said": "kept"})[0]["said"] == "kept"
    assert send("put", f"{where}{made['id']}/", {"said": "open"})[0]["said"] == "open"
    send("get", where, expect=404, by=program(charlie))


def test_what_is_shown_is_agreed_to_by_a_second_person(send: Send, at: str, join: Callable[..., Membership]) -> None:
    made = send("post", f"{at}prevention/", {"words": "A guide", "kind": "shown"}, expect=201)
    where, second = f"{at}prevention/{made['id']}/", program(join(Role.EDITOR), ["plans"])
    row = send("post", f"{where}show/", {"text": "It hangs there.", "seen": made["version"]})
    assert send("post", f"{where}confirm/", {"seen": row["version"]}, expect=422)["code"] == "prevention_confirm_own"
    row = send("post", f"{where}send-back/", {"why": "Not in French.", "seen": row["version"]}, by=second)
    assert row["reason"] == "sent_back"
    row = send("post", f"{where}show/", {"text": "In French too.", "seen": row["version"]})
    row = send("post", f"{where}confirm/", {"seen": row["version"]}, by=second)
    assert row["verdict"] == "proved" and row["proved_by"] and send("get", f"{at}prevention/") == [row]


def test_one_is_revised_given_up_and_taken_up_again(send: Send, at: str, join: Callable[..., Membership]) -> None:
    made = send("post", f"{at}prevention/", {"words": "A guide", "kind": "shown"}, expect=201)
    where, better = f"{at}prevention/{made['id']}/", {"words": "A better guide", "kind": "shown", "due": DUE}
    row = send("put", where, {**better, "seen": made["version"]})
    assert row["words"] == "A better guide" and row["due"] == DUE
    send("put", where, {**better, "seen": made["version"]}, expect=409)
    up = {"why": "We left that network.", "seen": row["version"]}
    send("post", f"{where}give-up/", up, expect=403, by=program(join(Role.EDITOR), ["plans"]))
    gone = send("post", f"{where}give-up/", up)
    assert gone["given_up_why"] == "We left that network."
    assert not send("post", f"{where}take-up/", {"seen": gone["version"]})["given_up_at"]
    send("put", where, {**better, "due": "0001-01-01", "seen": gone["version"] + 1}, expect=422)


def test_a_number_of_todays_review_is_promised_to_move(reader: Client) -> None:
    def post(path: str, body: Any) -> Any:
        return reader.post(f"/api{path}", body, content_type="application/json")

    at = f"/setbacks/{post('/setbacks/', {'what': TITLE, 'began_at': ago(hours=2)}).json()['id']}/prevention/"
    offers = reader.get("/api/setbacks/prevention/numbers/").json()
    offer = next(one for one in offers if one["side"] == "at_most" and one["start"].get("value", 0) > 0)
    action = {"words": "Answer faster", "kind": "number", "number": offer["key"]}
    promised = post(at, {**action, "bar": offer["start"]["value"] / 4})
    assert promised.status_code == 201, promised.content
    assert promised.json()["number"]["from"]["value"] == offer["start"]["value"]
    assert post(at, {**action, "bar": offer["start"]["value"] * 2}).json()["code"] == "prevention_number_there"
    for wrong in ({}, {"number": "made|up||", "bar": 1}, {"weeks": 3}):
        assert post(at, {**action, **wrong}).json()["code"] == "prevention_needs_number"
