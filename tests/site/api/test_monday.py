from __future__ import annotations

from django.test import Client


def test_what_needs_a_person_is_listed_and_put_aside(reader: Client) -> None:
    first = reader.get("/api/monday/").json()[0]
    aside = {"keys": first["keys"], "why": "a launch"}
    left = reader.post("/api/monday/no-problem/", aside, content_type="application/json").json()
    assert first["keys"] not in [need["keys"] for need in left]
    back = reader.post("/api/monday/undo/", {"keys": first["keys"]}, content_type="application/json").json()
    assert first["keys"] in [need["keys"] for need in back]


def test_only_what_needs_somebody_can_be_put_aside(reader: Client) -> None:
    aside = {"keys": ["finding:invented"], "why": "a launch"}
    assert reader.post("/api/monday/no-problem/", aside, content_type="application/json").status_code == 404
