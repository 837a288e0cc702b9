from __future__ import annotations

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from pratfall.cli.serve import LOOPBACK, listen, port_number
from pratfall.errors import InputError
from tests.cli.conftest import Pratfall


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


def test_pages_are_served_at_the_printed_address_until_interrupted(
    pratfall: Pratfall, tweets: Path, home: Path
) -> None:
    pratfall("import", tweets)
    command = [sys.executable, "-m", "pratfall", "serve", "--port", "0", "--lang", "en"]
    env = {**os.environ, "PRATFALL_HOME": str(home)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env) as server:
        assert server.stderr is not None
        address = re.search(rf"http://{LOOPBACK}:\d+/", server.stderr.readline())
        try:
            assert address is not None
            with urllib.request.urlopen(address[0], timeout=60) as answer:
                assert "longtable" in answer.read().decode()
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=30) == 0
