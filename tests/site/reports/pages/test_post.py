from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client


def test_a_post_shows_every_number_and_its_file(get: Callable[..., str]) -> None:
    finding = next(iter(re.findall(r'href="/o/default(/findings/level-fell-[0-9a-f]+/)"', get("/review/"))))
    address = next(iter(re.findall(r'href="/o/default(/post/[^"]+)"', get(finding)))).replace("&amp;", "&")
    page = get(address, "fr")
    assert "Fichier d’origine" in page and "commentaires" in page


def test_a_post_nobody_imported_does_not_exist(client: Client) -> None:
    for query in ("", "?platform=x", "?platform=x&id=1", "?platform=%27%20or%201=1&id=%00"):
        assert client.get(f"/o/default/post/{query}").status_code == 404
