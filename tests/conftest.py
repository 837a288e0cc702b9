"""What tests of every room may ask for: real data beside the repository, a fixed now, a browser."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# A browser's event loop stays in the process of a run, and Django would refuse its database to all tests after it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# How long one example takes says how busy the machine is, not what the code does.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PRATFALL_TEST_DATA") or ROOT.parent / "shared" / "data")


@pytest.fixture(scope="session", autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the lake, settings or mappings of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRATFALL_HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("PRATFALL_ENGINE", raising=False)
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real exports and published data sets, which are not ours to ship."""
    if not DATA.is_dir():
        pytest.skip("real data not found: expected ../shared/data, or PRATFALL_TEST_DATA")
    return DATA


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def free_port() -> int:
    """A port nobody listened on a moment ago, on the loopback address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium: Playwright's own builds cannot be fetched everywhere."""
    found = shutil.which("chromium")
    if not found:
        pytest.skip("no Chromium: apt-get install chromium")
    quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
    return {
        **browser_type_launch_args,
        "executable_path": found,
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", *quiet],
    }
