from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from pratfall.site import worker

PATIENCE_SECONDS = 30


def workers() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "pratfall.site.worker" in command_of(child)]


def command_of(process: psutil.Process) -> str:
    """Empty for one that ended and that nobody has asked about yet."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def soon(answer: Callable[[], object]) -> object:
    """What it says as soon as that is true."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if found := answer():
            return found
        time.sleep(0.05)
    raise AssertionError("never became true")


def test_a_killed_worker_is_started_anew_and_the_last_one_ends_with_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRATFALL_HOME", str(tmp_path))
    monkeypatch.setattr(worker, "PAUSE_SECONDS", 0.05)
    with worker.worker_beside():
        soon(workers)
        first = workers()[0]
        first.kill()
        soon(lambda: [one for one in workers() if one.pid != first.pid])
        soon((tmp_path / "jobs.sqlite3").exists)
    assert not workers()


def test_a_worker_stops_when_nobody_holds_its_input(tmp_path: Path) -> None:
    environment = {**os.environ, "PRATFALL_HOME": str(tmp_path)}
    held = psutil.Popen([*worker.COMMAND], stdin=-1, env=environment)
    soon((tmp_path / "jobs.sqlite3").exists)
    assert held.nice() == min(psutil.Process().nice() + worker.GIVES_WAY, 19)  # pages come first
    held.stdin.close()
    assert held.wait(PATIENCE_SECONDS) == 0
