"""A lake with an invented account, and pages over it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import django
import pytest
from django.test import Client

from pratfall.lake import Lake
from pratfall.reviews.intake import import_paths
from pratfall.sample import make

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratfall.site.settings")
django.setup()

UNTIL = date(2026, 11, 20)


@pytest.fixture(scope="session")
def full_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample organisation's files, imported."""
    home = tmp_path_factory.mktemp("full")
    exports = home / "exports"
    make(exports, until=UNTIL, seed=7)
    now = datetime(UNTIL.year, UNTIL.month, UNTIL.day + 1, tzinfo=UTC)
    import_paths(Lake(home, "default"), [exports], now=now)
    return home


@pytest.fixture
def client(full_home: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setenv("PRATFALL_HOME", str(full_home))
    return Client(headers={"host": "127.0.0.1", "accept-language": "en"})


@pytest.fixture
def empty_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setenv("PRATFALL_HOME", str(tmp_path))
    return Client(headers={"host": "127.0.0.1", "accept-language": "en"})


@pytest.fixture
def get(client: Client) -> Iterator[Callable[..., str]]:
    def ask(address: str, lang: str = "en") -> str:
        answer = client.get(address, headers={"accept-language": lang})
        assert answer.status_code == 200, address
        return answer.content.decode()

    yield ask
