"""Rows in chunks: nothing lost, everything accounted for, whole-file decisions over chunks."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from pratfall.errors import UnreadableFile
from pratfall.sources import frames as rows_in_frames
from pratfall.sources.blobs import Blob
from pratfall.sources.cells import Hints, ReadAgain
from pratfall.sources.columns import Kind, col, lay_out
from pratfall.sources.dates import DateOrder
from pratfall.sources.document import of_blob
from pratfall.sources.draft import Draft
from pratfall.sources.frames import Frame, frames, in_zone, moment, printed_local

COLUMNS = (
    col("day", Kind.DAY, "Date", required=True, filled=True),
    col("views", Kind.COUNT, "Views"),
    col("rate", Kind.NUMBER, "Rate"),
    col("text", Kind.TEXT, "Text"),
    col("at", Kind.TIME, "At"),
)


def read(text: str, draft: Draft, hints: Hints | None = None, **options: object) -> list[Frame]:
    data = text.encode()
    document = of_blob(Blob("a.csv", len(data), lambda: io.BytesIO(data)))
    (sheet,) = document.sheets
    layout = lay_out(sheet.head[0], COLUMNS)
    return list(frames(document, sheet, layout, draft, hints or Hints(), **options))  # type: ignore[arg-type]


def skipped(draft: Draft) -> dict[str, tuple[int, tuple[int, ...]]]:
    return {item.reason: (item.count, item.lines) for item in draft.skipped}


def test_rows_become_typed_columns() -> None:
    (frame,) = read("Date,Views,Rate,Text,At\n2026-01-02,3,0.5,hello,2026-01-02 10:00 +0100\n", Draft())
    assert frame["day"].to_pylist() == [date(2026, 1, 2)]
    assert (frame["views"].to_pylist(), frame["rate"].to_pylist()) == ([3.0], [0.5])
    assert frame["at"].to_pylist() == [datetime(2026, 1, 2, 9, 0, tzinfo=UTC)]
    assert frame["at.local"].to_pylist() == [datetime(2026, 1, 2, 10, 0)]
    assert frame.metrics("views", "likes").keys() == {"views"}
    assert frame["likes"].to_pylist() == [None]
    assert frame.text("nothing").type == pa.string()


def test_every_row_left_out_is_named_by_its_physical_line() -> None:
    draft = Draft()
    good = 'Date,Views,Text\n2026-01-01,1,"two\nlines"\nno day,2,x\n\n'
    text = good + "2026-01-02,3\n2026-01-03,4,y,extra\n2026-01-04,5,z,\n"
    (frame,) = read(text, draft)
    assert frame["day"].to_pylist() == [date(2026, 1, 1), date(2026, 1, 4)]
    assert skipped(draft) == {
        "bad_date": (1, (4,)),
        "row_shorter_than_header": (1, (6,)),
        "row_longer_than_header": (1, (7,)),
    }
    assert (draft.rows_read, draft.rows_kept) == (5, 2)


def test_a_last_row_cut_short_refuses_the_file() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read("Date,Views,Rate\n2026-01-01,1,2\n2026-01-02,3", Draft())
    assert (refused.value.code, refused.value.facts["line"]) == ("file_truncated", 3)


def test_rows_that_are_no_data_stand_aside() -> None:
    draft = Draft()
    frames_ = read(
        "Date,Views\nTotal,9\n2026-01-01,9\nShowing top 500\n", draft, aside=lambda row: not row[0][0].isdigit()
    )
    assert [frame.n for frame in frames_] == [1]
    assert draft.asides == [(2, ["Total", "9"]), (4, ["Showing top 500"])]
    assert (draft.rows_read, draft.rows_kept) == (1, 1)


def test_dropping_rows_accounts_for_them() -> None:
    draft = Draft()
    (frame,) = read("Date,Views\n2026-01-01,1\n2026-01-02,2\n2026-01-03,3\n", draft)
    left = frame.drop(pa.array([False, True, None]), "own_repost").drop([True, False], "other")
    assert left["views"].to_pylist() == [3.0]
    assert skipped(draft) == {"other": (1, (2,)), "own_repost": (1, (3,))}


def test_a_cell_that_is_no_number_is_missing_and_reported() -> None:
    draft = Draft()
    (frame,) = read("Date,Views\n2026-01-01,many\n2026-01-02,-\n2026-01-03,x\n", draft)
    assert frame["views"].to_pylist() == [None, None, None]
    (check,) = draft.checks
    assert (check.code, check.passed, check.expected, check.n) == ("cells_readable", False, "Views", 2)
    assert "line 2" in check.got


def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_in_frames, "LEAST_ROWS", 10)
    monkeypatch.setattr(rows_in_frames, "CELLS_PER_CHUNK", 20)


def test_chunks_together_are_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    small_chunks(monkeypatch)
    text = "Date,Views\n" + "".join(f"2026-01-{1 + i % 28:02d},{i}\n" for i in range(95))
    found = read(text, Draft())
    assert len(found) == 10
    assert [v for frame in found for v in frame["views"].to_pylist()] == list(range(95))
    assert found[-1].line(0) == 92


def test_a_late_decimal_comma_is_honoured_from_the_first_row_on(monkeypatch: pytest.MonkeyPatch) -> None:
    small_chunks(monkeypatch)
    text = "Date;Rate\n" + "2026-01-01;1.234\n" * 25 + "2026-01-02;2,5\n"
    hints = Hints()
    with pytest.raises(ReadAgain):
        read(text, Draft(), hints)
    rates = [v for frame in read(text, Draft(), hints) for v in frame["rate"].to_pylist()]
    assert rates == [1234.0] * 25 + [2.5]


def test_a_late_thirteenth_corrects_the_order_of_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    small_chunks(monkeypatch)
    text = "Date,Views\n" + "03/04/2026,1\n" * 25 + "13/04/2026,1\n"
    days = [v for frame in read(text, Draft()) for v in frame["day"].to_pylist()]
    assert days == [date(2026, 4, 3)] * 25 + [date(2026, 4, 13)]


def test_dates_in_both_orders_refuse_the_file() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read("Date,Views\n13/01/2026,1\n01/13/2026,1\n", Draft(), date_order=DateOrder.MONTH_FIRST)
    assert refused.value.code == "dates_contradict"
    assert refused.value.facts["day_first"] == "13/01/2026"


def test_the_order_a_source_prints_is_used_where_the_file_is_silent() -> None:
    (frame,) = read("Date,Views\n03/04/2026,1\n", Draft(), date_order=DateOrder.MONTH_FIRST)
    assert frame["day"].to_pylist() == [date(2026, 3, 4)]


def test_a_column_that_reads_both_ways_follows_the_other_columns() -> None:
    (frame,) = read("Date;Views;Rate\n2026-01-01;1.234;1.234\n", Draft())
    assert (frame["views"].to_pylist(), frame["rate"].to_pylist()) == ([1234.0], [1.234])
    (frame,) = read("Date;Views;Rate\n2026-01-01;3,5;1.234\n", Draft())
    assert frame["rate"].to_pylist() == [1234.0]


def test_many_printed_utc_times_are_read_at_once() -> None:
    rows = "".join(f"2026-01-01,2026-01-{1 + i % 28:02d} {i % 24:02d}:{i % 60:02d} +0000\n" for i in range(300))
    (frame,) = read("Date,At\n" + rows, Draft())
    assert frame["at"].null_count == 0
    assert frame["at"].to_pylist()[25] == datetime(2026, 1, 26, 1, 25, tzinfo=UTC)


def test_local_times_move_by_their_zone_and_season() -> None:
    local = pa.array([datetime(2026, 1, 5, 23, 45), datetime(2026, 7, 5, 23, 45)], pa.timestamp("us"))
    assert in_zone(local, "America/Los_Angeles").to_pylist() == [
        datetime(2026, 1, 6, 7, 45, tzinfo=UTC),
        datetime(2026, 7, 6, 6, 45, tzinfo=UTC),
    ]


def test_printed_times_keep_only_what_was_printed() -> None:
    local = pa.array([datetime(2026, 1, 5, 23, 45), datetime(2026, 1, 5), None], pa.timestamp("us"))
    assert printed_local(local, pa.array([True, False, None])).to_pylist() == [
        "2026-01-05 23:45:00",
        "2026-01-05",
        None,
    ]
    assert moment(datetime(2026, 1, 5, tzinfo=UTC)).as_py() == datetime(2026, 1, 5, tzinfo=UTC)
