from __future__ import annotations

from django.test import Client
from django.urls import get_resolver


def test_programs_are_told_in_json_and_people_on_a_page_that_nothing_is_there(client: Client) -> None:
    program, person = client.get("/api/nothing/at/all"), client.get("/nothing/at/all/")
    assert program.status_code == person.status_code == 404
    assert program.headers["Content-Type"].startswith("application/json")
    assert "<h1" in person.content.decode()


def test_the_address_that_takes_anything_stands_last() -> None:
    ours = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "o/<slug:org>/")
    assert str(ours.url_patterns[-1].pattern) == "<slug:kind>/<slug:slug>/"
