from __future__ import annotations

from collections.abc import Callable


def test_every_page_begins_with_a_way_past_the_menu(get: Callable[..., str]) -> None:
    for address in ("/", "/files/", "/sources/"):
        body = get(address).partition("<body>")[2]
        assert body.index('class="pf-skip" href="#content"') < body.index("<nav")


def test_the_other_language_keeps_the_address_and_what_was_asked(get: Callable[..., str]) -> None:
    assert 'href="?lang=fr" lang="fr"' in get("/sources/")
    assert 'href="?x=%22%3E&amp;lang=fr"' in get("/sources/?x=%22%3E")


def test_no_page_needs_a_script_or_another_host(get: Callable[..., str]) -> None:
    for address in ("/", "/files/", "/sources/"):
        page = get(address)
        assert "<script" not in page and 'style="' not in page and 'src="http' not in page
