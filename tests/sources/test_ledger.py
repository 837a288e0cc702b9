"""Small tables: what the whole file decides, and rows that are not as wide as their header."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pratfall.errors import AmbiguousExport, UnreadableFile
from pratfall.sources.blobs import of_path
from pratfall.sources.columns import Kind, col, find_header
from pratfall.sources.dates import DateOrder
from pratfall.sources.document import of_blob
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context
from pratfall.sources.frames import Hints
from pratfall.sources.ledger import Ledger, decide_order, local_text, read_ledger
from pratfall.sources.numbers import Mark
from tests.sources.one_file import NOW, written

COLUMNS = (
    col("day", Kind.DAY, "Day", required=True),
    col("amount", Kind.MONEY, "Amount", required=True),
    col("rate", Kind.PERCENT, "Rate"),
    col("n", Kind.COUNT, "N"),
)


def ledger_of(folder: Path, text: str, *, told: DateOrder = DateOrder.UNDECIDED) -> tuple[Ledger, Draft]:
    document = of_blob(of_path(written(folder, "table.csv", text)))
    layout = find_header(document.sheets[0].head, COLUMNS)
    assert layout is not None
    draft = Draft()
    context = Context(now=NOW, hints=Hints(user_order=told))
    is_total = lambda cells: cells[0] == "Total"  # noqa: E731 - one line says it
    return read_ledger(document, document.sheets[0], layout, draft, context, aside=is_total), draft


def test_amounts_are_exact_and_the_mark_is_that_of_the_file(tmp_path: Path) -> None:
    text = "Day;Amount;Rate;N\n2026-01-31;1.234,50;12,5%;1.234\n2026-02-01;0,10;--;7\n"
    ledger, _ = ledger_of(tmp_path, text)
    first, second = ledger.rows
    assert ledger.mark is Mark.COMMA
    assert (first.amounts["amount"], first.number("rate"), first.count("n")) == (Decimal("1234.50"), 0.125, 1234)
    assert (second.amounts["amount"], second.number("rate")) == (Decimal("0.10"), None)


def test_totals_are_set_aside_and_not_counted(tmp_path: Path) -> None:
    ledger, draft = ledger_of(tmp_path, "Day,Amount\n2026-01-31,5.00\nTotal,5.00\n")
    assert (len(ledger.rows), draft.rows_read, len(draft.asides)) == (1, 1, 1)
    assert ledger.cells_of(draft.asides[0][1])["amount"] == 5


def test_a_row_that_is_too_short_or_too_long_is_left_out_with_its_line(tmp_path: Path) -> None:
    text = "Day,Amount\n2026-01-31,5.00\n2026-02-01\n2026-02-02,6.00,x\n2026-02-03,7.00,\n"
    ledger, draft = ledger_of(tmp_path, text)
    assert [row.line for row in ledger.rows] == [2, 5]
    assert {item.reason: item.lines for item in draft.skipped} == {
        "row_shorter_than_header": (3,),
        "row_longer_than_header": (4,),
    }
    assert draft.rows_read == draft.rows_kept + 2


def test_a_last_row_cut_in_its_middle_is_a_cut_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="file_truncated"):
        ledger_of(tmp_path, "Day,Amount,N\n2026-01-31,5.00,1\n2026-02-01,6")


def test_a_cell_that_is_no_amount_stays_missing_and_is_reported(tmp_path: Path) -> None:
    ledger, draft = ledger_of(tmp_path, "Day,Amount\n2026-01-31,five\n2026-02-01,-\n")
    assert [row.amounts["amount"] for row in ledger.rows] == [None, None]
    [told] = draft.checks
    assert (told.code, told.passed, told.expected, told.got) == ("cells_readable", False, "Amount", "five")


def test_an_absurd_amount_is_no_amount(tmp_path: Path) -> None:
    ledger, _ = ledger_of(tmp_path, f"Day,Amount\n2026-01-31,{'9' * 60}\n2026-02-01,1.23456789\n")
    assert [row.amounts["amount"] for row in ledger.rows] == [None, Decimal("1.234568")]


def test_a_thirteenth_decides_the_order_of_the_whole_file() -> None:
    assert decide_order([["01/02/2026", "13/02/2026"]], DateOrder.UNDECIDED, "f") is DateOrder.DAY_FIRST
    assert decide_order([["01/02/2026"], ["02/13/2026"]], DateOrder.UNDECIDED, "f") is DateOrder.MONTH_FIRST


def test_rows_in_order_of_time_decide_where_no_day_is_above_twelve() -> None:
    by_month = ["01/02/2026", "01/09/2026", "02/01/2026", "03/01/2026"]
    assert decide_order([by_month], DateOrder.UNDECIDED, "f") is DateOrder.MONTH_FIRST
    assert decide_order([by_month[::-1]], DateOrder.UNDECIDED, "f") is DateOrder.MONTH_FIRST


def test_a_decimal_comma_is_no_neighbour_of_a_month_first() -> None:
    assert decide_order([["01/02/2026"]], DateOrder.UNDECIDED, "f", Mark.COMMA) is DateOrder.DAY_FIRST


def test_what_nothing_decides_is_asked() -> None:
    with pytest.raises(AmbiguousExport, match="date_order_unknown"):
        decide_order([["01/02/2026"]], DateOrder.UNDECIDED, "f")
    assert decide_order([["01/02/2026"]], DateOrder.MONTH_FIRST, "f") is DateOrder.MONTH_FIRST


def test_dates_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="dates_contradict"):
        decide_order([["13/02/2026", "02/13/2026"]], DateOrder.UNDECIDED, "f")


def test_local_texts_have_an_hour_only_where_one_is_printed(tmp_path: Path) -> None:
    ledger, _ = ledger_of(tmp_path, "Day,Amount\n2026-01-31,5.00\n2026-02-01 07:30,5.00\n")
    told = [local_text(ledger.when(row, "day")) for row in ledger.rows]
    assert told == ["2026-01-31", "2026-02-01 07:30:00"]
    assert local_text(None) is None


def test_the_date_shown_to_the_user_is_one_that_reads_two_ways() -> None:
    columns = [["2026-11-03", "11/04/2026", "11/02/2026", "11/03/2026"]]
    with pytest.raises(AmbiguousExport) as raised:
        decide_order(columns, DateOrder.UNDECIDED, "gifts.csv")
    assert raised.value.facts["example"] == "11/04/2026"
