"""Readers of one table: when they fit, and what a reader may know."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import openpyxl

from pratfall.sources.blobs import Blob
from pratfall.sources.columns import Kind, col
from pratfall.sources.document import Document, of_blob
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
COLUMNS = (
    col("day", Kind.DAY, "Date", required=True),
    col("views", Kind.COUNT, "Views", required=True),
    col("likes", Kind.COUNT, "Likes"),
)


def export(**options: object) -> TableExport:
    return TableExport(
        name="some", platform="x", evidence=Evidence.TESTS, real_file_seen=False, columns=COLUMNS,
        reading=lambda *_: None, **options,
    )  # type: ignore[arg-type]  # fmt: skip


def document(data: bytes) -> Document:
    return of_blob(Blob("a.csv", len(data), lambda: io.BytesIO(data)))


def test_the_score_is_the_number_of_names_known() -> None:
    match = export().match(document(b"Date,Views,Likes,Other\n2026-01-01,1,2,x\n"))
    assert match is not None
    assert match.score == 3


def test_too_many_strange_names_are_somebody_elses_file() -> None:
    assert export(least_known=0.5).match(document(b"Date,Views,A,B,C\n2026-01-01,1,2,3,4\n")) is None


def test_a_name_of_a_look_alike_refuses() -> None:
    assert export(refuses=("page id",)).match(document(b"Date,Views,Likes,Page ID\n2026-01-01,1,2,3\n")) is None


def test_the_best_sheet_of_a_workbook_is_read_and_the_others_are_named() -> None:
    book = openpyxl.Workbook()
    for name, header in (("Poor", ["Date", "Views"]), ("Rich", ["Date", "Views", "Likes"])):
        book.create_sheet(name).append(header)
    out = io.BytesIO()
    book.save(out)
    found = document(out.getvalue())
    match = export().match(found)
    assert match is not None
    assert found.sheets[match.sheet].name == "Rich"
    draft = Draft()
    export().read(found, Context(NOW), draft)
    assert "sheet_not_read:Poor" in draft.notes
    assert draft.header_fingerprint


def test_the_age_of_numbers_is_never_later_than_proven() -> None:
    context = Context(NOW)
    assert context.as_of(None, date(2026, 1, 5), datetime(2026, 1, 4, 12, tzinfo=UTC)) == datetime(
        2026, 1, 5, tzinfo=UTC
    )
    assert context.as_of(date(2027, 1, 1)) == NOW
    assert context.as_of(None) == NOW


def test_a_file_that_names_no_account_takes_the_users_word() -> None:
    assert Context(NOW).local_account("x") == "local:x"
    assert Context(NOW, account="Lantern").local_account("x") == "local:Lantern"
