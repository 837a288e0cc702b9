from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from pratfall.records.imports import Extract
from pratfall.sample import make
from pratfall.sources import read_paths

NETWORKS = {"facebook", "instagram", "x", "linkedin", "youtube"}


def test_the_same_seed_and_day_give_the_same_bytes(tmp_path: Path, until: date) -> None:
    first, second = make(tmp_path / "a", until=until), make(tmp_path / "b", until=until)
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_another_seed_gives_another_charity(made: tuple[Path, ...], tmp_path: Path, until: date) -> None:
    """How many posts got comments, and so a workbook of them, is luck too."""
    other = {path.name: path for path in make(tmp_path, until=until, seed=8)}
    shared = [(path, other[path.name]) for path in made if path.name in other]
    assert len(shared) > 0.8 * len(made)
    assert all(one.read_bytes() != two.read_bytes() for one, two in shared)


def test_every_file_is_read_by_the_readers_of_anybodys_files_and_every_check_passes(made: tuple[Path, ...]) -> None:
    results = list(read_paths(made, now=datetime(2026, 11, 21, tzinfo=UTC)))
    assert all(isinstance(result, Extract) for result in results)
    reports = [result.report for result in results if isinstance(result, Extract)]
    assert not [(r.name, check.code) for r in reports for check in r.checks if check.passed is False]
    # Only cancelled orders are left out.
    assert {(s.reason) for r in reports for s in r.skipped} <= {"status_failed"}


def test_five_accounts_on_five_networks_letters_and_gifts(made: tuple[Path, ...]) -> None:
    extracts = [r for r in read_paths(made, now=datetime(2026, 11, 21, tzinfo=UTC)) if isinstance(r, Extract)]
    rows = [row for e in extracts if "account" in e.tables for row in e.tables["account"].to_pylist()]
    accounts = {(row["platform"], row["account_id"]) for row in rows}
    on_networks = {(platform, account) for platform, account in accounts if platform in NETWORKS}
    assert {platform for platform, _ in on_networks} == NETWORKS
    assert len(on_networks) == len(NETWORKS)
    assert {e.report.source for e in extracts} >= {"mailchimp_campaigns", "donorbox", "helloasso", "exportcomments"}


def test_one_file_has_french_headers(made: tuple[Path, ...]) -> None:
    heads = [path.read_text(encoding="utf-8-sig").splitlines()[0] for path in made if path.suffix == ".csv"]
    assert sum(head.startswith("Identifiant de la publication") for head in heads) == 1
