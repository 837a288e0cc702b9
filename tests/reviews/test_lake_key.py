"""The key behind the pseudonyms."""

from __future__ import annotations

import stat
from pathlib import Path

from pratfall.reviews.lake_key import BYTES, FILE, lake_key


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    key = lake_key(tmp_path / "home")
    assert len(key) == BYTES
    assert lake_key(tmp_path / "home") == key


def test_two_lakes_have_two_keys(tmp_path: Path) -> None:
    assert lake_key(tmp_path / "a") != lake_key(tmp_path / "b")


def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    lake_key(tmp_path)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_key_cut_short_is_no_key(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"")
    assert len(lake_key(tmp_path)) == BYTES
    assert lake_key(tmp_path) == (tmp_path / FILE).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
