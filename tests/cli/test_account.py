from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tables import with_tables

MAKE = """
from pratfall.site.people import services
services.first_account(name="O", email="o@x.example", password="a sentence", organisation="X", lake_key="default")
"""


def pratfall(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own: pages read their settings once."""
    env = {**os.environ, "PRATFALL_HOME": str(with_tables(home)), "PRATFALL_ADDRESS": "https://pratfall.example"}
    begin = f"from pathlib import Path\nfrom pratfall.cli.beginning import begin\nbegin(Path({str(home)!r})){MAKE}"
    subprocess.run([sys.executable, "-c", begin], env=env, check=False, capture_output=True)
    command = [sys.executable, "-m", "pratfall", "account", "--lang", "en", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True)


def test_a_way_back_in_is_printed_for_whoever_is_locked_out(tmp_path: Path) -> None:
    done = pratfall(tmp_path, "o@x.example", "--lost-second-factor")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("https://pratfall.example/account/password/reset/key/")
    assert "sets a new password" in done.stderr and "are gone" in done.stderr


@pytest.mark.parametrize("email", ["nobody@x.example"])
def test_an_address_nobody_has_is_refused_in_words(tmp_path: Path, email: str) -> None:
    done = pratfall(tmp_path, email)
    assert done.returncode == 1 and "Nobody here has the address nobody@x.example" in done.stderr
    assert done.stdout == "" and "Traceback" not in done.stderr
