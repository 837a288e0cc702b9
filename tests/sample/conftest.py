from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pratfall.sample import make


@pytest.fixture(scope="session")
def until() -> date:
    return date(2026, 11, 20)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, until: date) -> tuple[Path, ...]:
    """The sample organisation's files, made once for all tests that only read them."""
    return make(tmp_path_factory.mktemp("sample") / "exports", until=until)
