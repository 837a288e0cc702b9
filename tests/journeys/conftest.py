"""A browser before the real thing: the command's own server over the sample organisation, and files on disk."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from pratfall.lake import Lake
from pratfall.reviews.intake import import_paths
from pratfall.reviews.render import html
from pratfall.sample import make
from tests.reviews.render.example import example
from tests.tables import with_tables

UNTIL = date(2026, 11, 20)
FOUR_WEEKS = timedelta(weeks=4)
AXE = Path(__file__).parent / "axe" / "axe.min.js"
PASSWORD = "a sentence is easier"
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of organisation default under `pratfall serve`, over the sample's files. Whoever comes is its owner."""
    home = tmp_path_factory.mktemp("served")
    exports = home / "exports"
    make(exports, until=UNTIL, seed=7)
    import_paths(Lake(home, "default"), [exports], now=datetime(2026, 11, 21, tzinfo=UTC))
    with serving(home, PRATFALL_DEMO="1") as address:
        yield started(address)


@pytest.fixture(scope="session")
def served_empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same before anything was imported."""
    with serving(tmp_path_factory.mktemp("served_empty"), PRATFALL_DEMO="1") as address:
        yield started(address)


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the organisation of `pratfall demo`, whose team has worked for a year. Whoever comes is its owner.

    Filling it takes most of a minute: one module asks for it, in several tests. Its files end in these weeks, as
    habits are told of them, and always on the same day of the week.
    """
    command = ("demo", "--until", of_late().isoformat())
    with serving(tmp_path_factory.mktemp("lived"), command) as address:
        first = httpx.get(address, follow_redirects=True, timeout=120)
        yield str(first.url).rstrip("/")


def of_late() -> date:
    """The last day of the sample or, four weeks at a time, a later one that is over."""
    return UNTIL + (datetime.now(UTC).date() - timedelta(days=1) - UNTIL) // FOUR_WEEKS * FOUR_WEEKS


@pytest.fixture
def served_first(tmp_path: Path) -> Iterator[str]:
    """Address of `pratfall serve` before anybody has an account."""
    with serving(tmp_path) as address:
        yield address


def started(address: str) -> str:
    """The first account made as a person would, and the address of its organisation."""
    with httpx.Client(base_url=address, timeout=60) as browser:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get("/start/").text)
        assert token
        form = {"name": "Olive", "email": "olive@default.example", "password": PASSWORD, "organisation": "default"}
        made = browser.post("/start/", data={**form, "csrfmiddlewaretoken": token[1]})
        own = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get("/me/").text)
        assert own
        browser.post(
            "/me/", data={"do": "profile", "name": "Olive", "csrfmiddlewaretoken": own[1]}
        )  # browser's language
    assert made.headers["location"] == "/o/default/"
    return f"{address}/o/default"


@contextmanager
def serving(home: Path, wanted: Sequence[str] = ("serve",), **more: str) -> Iterator[str]:
    """The address `pratfall serve` prints, or the demo after what else it says, until it is interrupted."""
    command = [sys.executable, "-m", "pratfall", *wanted, "--port", "0", "--lang", "en"]
    env = {**os.environ, "PRATFALL_HOME": str(with_tables(home)), **more}
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, env=env, **pipes) as server:
        assert server.stderr is not None
        try:
            told = (re.search(r"http://127\.0\.0\.1:\d+", line) for line in server.stderr)
            printed = next(filter(None, told), None)
            assert printed
            yield printed[0]
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)


@pytest.fixture(scope="session")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """file: addresses of a review that says everything a review can say, by language."""
    folder = tmp_path_factory.mktemp("on_disk")
    for lang in ("en", "fr"):
        (folder / f"{lang}.html").write_text(html.render(example(), lang=lang), encoding="utf-8")
    return {lang: (folder / f"{lang}.html").as_uri() for lang in ("en", "fr")}


def faults(page: Any) -> list[str]:
    """Serious and critical faults axe finds in the page as it is now."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]
