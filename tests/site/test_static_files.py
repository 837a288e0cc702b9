from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from django.test import Client

STATIC = Path(__file__).parents[2] / "src" / "pratfall" / "site" / "static"


@pytest.mark.parametrize("name", ["tabler/tabler.min.css", "pratfall/site.css", "pratfall/icon.svg"])
def test_a_file_arrives_whole(client: Client, name: str) -> None:
    answer = client.get(f"/static/{name}")
    assert answer.status_code == 200
    assert not answer.streaming
    assert answer.content == (STATIC / name).read_bytes()


def test_nothing_outside_the_folder_is_served(client: Client) -> None:
    for address in ("/static/../settings.py", "/static/%2e%2e/settings.py", "/static/tabler/../../settings.py"):
        assert client.get(address).status_code == 404


def test_the_vendored_style_sheet_is_the_one_its_note_describes() -> None:
    css = (STATIC / "tabler" / "tabler.min.css").read_bytes()
    assert hashlib.sha256(css).hexdigest() in (STATIC / "tabler" / "README.md").read_text(encoding="utf-8")
    assert not re.search(rb"@import|url\((?!['\"]?data:)", css)
