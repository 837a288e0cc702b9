from __future__ import annotations

from django.test import Client


def test_a_finding_decided_about_keeps_its_numbers(reader: Client) -> None:
    need = next(need for need in reader.get("/api/monday/").json() if need["source"] == "findings")
    slugs = [key.removeprefix("finding:") for key in need["keys"]]
    decision = {"findings": slugs, "act": "keep", "why": "it is the season"}
    made = reader.post("/api/decisions/", decision, content_type="application/json")
    assert made.status_code == 201, made.content
    found = reader.get(f"/api/decisions/{made.json()['id']}/").json()
    assert found["intact"] and found["refs"] == slugs and found["basis"]["findings"]
    again = reader.post(f"/api/decisions/{found['id']}/withdraw/", {"why": "a slip"}, content_type="application/json")
    assert again.json()["withdrawn"]


def test_what_a_decision_asks_for_is_ticked_off_once(reader: Client) -> None:
    need = next(need for need in reader.get("/api/monday/").json() if need["source"] == "findings")
    slugs = [key.removeprefix("finding:") for key in need["keys"]]
    given = {"findings": slugs, "act": "optimise", "why": "shorter", "tasks": [{"words": "shorter texts"}]}
    action = reader.post("/api/decisions/", given, content_type="application/json").json()["actions"][0]
    here, tick = f"/api/decisions/actions/{action['id']}/", {"seen": action["version"], "done": True}
    done = reader.put(here, tick, content_type="application/json").json()["actions"][0]
    assert done["done_at"] and done["version"] > action["version"]
    assert reader.put(here, tick, content_type="application/json").status_code == 409


def test_a_decision_about_nothing_is_refused(reader: Client) -> None:
    given = {"findings": ["invented"], "act": "keep", "why": "x"}
    assert reader.post("/api/decisions/", given, content_type="application/json").status_code == 404
