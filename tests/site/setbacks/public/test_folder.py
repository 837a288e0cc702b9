"""Files are replaced whole, and what was cut off is finished."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from pratfall.site.setbacks.public import folder
from tests.killing import killed_after

ONE = {"index.html": b"one " * 20_000, "en/index.html": b"One " * 20_000, "page.css": b"a{}"}
TWO = {"index.html": b"two " * 20_000, "en/index.html": b"Two " * 20_000, "page.css": b"b{}"}


def lying(home: Path) -> dict[str, bytes]:
    there = home / "public" / "a-page"
    return {path.relative_to(there).as_posix(): path.read_bytes() for path in there.rglob("*") if path.is_file()}


def put(files: dict[str, bytes]) -> bool:
    with folder.alone():
        return folder.put("a-page", files)


def test_what_is_given_is_what_lies_there_and_nothing_else(home: Path) -> None:
    assert put(ONE) and not put(ONE)
    (home / "public" / "a-page" / ".index.html.0123.new").write_bytes(b"half")
    assert put(ONE), "what a killed writer left is taken away"
    plain = {path: content for path, content in lying(home).items() if not path.endswith(".gz")}
    assert plain == ONE
    assert gzip.decompress(lying(home)["en/index.html.gz"]) == ONE["en/index.html"]
    assert put({"gone.html": b"gone"}) and set(lying(home)) == {"gone.html", "gone.html.gz"}


def test_files_that_did_not_change_keep_their_day(home: Path) -> None:
    put(ONE)
    style = home / "public" / "a-page" / "page.css"
    before = style.stat().st_mtime_ns
    put({**TWO, "page.css": ONE["page.css"]})
    assert style.stat().st_mtime_ns == before


def test_a_web_server_of_another_user_may_read_them(home: Path) -> None:
    put(ONE)
    assert all(p.stat().st_mode & 0o044 == 0o044 for p in (home / "public" / "a-page").rglob("*"))


def test_another_folder_may_hold_them(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folder.VARIABLE, str(tmp_path / "web"))
    put(ONE)
    assert (tmp_path / "web" / "a-page" / "page.css").read_bytes() == b"a{}"


def test_only_one_writes_at_a_time(home: Path) -> None:
    with folder.alone(), pytest.raises(Timeout), FileLock(home / "public" / ".lock", timeout=0):
        pass


def write_for_ever(home: str) -> None:
    import os

    os.environ["PRATFALL_HOME"] = home
    for _ in range(100_000):
        put(ONE)
        put(TWO)


@pytest.mark.parametrize("seconds", [0.35, 0.4, 0.47, 0.55, 0.8])
def test_killed_in_the_middle_each_file_is_whole_and_the_next_writer_finishes(home: Path, seconds: float) -> None:
    put(ONE)
    imports = ["pratfall.site.setbacks.public.folder", "tests.killing"]
    assert not killed_after(seconds, write_for_ever, str(home), imports=imports)
    for path, content in lying(home).items():
        if not path.endswith((".gz", ".new")):
            assert content in (ONE[path], TWO[path]), path
    put(TWO)
    assert {p: c for p, c in lying(home).items() if not p.endswith(".gz")} == TWO
