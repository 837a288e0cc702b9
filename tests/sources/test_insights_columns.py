"""Two header rows of old Facebook Insights, brought to one set of full names."""

from __future__ import annotations

from pratfall.sources import insights_columns
from pratfall.sources.columns import Kind, col
from pratfall.sources.document import Sheet
from pratfall.sources.workbook import ListRows

TWICE = ["Date", "Daily Logged-in Page Views", "Daily Logged-in Page Views", "Daily Total Reach"]
BELOW = ["", "Daily: Page Views (Total Count)", "Daily: Page Views (Unique Users)", "Daily: reach (Unique Users)"]


def sheet(rows: list[list[str]], name: str = "") -> Sheet:
    return Sheet(name, lambda: ListRows(rows), rows)


def test_names_printed_twice_are_told_apart_by_the_second_row() -> None:
    assert insights_columns.full_names(TWICE, BELOW) == [
        "Date", "Daily Logged-in Page Views (total)", "Daily Logged-in Page Views (unique)", "Daily Total Reach",
    ]  # fmt: skip


def test_a_family_is_described_once_for_all_its_columns() -> None:
    names = ["Feedback - like", "Feedback - link", "Feedback - like", "Feedback - link"]
    below = ["Daily: people (Unique Users)", "", "Daily: times (Total Count)", ""]
    marks = [name.rsplit(" ", 1)[1] for name in insights_columns.full_names(names, below)]
    assert marks == ["(unique)", "(unique)", "(total)", "(total)"]


def test_a_breakdown_sheet_gets_the_name_excel_has_cut() -> None:
    headers = ["Post ID", "Permalink", "like", "share"]
    below = ["", "", "Lifetime: stories (Total Count)", ""]
    names = insights_columns.full_names(headers, below, "Lifetime Post Stories by act...")
    assert names[:2] == ["Post ID", "Permalink"]
    assert names[2:] == [f"Lifetime Post Stories by action type - {word}" for word in ("like", "share")]
    assert insights_columns.full_names(headers, below, "Key Metrics") == headers


def test_only_sentences_under_an_empty_key_are_descriptions() -> None:
    assert insights_columns.is_description(BELOW)
    assert not insights_columns.is_description(["1/1/2014", "3", "2", "9"])
    assert not insights_columns.is_description(["", "3", "2", "9"])


def test_without_the_second_row_double_names_are_left_out_and_the_others_read() -> None:
    columns = (
        col("day", Kind.DAY, "Date", required=True),
        col("views", Kind.COUNT, "Daily Logged-in Page Views", "Daily Logged-in Page Views (total)"),
        col("reach", Kind.COUNT, "Daily Total Reach"),
    )
    whole = insights_columns.lay_out_sheet(sheet([TWICE, BELOW, ["1/1/2014", "3", "2", "9"]]), columns)
    cut = insights_columns.lay_out_sheet(sheet([TWICE, ["1/1/2014", "3", "2", "9"]]), columns)
    assert whole is not None
    assert cut is not None
    assert whole.where == {"day": 0, "views": 1, "reach": 3}
    assert cut.where == {"day": 0, "reach": 3}


def test_a_sheet_without_the_key_is_none_of_these() -> None:
    assert (
        insights_columns.lay_out_sheet(sheet([["a", "b"], ["1", "2"]]), (col("day", Kind.DAY, "Date", required=True),))
        is None
    )
