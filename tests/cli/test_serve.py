from __future__ import annotations

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from pratfall.cli.serve import LOOPBACK, count, host, listen, port_number, surround
from pratfall.errors import InputError
from tests.cli.conftest import Pratfall
from tests.tables import with_tables


def test_the_usual_port_gives_way_to_a_free_one() -> None:
    first, second = listen(None), listen(None)
    with first, second:
        assert first.getsockname()[0] == second.getsockname()[0] == LOOPBACK
        assert first.getsockname()[1] != second.getsockname()[1]


def test_a_port_that_was_asked_for_is_taken_or_refused(free_port: int) -> None:
    with socket.socket() as other:
        other.bind((LOOPBACK, free_port))
        other.listen()
        with pytest.raises(InputError, match="port_taken"):
            listen(free_port)


@pytest.mark.parametrize("text", ["-1", "65536", "http", ""])
def test_no_port_is_usage(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        port_number(text)


@pytest.mark.parametrize("text", ["0", "-1", "two", ""])
def test_no_number_of_processes_is_usage(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        count(text)


@contextmanager
def serving(home: Path, *words: str, **env: str) -> Iterator[str]:
    """The address `pratfall serve` prints."""
    command = [sys.executable, "-m", "pratfall", "serve", "--port", "0", "--lang", "en", *words]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PRATFALL_HOME": str(home), **env}
    ) as server:
        assert server.stderr is not None
        address = re.search(r"http://[\w.]+:\d+", server.stderr.readline())
        try:
            assert address is not None
            yield address[0]
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=30) == 0


def test_the_first_page_asks_for_the_first_account_and_its_review_follows(
    pratfall: Pratfall, tweets: Path, home: Path
) -> None:
    pratfall("import", tweets)
    with serving(home) as address, httpx.Client(base_url=address, follow_redirects=True, timeout=60) as browser:
        first = browser.get("/")
        assert first.url.path == "/start/"
        fields = {"name": "Olive", "email": "olive@lantern.example", "password": "a sentence is easier"}
        form = {**fields, "organisation": "La Lanterne", "csrfmiddlewaretoken": token(first.text)}
        review = browser.post("/start/", data=form)
        assert review.url.path == "/o/la-lanterne/"
        assert "longtable" in review.text
        assert httpx.get(f"{address}/o/la-lanterne/").headers["location"].startswith("/account/login/")


def token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return found[1]


def test_the_demo_signs_in_who_sits_at_the_machine_and_nobody_else(pratfall: Pratfall, home: Path) -> None:
    assert pratfall("demo", "--no-serve", "--until", "2026-11-20") == 0
    command = [sys.executable, "-m", "pratfall", "demo", "--until", "2026-11-20", "--port", "0", "--lang", "en"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as server:
        assert server.stderr is not None
        address = next(found[0] for line in server.stderr if (found := re.search(r"http://127[\d.]+:\d+", line)))
        try:
            with httpx.Client(base_url=address, follow_redirects=True, timeout=120) as browser:
                assert browser.get("/").url.path == "/o/the-long-table/"
            passed_on = httpx.get(f"{address}/o/the-long-table/", headers={"X-Forwarded-For": "127.0.0.1"})
            assert passed_on.status_code == 302 and "login" in passed_on.headers["location"]
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=30) == 0


def test_listening_for_others_takes_an_address_and_a_code(
    home: Path, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PRATFALL_ADDRESS", raising=False)
    with pytest.raises(InputError, match="address_needed"):
        surround(home, "default", "0.0.0.0")
    own = f"http://localhost:{free_port}"
    command = [sys.executable, "-m", "pratfall", "serve", "--port", str(free_port), "--host", "0.0.0.0", "--lang", "en"]
    env = {**os.environ, "PRATFALL_HOME": str(with_tables(home)), "PRATFALL_ADDRESS": own, "PRATFALL_DEMO": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env) as server:
        assert server.stderr is not None
        told = [server.stderr.readline() for _ in range(3)]
        try:
            assert "whoever reaches this machine" in told[0] and "passwords travel readable" in told[1]
            code = re.search(rf"{own}/start/\?code=([\w-]{{16}})", told[2])
            assert code is not None
            assert httpx.get(f"{own}/start/", timeout=60).status_code == 404
            assert httpx.get(code[0], timeout=60).status_code == 200
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=30) == 0


@pytest.mark.parametrize("text", ["example.org", "", "1.2.3"])
def test_a_name_is_no_address_to_listen_on(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        host(text)


def test_several_processes_answer_at_one_address_and_end_together(tmp_path: Path) -> None:
    with serving(with_tables(tmp_path), "--processes", "2") as address:
        answers = [httpx.get(f"{address}/start/", timeout=60).status_code for _ in range(4)]
    assert answers == [200] * 4
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)
