"""Headers found and columns named."""

from __future__ import annotations

import pytest

from pratfall.sources.columns import Kind, col, find_header, lay_out

COLUMNS = (
    col("day", Kind.DAY, "Date", "Fecha", required=True, filled=True),
    col("views", Kind.COUNT, "Views", "Vues", required=True),
    col("spend", Kind.MONEY, pattern=r"amount spent \([a-z]{3}\)"),
)


def test_names_match_whole_and_in_any_dress() -> None:
    layout = lay_out(["\ufeffDATE ", "Average percentage viewed (%)", "vues", "Amount spent (EUR)"], COLUMNS)
    assert layout.where == {"day": 0, "views": 2, "spend": 3}
    assert layout.unknown == ("Average percentage viewed (%)",)
    assert layout.missing == ()
    assert layout.has("day", "views")


def test_a_second_column_for_the_same_field_is_known_but_not_used() -> None:
    layout = lay_out(["Date", "Vues", "Views"], COLUMNS)
    assert layout.where["views"] == 1
    assert layout.unknown == ()


def test_the_header_is_found_below_a_preamble() -> None:
    head = [["Report"], ["March 27, 2026 - April 23, 2026"], ["Date", "Views", "Other"], ["2026-01-01", "3", "x"]]
    layout = find_header(head, COLUMNS)
    assert layout is not None
    assert (layout.row, layout.share_known) == (2, pytest.approx(2 / 3))


def test_without_a_required_column_there_is_no_header() -> None:
    assert find_header([["Date", "Likes"]], COLUMNS) is None
    assert lay_out(["Date"], COLUMNS).missing == ("views",)


def test_data_that_looks_like_a_name_is_not_the_header() -> None:
    head = [["Date", "Views", "Amount spent (EUR)"], ["Date", "Views", "3"]]
    layout = find_header(head, COLUMNS)
    assert layout is not None
    assert layout.row == 0


def test_empty_headers_are_nobodys() -> None:
    layout = lay_out(["Date", "", "  ", "Views"], COLUMNS)
    assert layout.unknown == ()
