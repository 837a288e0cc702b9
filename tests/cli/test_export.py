from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Pratfall


def test_everything_comes_out_as_csv_and_parquet(pratfall: Pratfall, tweets: Path, tmp_path: Path) -> None:
    pratfall("import", tweets)
    out = tmp_path / "out"
    assert pratfall("export", out) == 0
    assert {path.suffix for path in out.rglob("*") if path.is_file()} == {".csv", ".parquet"}
    post = next(path for path in out.rglob("post*.csv"))
    assert "Supper 7" in post.read_text(encoding="utf-8")


def test_a_file_in_the_way_is_refused(pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pratfall("export", tweets) == 1
    assert tweets.name in capsys.readouterr().err


def test_an_organisation_without_data_is_named_instead_of_written_as_empty_tables(
    pratfall: Pratfall, tweets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pratfall("import", tweets)
    assert pratfall("export", tmp_path / "out", "--organisation", "Typo") == 1
    assert "Typo" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
