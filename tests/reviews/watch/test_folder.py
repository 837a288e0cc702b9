from __future__ import annotations

import os
from pathlib import Path

from pratfall.reviews.watch.folder import changed_files

LATER = 4_000_000_000.0


def names(folder: Path, known: dict[str, tuple[int, int]] | None = None, now: float = LATER) -> set[str]:
    return {path.name for path in changed_files(folder, known or {}, now_seconds=now)}


def test_new_and_changed_files_are_found_and_known_ones_are_not(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1", "utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.csv").write_text("2", "utf-8")
    found = changed_files(tmp_path, {}, now_seconds=LATER)
    assert {path.name for path in found} == {"a.csv", "b.csv"}
    known = {str(path): stamp for path, stamp in found.items()}
    assert names(tmp_path, known) == set()
    (tmp_path / "a.csv").write_text("longer", "utf-8")
    assert names(tmp_path, known) == {"a.csv"}


def test_half_downloaded_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    for name in ("x.csv.part", "y.crdownload", ".z.csv"):
        (tmp_path / name).write_text("1", "utf-8")
    assert names(tmp_path) == set()


def test_a_file_still_being_written_waits_for_the_next_look(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("1", "utf-8")
    os.utime(file, (1000.0, 1000.0))
    assert names(tmp_path, now=1001.0) == set()
    assert names(tmp_path, now=1003.0) == {"a.csv"}
