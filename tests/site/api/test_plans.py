from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import ProofKind, Setback
from pratfall.site.setbacks.services import checks, preventions
from pratfall.site.setbacks.services.preventions import Action
from tests.site.api.conftest import program

Send = Callable[..., Any]
WHOLE = {
    "name": "Oven appeal",
    "target": "4500.00",
    "currency": "EUR",
    "start": "2026-11-01",
    "end": "2026-12-01",
    "budget_hours": "20.0",
    "networks": ["facebook", "email"],
    "labels": ["oven"],
    "failures": [
        {"network": "facebook", "metric": "income", "under": "500", "words": ""},
        {"network": "email", "metric": "income", "under": "900", "words": ""},
    ],
    "stops": [{"kind": "result_below", "value": "300", "day": "2026-11-15", "words": ""}],
    "audience": "regular givers",
    "audience_known": "last year's list",
    "hypothesis": "a picture of the oven moves people",
    "boldness": "incremental",
}


def test_a_plan_comes_back_as_it_was_written(send: Send, owner: Membership) -> None:
    made = send("post", "/plans/", {**WHOLE, "owner": owner.user.pk}, expect=201)
    found = send("get", f"/plans/{made['id']}/")
    assert found == made and found["plan"]["name"] == "Oven appeal"
    assert float(found["plan"]["failures"][0]["under"]) == 500
    assert found["missing"] == [] and found["state"] == "planned"


def test_who_writes_over_what_they_have_not_seen_gets_both_texts(send: Send) -> None:
    made = send("post", "/plans/", {"name": "Spring"}, expect=201)
    first = send("put", f"/plans/{made['id']}/", {"seen": made["version"], "plan": {"name": "Spring", "audience": "a"}})
    assert first["version"] > made["version"]
    late = {"seen": made["version"], "plan": {"name": "Spring", "audience": "b"}}
    conflict = send("put", f"/plans/{made['id']}/", late, expect=409)
    assert (conflict["theirs"]["audience"], conflict["yours"]["audience"]) == ("a", "b")
    assert send("get", f"/plans/{made['id']}/")["plan"]["audience"] == "a"


def test_what_is_missing_is_listed_and_stops_the_launch(send: Send) -> None:
    made = send("post", "/plans/", {"name": "Spring"}, expect=201)
    assert "target" in made["missing"]
    refused = send("post", f"/plans/{made['id']}/launch/", {"seen": made["version"]}, expect=422)
    assert refused["code"] == "plan_incomplete" and refused["message"]


def test_a_whole_campaign_by_program(send: Send, owner: Membership, join: Callable[..., Membership]) -> None:
    made = send("post", "/plans/", {**WHOLE, "owner": owner.user.pk}, expect=201)
    here = f"/plans/{made['id']}"
    other = program(join(Role.ANALYST), ["read"])
    send("put", f"{here}/predictions/mine/", {"probability": 0.8, "why": "good list"})
    send("put", f"{here}/predictions/mine/", {"probability": 0.3}, by=other)
    assert [p["probability"] for p in send("get", f"{here}/predictions/", by=other)] == [0.3], "others' stay hidden"
    running = send("post", f"{here}/launch/", {"seen": made["version"]})
    assert running["state"] == "running"
    send("put", f"{here}/predictions/mine/", {"probability": 0.1}, expect=422)
    send("delete", f"{here}/?seen={running['version']}", expect=422)
    over = send("post", f"{here}/end/", {"seen": running["version"]})
    assert over["state"] == "ended"
    assert sorted(p["probability"] for p in send("get", f"{here}/predictions/", by=other)) == [0.3, 0.8]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": "x", "target": "-1"},
        {"name": "x", "networks": ["myspace"]},
        {"name": "x", "start": "tomorrow"},
        {"name": "x", "currency": "eur"},
        {"name": "x", "start": "2026-11-02", "end": "2026-11-01"},
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(send: Send, body: dict[str, object]) -> None:
    refused = send("post", "/plans/", body, expect=422)
    assert refused["message"] and send("get", "/plans/") == []


def test_an_editor_plans_and_a_manager_launches(send: Send, owner: Membership, join: Callable[..., Membership]) -> None:
    editor = program(join(Role.EDITOR), ["read", "plans"])
    made = send("post", "/plans/", {**WHOLE, "owner": owner.user.pk}, expect=201, by=editor)
    assert send("post", f"/plans/{made['id']}/launch/", {"seen": made["version"]}, expect=403, by=editor)["message"]


def test_a_promised_check_holds_a_program_back_as_it_does_a_person(send: Send, owner: Membership) -> None:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    began = {"began_at": now, "opened_at": now, "first_word_due_at": now}
    setback = Setback.objects.create(organisation=owner.organisation, title="The wrong picture", **began)
    action = Action(words="Look twice", kind=ProofKind.CHECK, check_words="Two people have looked.")
    row = preventions.promise(setback=setback, actor=owner.user, action=action, now=now)
    made = send("post", "/plans/", {**WHOLE, "owner": owner.user.pk}, expect=201)
    refused = send("post", f"/plans/{made['id']}/launch/", {"seen": made["version"]}, expect=422)
    assert refused["code"] == "promise_open" and "Two people have looked." in refused["message"]
    campaign = Campaign.objects.get(pk=made["id"])
    checks.tick(campaign=campaign, prevention=row, actor=owner.user, now=now)
    assert send("post", f"/plans/{made['id']}/launch/", {"seen": made["version"]})["state"] == "running"


def test_what_belongs_to_a_campaign_is_said_refused_and_left_to_its_labels(
    send: Send, join: Callable[..., Membership], charlie: Membership
) -> None:
    made = send("post", "/plans/", WHOLE, expect=201)
    here, post = f"/plans/{made['id']}/pieces/", {"kind": "post", "platform": "x", "ref": "7"}
    assert send("get", here) == []
    (one,) = send("put", here, {**post, "belongs": True})
    assert one == {**post, "label": "", "day": None, "how": "hand", "belongs": True, "said": True}
    (one,) = send("put", here, {**post, "belongs": False})
    assert not one["belongs"]
    assert send("put", here, {**post, "belongs": None}) == []
    acts = [entry.act for entry in AuditEntry.objects.order_by("pk") if entry.act.startswith("piece_")]
    assert acts == ["piece_confirmed", "piece_refused", "piece_forgotten"]
    send("put", here, {**post, "kind": "cat", "belongs": True}, expect=422)
    send("put", here, {**post, "ref": "7" * 501, "belongs": True}, expect=422)
    send("put", here, {**post, "belongs": True}, expect=401, by=program(join(Role.ANALYST), ["read"]))
    send("put", here, {**post, "belongs": True}, expect=404, by=program(charlie))
    send("get", here, expect=404, by=program(charlie))
