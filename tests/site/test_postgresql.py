"""What people do holds on PostgreSQL as on SQLite: the same tests, on a real server."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests import postgres
from tests.source_tree import ROOT

ON_BOTH = ("append_only", "audit", "at_once", "invitations", "own_data", "services", "tokens", "versions")

# Two minutes where nobody else works. Only what hangs takes this long: a lock that waits says so itself before.
HUNG_SECONDS = 900

OF_A_SETBACK = (
    "checks",
    "clocks",
    "freezing",
    "notes",
    "opening",
    "outings",
    "pauses",
    "preventions",
    "promises_at_once",
    "proving",
    "publishing",
    "statements",
    "statements_at_once",
    "states",
    "steps",
)


OF_A_LESSON = ("asked", "contradictions", "lessons", "rechecks")


@pytest.mark.skipif(postgres.programs() is None, reason="no PostgreSQL: apt-get install postgresql")
def test_what_people_do_holds_on_postgresql_too(free_port: int) -> None:
    tests = [str(ROOT / "tests" / "site" / "people" / f"test_{name}.py") for name in ON_BOTH]
    tests.append(str(ROOT / "tests" / "site" / "campaigns" / "test_two_editors.py"))
    tests.append(str(ROOT / "tests" / "site" / "campaigns" / "services"))
    tests.append(str(ROOT / "tests" / "site" / "setbacks" / "test_at_once.py"))
    tests += [str(ROOT / "tests" / "site" / "setbacks" / "services" / f"test_{name}.py") for name in OF_A_SETBACK]
    tests.append(str(ROOT / "tests" / "site" / "lessons" / "test_at_once.py"))
    tests += [str(ROOT / "tests" / "site" / "lessons" / "services" / f"test_{name}.py") for name in OF_A_LESSON]
    with postgres.running(free_port) as address:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:cacheprovider",
                "-p",
                "no:xdist",
                "-k",
                "not words",
                *tests,
            ],
            cwd=ROOT,
            env={**{k: v for k, v in os.environ.items() if not k.startswith("PRATFALL_")}, "DATABASE_URL": address},
            capture_output=True,
            text=True,
            timeout=HUNG_SECONDS,
        )
    assert done.returncode == 0, done.stdout[-4000:]
    assert re.search(r"(?:[4-9]\d|\d{3}) passed", done.stdout)
