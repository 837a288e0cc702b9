from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path


def test_beginning_twice_leaves_one_key_and_one_set_of_tables(tmp_path: Path) -> None:
    command = f"from pathlib import Path; from pratfall.cli.beginning import begin; begin(Path({str(tmp_path)!r}))"
    keys = set()
    for _ in range(2):
        env = {**os.environ, "PRATFALL_HOME": str(tmp_path)}
        subprocess.run([sys.executable, "-c", command], env=env, check=True)
        keys.add((tmp_path / "site.key").read_text(encoding="ascii"))
    assert len(keys) == 1
    with sqlite3.connect(tmp_path / "site.sqlite3") as base:
        assert base.execute("select count(*) from people_user").fetchone() == (0,)
