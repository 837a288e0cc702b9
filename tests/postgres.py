"""A real PostgreSQL server for as long as a test needs one: Debian's programs, a folder of its own, loopback only."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT_MAY_NOT = ["runuser", "-u", "postgres", "--"]  # the server refuses to run as root


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, which Debian keeps off the path; the newest where there are several."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


@contextmanager
def running(port: int) -> Iterator[str]:
    """The address of its database. Nothing of it is left afterwards."""
    binaries = programs()
    assert binaries is not None
    as_whom = ROOT_MAY_NOT if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="pratfall-pg-"))  # short: a socket's path may have 107 bytes
    own = folder / "own"
    own.mkdir()
    if as_whom:
        folder.chmod(0o755)
        shutil.chown(own, "postgres")

    def run(*words: str) -> None:
        subprocess.run([*as_whom, *words], check=True, cwd=own, capture_output=True, timeout=60)

    control = [str(binaries / "pg_ctl"), "-D", str(own / "data"), "-w"]
    patience = "-c lock_timeout=120s"  # who waits for ever is named
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {own} -c fsync=off {patience}"
    try:
        run(
            str(binaries / "initdb"),
            "-D",
            str(own / "data"),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        )
        run(*control, "-l", str(own / "log"), "-o", options, "start")
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            run(*control, "-m", "fast", "stop")
    finally:
        shutil.rmtree(folder)
