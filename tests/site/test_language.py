from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from pratfall.site.language import COOKIE, language_of


@pytest.mark.parametrize(
    ("address", "cookie", "browser", "lang"),
    [
        ("/", "", "", "en"),
        ("/", "", "fr-CA,fr;q=0.9,en;q=0.5", "fr"),
        ("/", "", "de,fr;q=0.4,en;q=0.2", "fr"),
        ("/", "", "tlh", "en"),
        ("/", "en", "fr", "en"),
        ("/?lang=fr", "en", "en", "fr"),
        ("/?lang=<script>", "", "fr", "fr"),
    ],
)
def test_what_is_asked_for_beats_what_is_remembered_beats_the_browser(
    address: str, cookie: str, browser: str, lang: str
) -> None:
    request = RequestFactory().get(address, headers={"accept-language": browser})
    if cookie:
        request.COOKIES["pratfall_lang"] = cookie
    assert language_of(request) == lang


def test_a_language_once_asked_for_stays(client: Client) -> None:
    assert 'lang="fr"' in client.get("/o/default/sources/?lang=fr").content.decode()
    answer = client.get("/o/default/sources/")
    assert '<html lang="fr">' in answer.content.decode()
    assert answer.headers["Content-Language"] == "fr"
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))


def test_no_language_is_remembered_unasked(client: Client) -> None:
    assert COOKIE not in client.get("/o/default/sources/").cookies
