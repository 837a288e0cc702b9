from __future__ import annotations

import csv
import io

from pratfall.site.taking.as_csv import csv_of
from pratfall.site.taking.blocks import Drawing, Fact, Heading, Line, Page, Table


def rows(*blocks: object) -> list[list[str]]:
    text = csv_of(Page("t", "en", tuple(blocks)))  # type: ignore[arg-type]
    assert text.startswith("\ufeff")
    return [row for row in csv.reader(io.StringIO(text[1:], newline="")) if row]


def test_tables_stand_under_their_headings() -> None:
    found = rows(Heading(1, "Posts"), Line("Two."), Fact("Since", "May"), Table(("day", "n"), (("1", "a,b"),)))
    assert found == [["Posts"], ["Two."], ["Since", "May"], ["day", "n"], ["1", "a,b"]]


def test_no_cell_is_a_formula_and_numbers_stay_numbers() -> None:
    found = rows(Table((), (("=1+1", "-3,5", "+cmd|' /C calc'!A0", "@x"),)))
    assert found == [["'=1+1", "-3,5", "'+cmd|' /C calc'!A0", "'@x"]]


def test_a_drawing_is_its_words() -> None:
    assert rows(Drawing("<svg/>", "falls"), Drawing("<svg/>", "")) == [["falls"]]
