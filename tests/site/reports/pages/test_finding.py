from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client


def test_a_finding_leads_to_its_posts_and_their_files(client: Client, get: Callable[..., str]) -> None:
    address = next(iter(re.findall(r'href="(/findings/level-fell-[0-9a-f]+/)"', get("/"))))
    page = get(address)
    posts = re.findall(r'href="(/post/[^"]+)"', page)
    files = re.findall(r'href="(/files/[0-9a-f]{16}/)"', page)
    assert posts and files
    assert client.get(posts[0].replace("&amp;", "&")).status_code == 200
    assert client.get(files[0]).status_code == 200


def test_a_finding_of_an_older_review_does_not_exist(client: Client) -> None:
    assert client.get("/findings/level-fell-0123456789/").status_code == 404
