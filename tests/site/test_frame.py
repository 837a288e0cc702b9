from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client

from pratfall.reviews.render.html import ASSETS
from pratfall.site.people.models import Membership
from pratfall.site.place import SITE
from tests.site.conftest import signed_in

STATIC = SITE / "static"


def test_every_page_begins_with_a_way_past_the_menu(get: Callable[..., str]) -> None:
    for address in ("/", "/files/", "/sources/"):
        body = get(address).partition("<body>")[2]
        assert body.index('class="pf-skip" href="#content"') < body.index("<nav")


def test_the_other_language_keeps_the_address_and_what_was_asked(get: Callable[..., str]) -> None:
    assert 'href="?lang=fr" lang="fr"' in get("/sources/")
    assert 'href="?x=%22%3E&amp;lang=fr"' in get("/sources/?x=%22%3E")


def test_scripts_are_files_of_our_own_and_nothing_is_fetched_elsewhere(get: Callable[..., str]) -> None:
    for address in ("/review/", "/files/", "/sources/", "/members/"):
        page = get(address)
        assert all(script.startswith(' src="/static/') for script in re.findall(r"<script([^>]*)>", page)), address
        assert 'style="' not in page and 'src="http' not in page and "onclick" not in page


def test_a_persons_own_colours_are_the_devices_word_for_word() -> None:
    review = (ASSETS / "pratfall.css").read_text(encoding="utf-8")
    site = (STATIC / "pratfall" / "site.css").read_text(encoding="utf-8")
    by_device = [variables(block) for block in re.findall(r":root \{(.*?)\}", review, re.DOTALL)]
    by_choice = [variables(block) for block in re.findall(r":root\[data-theme=\w+\] \{(.*?)\}", site, re.DOTALL)]
    assert len(by_choice) == 2 and by_choice == by_device


def variables(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--pf-[\w-]+):\s*([^;]+);", block))


def test_whoever_has_not_signed_in_sees_neither_menu_nor_names(client: Client, owner: Membership) -> None:
    page = signed_in(None).get("/account/login/").content.decode()
    assert "pf-person" not in page and "Olive" not in page and "/o/default" not in page
