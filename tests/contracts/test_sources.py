"""What every reader of `sources/files/` must keep, run over everything registered and its invented samples."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from pratfall.records.imports import Extract, FileReport, Outcome
from pratfall.records.tables import METRICS, TABLES, MetricKind
from pratfall.sources import TableExport, files, read_paths, readers
from pratfall.sources.blobs import of_path
from pratfall.sources.columns import Kind
from pratfall.sources.document import Document, of_blob
from pratfall.sources.draft import SCHEMAS
from pratfall.sources.sniff import Format

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "sources"
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
READ = (Outcome.IMPORTED, Outcome.NOTHING_TO_READ)
FEW = 5
NUMERIC = (Kind.COUNT, Kind.NUMBER, Kind.SHARE, Kind.PERCENT)


def samples() -> list[tuple[str, Path]]:
    return [(folder.name, path) for folder in sorted(SAMPLES.iterdir()) for path in sorted(folder.iterdir())]


def read(*paths: Path) -> list[Extract | FileReport]:
    return list(read_paths(paths, now=NOW, salt=b"salt"))


def reports(results: list[Extract | FileReport]) -> list[FileReport]:
    return [result.report if isinstance(result, Extract) else result for result in results]


every_sample = pytest.mark.parametrize(("reader", "path"), samples(), ids=lambda v: v if isinstance(v, str) else v.name)


def test_registered_readers_are_the_files_on_disk_and_never_none() -> None:
    on_disk = {path.stem for path in Path(files.__path__[0]).glob("*.py")} - {"__init__"}
    assert on_disk
    assert set(readers()) == on_disk


@pytest.mark.parametrize("name", sorted(readers()))
def test_a_reader_has_an_invented_sample(name: str) -> None:
    assert (SAMPLES / name).is_dir(), f"tests/samples/sources/{name}/ is missing"
    assert any((SAMPLES / name).iterdir())


@every_sample
def test_a_sample_is_read_by_its_reader(reader: str, path: Path) -> None:
    found = reports(read(path))
    assert all(report.outcome in READ for report in found), [(r.outcome, r.problem) for r in found]
    assert reader in {report.source for report in found}


@every_sample
def test_every_row_is_kept_or_skipped_with_a_reason(reader: str, path: Path) -> None:
    for report in reports(read(path)):
        assert report.rows_read == report.rows_kept + sum(skipped.count for skipped in report.skipped)
        assert report.rows_kept >= 0
        assert all(skipped.reason and skipped.lines for skipped in report.skipped)


@every_sample
def test_tables_have_exactly_the_columns_of_the_schema(reader: str, path: Path) -> None:
    for result in read(path):
        for name, table in result.tables.items() if isinstance(result, Extract) else ():
            assert table.schema.equals(SCHEMAS[name]), name
            for column in TABLES[name]:
                if column.required:
                    assert table.column(column.name).null_count == 0, f"{name}.{column.name}"


@every_sample
def test_numbers_say_what_they_mean(reader: str, path: Path) -> None:
    for result in read(path):
        table = result.tables.get("observation") if isinstance(result, Extract) else None
        if table is None:
            continue
        assert set(table["metric"].to_pylist()) <= METRICS
        assert set(table["kind"].to_pylist()) <= {kind.value for kind in MetricKind}
        assert set(table["scope"].to_pylist()) <= {"all", "organic", "paid", "unknown"}
        assert max(table["as_of"].to_pylist()) <= NOW
        for row in table.select(["kind", "window_start", "window_end"]).to_pylist():
            if row["kind"] == MetricKind.PER_DAY:
                assert row["window_start"] == row["window_end"] is not None
            elif row["window_start"] is not None:  # a window nobody named is unknown, not invented
                assert row["window_start"] <= row["window_end"]


@every_sample
def test_reading_twice_gives_the_same_tables(reader: str, path: Path) -> None:
    first, second = read(path), read(path)
    assert reports(first) == reports(second)
    for one, other in zip(first, second, strict=True):
        if isinstance(one, Extract):
            assert isinstance(other, Extract)
            assert {k: v.to_pylist() for k, v in one.tables.items()} == {
                k: v.to_pylist() for k, v in other.tables.items()
            }


@every_sample
def test_known_bytes_are_not_read_again(reader: str, path: Path) -> None:
    known = frozenset(report.file_id for report in reports(read(path)))
    again = reports(list(read_paths([path], known=known, now=NOW)))
    assert {report.outcome for report in again} == {Outcome.ALREADY_KNOWN}


def csv_samples() -> Iterator[tuple[str, Path]]:
    for reader, path in samples():
        if isinstance(readers().get(reader), TableExport) and path.suffix == ".csv":
            yield reader, path


every_csv = pytest.mark.parametrize(
    ("reader", "path"), list(csv_samples()), ids=lambda v: v if isinstance(v, str) else v.name
)


def rows_of(document: Document) -> list[list[str]]:
    text = document.blob.read(limit=1 << 24).decode(document.encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=document.delimiter))


def written(document: Document, rows: list[list[str]], path: Path) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=document.delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(document.encoding))
    return path


def observations(results: list[Extract | FileReport]) -> list[dict[str, object]]:
    tables = [
        result.tables["observation"]
        for result in results
        if isinstance(result, Extract) and "observation" in result.tables
    ]
    return pa.concat_tables(tables).to_pylist() if tables else []


@every_csv
def test_an_unknown_extra_column_does_no_harm(reader: str, path: Path, tmp_path: Path) -> None:
    document = of_blob(of_path(path))
    match = readers()[reader].match(document)
    assert match is not None
    assert match.layout is not None
    rows = rows_of(document)
    width = len(rows[match.layout.row])
    for i, row in enumerate(rows):
        if len(row) == width:
            row.append("A column of 2031" if i == match.layout.row else "words")
    extended = read(written(document, rows, tmp_path / path.name))
    if match.layout.known <= FEW and reports(extended)[0].outcome is Outcome.NEEDS_MAPPING:
        return  # a table of so few columns could be anybody's: it may ask
    assert {report.source for report in reports(extended)} == {reader}, reports(extended)
    assert "column_ignored:A column of 2031" in reports(extended)[0].notes
    assert observations(extended) == observations(read(path))


@every_csv
def test_columns_may_come_in_another_order(reader: str, path: Path, tmp_path: Path) -> None:
    document = of_blob(of_path(path))
    match = readers()[reader].match(document)
    assert match is not None
    assert match.layout is not None
    rows = rows_of(document)
    headers = rows[match.layout.row]
    if len(set(headers)) < len(headers) or not isinstance(readers()[reader], TableExport):
        pytest.skip("columns that share a name are told apart by their order")
    # Rows of notes and totals keep their place; the first column is what they are recognised by.
    turned = [[row[0], *row[:0:-1]] if len(row) == len(headers) else row for row in rows]
    mixed = read(written(document, turned, tmp_path / path.name))
    assert {report.source for report in reports(mixed)} == {reader}, reports(mixed)
    key = [sorted(map(repr, observations(results))) for results in (mixed, read(path))]
    assert key[0] == key[1]


@every_csv
def test_missing_numbers_stay_missing(reader: str, path: Path, tmp_path: Path) -> None:
    document = of_blob(of_path(path))
    match = readers()[reader].match(document)
    assert match is not None
    assert match.layout is not None
    rows = rows_of(document)
    blank = [i for f, i in match.layout.where.items() if match.layout.cols[f].kind in NUMERIC]
    for row in rows[match.layout.row + 1 :]:
        if len(row) == len(match.layout.headers):
            for i in blank:
                row[i] = ""
    emptied = read(written(document, rows, tmp_path / path.name))
    assert all(report.outcome in READ for report in reports(emptied)), reports(emptied)
    assert not [row for row in observations(emptied) if row["value"] == 0], "a blank cell became a zero"


def test_samples_name_only_readers_that_exist() -> None:
    assert {reader for reader, _ in samples()} <= set(readers())


def test_no_sample_is_read_by_two_readers() -> None:
    for _, path in samples():
        document = of_blob(of_path(path))
        if document.format is Format.ZIP:
            continue
        scores = sorted((m.score for r in readers().values() if (m := r.match(document))), reverse=True)
        assert len(scores) < 2 or scores[0] > scores[1], f"{path.name}: {scores}"
