from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program


def first_need(reader: Client) -> dict[str, Any]:
    return next(need for need in reader.get("/api/monday/").json() if need["source"] == "findings")


def test_a_finding_decided_about_keeps_its_numbers(reader: Client) -> None:
    need = first_need(reader)
    slugs = [key.removeprefix("finding:") for key in need["keys"]]
    decision = {"findings": slugs, "act": "keep", "why": "it is the season"}
    made = reader.post("/api/decisions/", decision, content_type="application/json")
    assert made.status_code == 201, made.content
    found = reader.get(f"/api/decisions/{made.json()['id']}/").json()
    assert found["intact"] and found["refs"] == slugs and found["basis"]["findings"]
    again = reader.post(f"/api/decisions/{found['id']}/withdraw/", {"why": "a slip"}, content_type="application/json")
    assert again.json()["withdrawn"]


def test_what_a_decision_asks_for_is_ticked_off_once(reader: Client) -> None:
    need = first_need(reader)
    slugs = [key.removeprefix("finding:") for key in need["keys"]]
    given = {"findings": slugs, "act": "optimise", "why": "shorter", "tasks": [{"words": "shorter texts"}]}
    action = reader.post("/api/decisions/", given, content_type="application/json").json()["actions"][0]
    here, tick = f"/api/decisions/actions/{action['id']}/", {"seen": action["version"], "done": True}
    done = reader.put(here, tick, content_type="application/json").json()["actions"][0]
    assert done["done_at"] and done["version"] > action["version"]
    assert reader.put(here, tick, content_type="application/json").status_code == 409


def test_later_a_decision_is_said_to_have_been_right_or_wrong_beside_what_happened(
    reader: Client, join: Callable[..., Membership], charlie: Membership
) -> None:
    slugs = [key.removeprefix("finding:") for key in first_need(reader)["keys"]]
    given = {"findings": slugs, "act": "keep", "why": "it is the season"}
    made = reader.post("/api/decisions/", given, content_type="application/json").json()
    here, said = f"/api/decisions/{made['id']}/revisit/", {"judgement": "wrong", "why": "it went on"}
    (seen,) = reader.post(here, said, content_type="application/json").json()["revisits"]
    assert (seen["judgement"], seen["why"], seen["look_again"]) == ("wrong", "it went on", None)
    assert AuditEntry.objects.filter(act="decision_revisited").count() == 1
    before = {**said, "look_again": "2020-01-01"}
    assert reader.post(here, before, content_type="application/json").status_code == 422
    assert reader.post(here, {"judgement": "maybe"}, content_type="application/json").status_code == 422
    for by, status in ((program(join(Role.EDITOR), ["plans"]), 403), (program(charlie), 404)):
        assert by.post(here, said, content_type="application/json").status_code == status


def test_a_decision_about_nothing_is_refused(reader: Client) -> None:
    given = {"findings": ["invented"], "act": "keep", "why": "x"}
    assert reader.post("/api/decisions/", given, content_type="application/json").status_code == 404
