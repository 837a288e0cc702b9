from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Pratfall


def test_a_file_is_reported_and_counted(pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pratfall("import", tweets) == 0
    printed = capsys.readouterr().out
    assert tweets.name in printed
    assert "30\u00a0rows kept" in printed


def test_the_same_bytes_again_are_no_failure(
    pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pratfall("import", tweets)
    first = capsys.readouterr().out
    assert pratfall("import", tweets) == 0
    assert capsys.readouterr().out != first


def test_a_file_that_cannot_be_used_is_named_and_the_others_are_imported(
    pratfall: Pratfall, tweets: Path, broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("import", broken, tweets) == 1
    printed = capsys.readouterr().out
    assert broken.name in printed
    assert "30\u00a0rows kept" in printed


def test_a_path_that_is_not_there_is_one_line(
    pratfall: Pratfall, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("import", tmp_path / "missing.csv") == 1
    assert "missing.csv" in capsys.readouterr().out


def test_reports_are_in_the_language_asked_for(
    pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pratfall("import", tweets, "--lang", "fr")
    assert "lignes" in capsys.readouterr().out
