"""Exports nobody has listed, read by the user's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pratfall.records.imports import Extract, FileReport, Outcome, ZoneEvidence
from pratfall.sources import read_paths
from pratfall.sources.blobs import of_path
from pratfall.sources.document import of_blob
from pratfall.sources.mapped import MappedExport, header_fingerprint
from pratfall.sources.mapping import Mapping, from_flags

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DAYS = "Bericht\n\nDatum;Reichweite;Abonnenten;Notiz\n01.02.2026;1.234;500;a\n13.02.2026;-;501;b\n"
POSTS = (
    "Link,Posted,Message,Loves\n"
    "https://a.example/1,2026-02-01 10:00,First #One,3\n"
    "https://a.example/2,2026-07-01 10:00,Second,\n"
    ",sometime,Third,1\n"
)


def read(tmp_path: Path, text: str, *mappings: Mapping) -> Extract | FileReport:
    path = tmp_path / "tool.csv"
    path.write_text(text, encoding="utf-8")
    (result,) = read_paths([path], now=NOW, mappings=mappings)
    return result


def rows(result: Extract | FileReport, table: str) -> list[dict[str, Any]]:
    assert isinstance(result, Extract), result
    return result.tables[table].to_pylist()  # type: ignore[no-any-return]


def of_days() -> Mapping:
    pairs = ["Datum=day", "Reichweite=reach", "Abonnenten=followers:point"]
    return from_flags(pairs, kind="per_day", platform="facebook", account="verein")


def of_posts() -> Mapping:
    pairs = ["Link=url", "Posted=time", "Message=text", "Loves=likes"]
    return from_flags(pairs, kind="lifetime", platform="pinterest", account="verein", zone="Europe/Paris")


def test_days_of_an_account_are_read_with_the_kinds_the_user_gave(tmp_path: Path) -> None:
    found = read(tmp_path, DAYS, of_days())
    told = [(r["metric"], r["value"], r["kind"], r["additive"], r["partial_day"]) for r in rows(found, "observation")]
    assert told == [
        ("reach", 1234.0, "per_day", False, False),
        ("followers", 500.0, "point_in_time", False, False),
        ("followers", 501.0, "point_in_time", False, False),
    ]
    assert [(r["start"], r["end"]) for r in rows(found, "coverage")] == [
        (date(2026, 2, 1), date(2026, 2, 1)),
        (date(2026, 2, 13), date(2026, 2, 13)),
    ]
    assert isinstance(found, Extract)
    assert found.report.source == "mapped"
    assert "column_ignored:Notiz" in found.report.notes
    assert (found.report.period_start, found.report.period_end) == (date(2026, 2, 1), date(2026, 2, 13))


def test_posts_are_read_in_the_zone_the_user_gave(tmp_path: Path) -> None:
    found = read(tmp_path, POSTS, of_posts())
    assert isinstance(found, Extract)
    posts = rows(found, "post")
    assert [(r["post_id"], r["published_at"], r["published_local"]) for r in posts] == [
        ("https://a.example/1", datetime(2026, 2, 1, 9, 0, tzinfo=UTC), "2026-02-01 10:00:00"),
        ("https://a.example/2", datetime(2026, 7, 1, 8, 0, tzinfo=UTC), "2026-07-01 10:00:00"),
    ]
    assert posts[0]["hashtags"] == ["One"]
    assert [(r["subject_id"], r["value"]) for r in rows(found, "observation")] == [("https://a.example/1", 3.0)]
    assert (found.report.zone, found.report.zone_evidence) == ("Europe/Paris", ZoneEvidence.USER)
    assert {s.reason: s.lines for s in found.report.skipped} == {"bad_date": (4,)}


def test_without_a_zone_no_instant_is_invented(tmp_path: Path) -> None:
    found = read(tmp_path, POSTS, replace(of_posts(), zone=""))
    assert [r["published_at"] for r in rows(found, "post")] == [None, None]


def test_a_mapping_without_ids_makes_the_same_ids_every_time(tmp_path: Path) -> None:
    mapping = from_flags(["Posted=time", "Message=text", "Loves=likes"], kind="lifetime")
    first, second = (rows(read(tmp_path, POSTS, mapping), "post") for _ in range(2))
    assert first == second
    assert all(r["post_id"].startswith("made:") for r in first)


def test_ids_a_spreadsheet_has_rounded_are_left_out(tmp_path: Path) -> None:
    mapping = from_flags(["Id=post_id", "Loves=likes"], kind="lifetime")
    found = read(tmp_path, "Id,Loves\n1.22158E+17,3\n122158000000000001,4\n", mapping)
    assert [r["post_id"] for r in rows(found, "post")] == ["122158000000000001"]
    assert isinstance(found, Extract)
    assert found.report.skipped[0].reason == "id_spoiled_by_spreadsheet"


def test_a_window_is_the_users_where_no_column_says(tmp_path: Path) -> None:
    mapping = from_flags(["Link=url", "Loves=likes"], kind="window", window="2026-01-01:2026-01-31")
    (row,) = rows(read(tmp_path, "Link,Loves\nhttps://a.example/1,3\n", mapping), "observation")
    assert (row["kind"], row["window_start"], row["window_end"]) == (
        "window_total",
        date(2026, 1, 1),
        date(2026, 1, 31),
    )


def test_a_remembered_mapping_reads_its_own_header_only(tmp_path: Path) -> None:
    path = tmp_path / "tool.csv"
    path.write_text(DAYS, encoding="utf-8")
    mark = header_fingerprint(of_blob(of_path(path)), of_days())
    remembered = replace(of_days(), fingerprint=mark)
    assert isinstance(read(tmp_path, DAYS, remembered), Extract)
    assert isinstance(read(tmp_path, DAYS.replace("Notiz", "Bemerkung"), remembered), FileReport)
    assert isinstance(read(tmp_path, DAYS.replace("Notiz", "NOTIZ"), remembered), Extract)


def test_a_mapping_that_does_not_fit_says_which_columns_are_missing(tmp_path: Path) -> None:
    found = read(tmp_path, "Tag;Zahl\n01.02.2026;1\n", of_days())
    assert isinstance(found, FileReport)
    assert found.outcome is Outcome.NEEDS_MAPPING
    assert found.problem is not None
    assert found.problem.code == "mapping_column_missing"
    assert found.problem.facts["columns"] == "Datum, Reichweite, Abonnenten"


def test_several_accounts_and_networks_in_one_file_stay_apart(tmp_path: Path) -> None:
    pairs = ["Network=platform", "Profile=account", "Date=day", "Fans=followers"]
    text = "Network,Profile,Date,Fans\nX,a,2026-01-01,1\nLinkedIn,b,2026-01-01,2\nX,a,2026-01-02,3\n"
    found = rows(read(tmp_path, text, from_flags(pairs, kind="point")), "observation")
    assert [(r["platform"], r["account_id"], r["value"]) for r in found] == [
        ("x", "a", 1),
        ("linkedin", "b", 2),
        ("x", "a", 3),
    ]


def test_a_mapping_names_what_a_document_lacks(tmp_path: Path) -> None:
    path = tmp_path / "tool.csv"
    path.write_text("Datum;Zahl\n01.02.2026;1\n", encoding="utf-8")
    assert MappedExport(of_days()).missing(of_blob(of_path(path))) == ("Reichweite", "Abonnenten")
