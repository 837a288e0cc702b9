from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client


def test_the_review_is_the_first_page(get: Callable[..., str]) -> None:
    assert "Can the data be believed?" in get("/")
    assert "Peut-on se fier aux données" in get("/", "fr")


def test_every_link_of_the_review_arrives(client: Client, get: Callable[..., str]) -> None:
    links = set(re.findall(r'href="(/[^"#]*)"', get("/")))
    own = [link.replace("&amp;", "&") for link in links if not link.startswith("/static/")]
    assert len(own) > 50
    assert [link for link in own if client.get(link).status_code != 200] == []


def test_an_empty_lake_says_what_to_do_next_for_every_network(empty_client: Client) -> None:
    page = empty_client.get("/").content.decode()
    assert "No files yet" in page and "pratfall review" in page
    assert "Meta Business Suite" in page and "HelloAsso" in page
