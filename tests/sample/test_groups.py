from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pratfall.records.imports import Extract
from pratfall.sample import PLANTED_CAUSES, make_groups, regions
from pratfall.sample.groups import local_groups, outages_toml
from pratfall.sources import read_paths


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, until: date) -> tuple[Path, ...]:
    return make_groups(tmp_path_factory.mktemp("groups"), until=until)


def test_the_same_seed_and_day_give_the_same_bytes(written: tuple[Path, ...], tmp_path: Path, until: date) -> None:
    again = make_groups(tmp_path, until=until)
    assert [path.name for path in again] == [path.name for path in written]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]


def test_every_file_is_read_by_the_readers_of_anybodys_files_and_every_check_passes(written: tuple[Path, ...]) -> None:
    results = list(read_paths(written, now=datetime(2026, 11, 21, tzinfo=UTC)))
    assert all(isinstance(result, Extract) for result in results)
    reports = [result.report for result in results if isinstance(result, Extract)]
    assert not [(r.name, check.code) for r in reports for check in r.checks if check.passed is False]
    assert not [r.name for r in reports if r.skipped]


def test_each_group_is_an_account_of_its_own(written: tuple[Path, ...]) -> None:
    extracts = [r for r in read_paths(written, now=datetime(2026, 11, 21, tzinfo=UTC)) if isinstance(r, Extract)]
    rows = [row for e in extracts if "account" in e.tables for row in e.tables["account"].to_pylist()]
    accounts = {(row["platform"], row["account_id"]) for row in rows}
    assert len(accounts) == len(local_groups()["groups"])
    posts = [row for e in extracts if "post" in e.tables for row in e.tables["post"].to_pylist()]
    assert len({(row["platform"], row["post_id"]) for row in posts}) == len(posts)


def test_no_region_has_two_accounts_of_a_network_that_fail_for_different_reasons() -> None:
    """Else each would look like the other's network."""
    failing = [(g["region"], g["network"], g["mistake"]) for g in local_groups()["groups"] if g["mistake"]]
    assert len({place[:2] for place in failing}) == len(set(failing))


def test_every_mistake_but_the_charitys_own_is_planted_where_the_list_says(written: tuple[Path, ...]) -> None:
    planted = {(cause.region, cause.platform, cause.code) for cause in PLANTED_CAUSES if cause.region}
    made = {(g["region"], g["network"], g["mistake"]) for g in local_groups()["groups"] if g["mistake"]}
    assert planted == made
    assert {region for region, _, _ in planted} == set(regions())
    assert {path.parent.parent.name for path in written} == set(regions())


def test_outages_are_written_as_settings_read_them(until: date) -> None:
    assert len(outages_toml(until)) == len(local_groups()["outages"])
    assert all('networks = ["tiktok"]' in table for table in outages_toml(until))
