from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Pratfall

FLAGS = ("--map", "Jour=day", "--map", "Fans=followers", "--map", "Vues=views:per_day", "--kind", "point")


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    path = tmp_path / "stats.csv"
    rows = "".join(f"2026-03-{day:02d};{100 + day};{10 * day}\n" for day in range(1, 29))
    path.write_text("Jour;Fans;Vues\n" + rows, encoding="utf-8")
    return path


def test_columns_named_once_are_read(pratfall: Pratfall, unknown: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pratfall("import", unknown) == 1
    assert pratfall("import", unknown, *FLAGS, "--platform", "threads", "--account", "us") == 0
    assert "28\u00a0rows kept" in capsys.readouterr().out


def test_a_mapping_is_remembered_by_its_header(pratfall: Pratfall, unknown: Path, home: Path, tmp_path: Path) -> None:
    assert pratfall("import", unknown, *FLAGS, "--save-mapping", "our stats") == 0
    assert [path.name for path in (home / "mappings").iterdir()] == ["our-stats.toml"]
    later = tmp_path / "later.csv"
    later.write_text(unknown.read_text(encoding="utf-8").replace("2026-03", "2026-04"), encoding="utf-8")
    assert pratfall("import", later) == 0


@pytest.mark.parametrize("flags", [("--map", "Fans"), ("--map", "Fans=fanciness"), ("--kind", "point")])
def test_a_flag_that_cannot_be_understood_is_one_line(
    flags: tuple[str, ...], pratfall: Pratfall, unknown: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("import", unknown, *flags) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_named_source_that_does_not_exist_is_refused(
    pratfall: Pratfall, unknown: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("import", unknown, "--source", "myspace") == 1
    assert "myspace" in capsys.readouterr().err
