"""A home whose database has its tables already: making them takes eight seconds, once for every process of tests.

What a first start makes of an empty folder has tests of its own (tests/cli/test_serve.py, test_beginning.py).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from pratfall.site.place import DATABASE


def with_tables(home: Path) -> Path:
    """`home`, with an empty database in it where there was none."""
    if not (home / DATABASE).exists() and not os.environ.get("DATABASE_URL"):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy(_made(), home / DATABASE)
    return home


@cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="pratfall-tables-"))
    env = {**os.environ, "PRATFALL_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "pratfall.site.settings"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=env, check=True, timeout=300)
    return folder / DATABASE
