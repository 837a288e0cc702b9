from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Pratfall


def test_a_healthy_machine_gets_exit_code_zero(
    pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pratfall("import", tweets)
    capsys.readouterr()
    assert pratfall("doctor") == 0
    lines = capsys.readouterr().out.splitlines()
    assert not [line for line in lines if line.startswith("!!")]
    assert any("duckdb" in line for line in lines)


def test_nothing_imported_yet_is_no_illness(pratfall: Pratfall) -> None:
    assert pratfall("doctor") == 0


def test_files_missing_from_the_lake_are_found_and_said(
    pratfall: Pratfall, tweets: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pratfall("import", tweets)
    next((home / "lake").rglob("*.parquet")).unlink()
    capsys.readouterr()
    assert pratfall("doctor", "--json") == 1
    found = {symptom["code"]: symptom["fine"] for symptom in json.loads(capsys.readouterr().out)}
    assert found["lake"] is False


@pytest.mark.parametrize(("variable", "value"), [("PRATFALL_ENGINE", "oracle"), ("PRATFALL_HOME", __file__)])
def test_a_setting_that_cannot_be_understood_is_usage(
    variable: str, value: str, pratfall: Pratfall, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(variable, value)
    assert pratfall("doctor") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
