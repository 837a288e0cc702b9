"""What commands do with setbacks: the doctor finds tampering, erasing reaches people's words, exports hold ledgers."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.tables import with_tables

MAKE = """
from datetime import UTC, datetime
from pathlib import Path
import os
from pratfall.cli.beginning import begin
begin(Path(os.environ["PRATFALL_HOME"]))
from pratfall.site.people import services
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import ledger
from tests.site.setbacks.hearing import ABOUT, BEGAN, export, said
owner = services.first_account(
    name="O", email="o@x.example", password="a sentence is easier", organisation="X", lake_key="default"
)
setback = Setback.objects.create(
    organisation=owner.organisation, title="t", about=ABOUT, began_at=BEGAN, opened_at=BEGAN, first_word_due_at=BEGAN
)
rows = [said("c1", "Anna's own words", author_key="anna"), said("c2", "Shame", 2), said("c3", "Liars", 3)]
export(owner.organisation, "one", rows)
print(ledger.collect(setback=setback, now=datetime(2026, 11, 21, tzinfo=UTC)))
"""


def run(home: Path, *words: str, database: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PRATFALL_HOME": str(home), "DATABASE_URL": database}
    return subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True)


def test_the_doctor_erasing_and_exports_know_the_ledgers(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with_tables(home)
    made = run(home, "-c", MAKE)
    assert made.returncode == 0, made.stderr
    well = run(home, "-m", "pratfall", "doctor", "--lang", "en")
    assert well.returncode == 0 and "Ledgers of setbacks hold (setbacks, entries): 1, 6" in well.stdout, well.stdout

    assert run(home, "-m", "pratfall", "erase", "--person", "anna", "--yes", "--lang", "en").returncode == 0
    with sqlite3.connect(home / "site.sqlite3") as base:
        assert base.execute("select count(*) from setbacks_kepttext where text like 'Anna%'").fetchone() == (0,)
        assert base.execute("select count(*) from setbacks_ledgerentry where kind = 'erased'").fetchone() == (1,)
    assert run(home, "-m", "pratfall", "doctor").returncode == 0

    assert run(home, "-m", "pratfall", "export", str(tmp_path / "out")).returncode == 0
    (path,) = (tmp_path / "out" / "setbacks").iterdir()
    kinds = [json.loads(line)["kind"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert kinds == ["seen", "scored"] * 3 + ["erased"]

    with sqlite3.connect(home / "site.sqlite3") as base:
        base.execute("drop trigger setbacks_ledgerentry_no_update")
        base.execute("update setbacks_ledgerentry set kind = 'back' where place = 3")
    ill = run(home, "-m", "pratfall", "doctor", "--lang", "en")
    assert ill.returncode == 1
    assert "!!  LEDGER BROKEN, an entry was changed (setback, entry): x/1, 3" in ill.stdout


def test_a_database_nobody_reaches_is_said_and_is_no_riddle(tmp_path: Path) -> None:
    ill = run(tmp_path, "-m", "pratfall", "doctor", "--lang", "en", database="postgres://nobody@127.0.0.1:1/x")
    assert ill.returncode == 1 and "Traceback" not in ill.stderr
    assert "!!  The site’s database cannot be reached" in ill.stdout
