from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pratfall.lake import duck
from pratfall.lake.duck import MAX_MEMORY_BYTES, DuckEngine


@pytest.fixture
def engine(tmp_path: Path) -> DuckEngine:
    return DuckEngine(tmp_path / "spill")


def setting(engine: DuckEngine, name: str) -> str:
    (row,) = engine._connection.raw_sql(f"SELECT current_setting('{name}')").fetchall()
    return str(row[0])


def test_the_session_keeps_utc_whatever_the_machine_does(engine: DuckEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    assert setting(engine, "TimeZone") == "UTC"
    ((day,),) = engine._connection.raw_sql("SELECT CAST(TIMESTAMPTZ '2026-06-01 00:30:00+00' AS DATE)").fetchall()
    assert day == date(2026, 6, 1)


def test_memory_is_bounded_and_what_does_not_fit_goes_to_the_lake_s_own_folder(
    engine: DuckEngine, tmp_path: Path
) -> None:
    number, unit = setting(engine, "memory_limit").split()
    assert float(number) * {"MiB": 1 << 20, "GiB": 1 << 30}[unit] <= MAX_MEMORY_BYTES * 1.01
    assert setting(engine, "temp_directory") == str(tmp_path / "spill")


def test_a_question_larger_than_memory_is_answered_from_disk_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duck, "MAX_MEMORY_BYTES", 60 << 20)
    folder = tmp_path / "not yet" / "spill" / "own"
    engine = DuckEngine(folder)
    engine._connection.raw_sql("SET threads = 1")
    sql = "SELECT count(*) FROM (SELECT DISTINCT hash(range) AS a, hash(range + 1) AS b FROM range(3000000))"
    assert engine._connection.raw_sql(sql).fetchall() == [(3_000_000,)]
    spilled = folder.exists()
    engine.close()
    assert spilled and not list(tmp_path.rglob("*.tmp"))


def test_nothing_is_fetched_from_outside(engine: DuckEngine) -> None:
    assert setting(engine, "autoinstall_known_extensions").lower() == "false"
