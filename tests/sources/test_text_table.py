"""Text tables: delimiters, line numbers, and files that were cut."""

from __future__ import annotations

import io

import pytest

from pratfall.errors import UnreadableFile
from pratfall.sources.blobs import Blob
from pratfall.sources.text_table import TextRows, delimiter_of, ends_with_newline, head_rows


def blob(text: str | bytes) -> Blob:
    data = text if isinstance(text, bytes) else text.encode()
    return Blob("a.csv", len(data), lambda: io.BytesIO(data))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("Datum;Aufrufe;Rate\n01.02.2026;1,5;2,5\n02.02.2026;3,5;4,5\n", ";"),
        ("Name\tClicks\nspring | sale, red\t3\n", "\t"),
        ('Campaign,Cost\n"a | b; c",1\n"d; e; f",2\n', ","),
        ("sep=;\na;b\n1;2\n", ";"),
        ('"sep=,"\n"Views"\n"Date","Primary"\n"2026-01-01","3"\n', ","),
        ("# note, with, commas\n\nSource;Sessions\ngoogle;1\nbing;2\n", ";"),
        ("Date\n2026-01-01\n", ","),
    ],
)
def test_the_delimiter_is_the_header_lines(text: str, delimiter: str) -> None:
    assert delimiter_of(blob(text), "utf-8") == delimiter


def test_lines_are_counted_through_quoted_line_breaks() -> None:
    rows = TextRows(blob('a,b\n"one\ntwo",2\n3,4\n'), "utf-8", ",")
    assert [(row, rows.line_num) for row in rows] == [(["a", "b"], 1), (["one\ntwo", "2"], 3), (["3", "4"], 4)]


def test_a_quote_that_never_closes_is_refused_with_its_line() -> None:
    rows = TextRows(blob('a,b\n1,2\n3,"cut here\nand on'), "utf-8", ",")
    with pytest.raises(UnreadableFile) as refused:
        rows.take(100)
    assert refused.value.code == "quote_never_closed"
    assert refused.value.facts["line"] == 3


def test_a_quote_that_swallows_a_large_file_is_refused() -> None:
    rows = TextRows(blob('a,b\n1,2\n3,"open\n' + "4,5\n" * 100_000), "utf-8", ",")
    with pytest.raises(UnreadableFile, match="quote_never_closed"):
        rows.take(1_000_000)


def test_reading_in_pieces_gives_the_same_rows() -> None:
    text = "a,b\n" + "".join(f"{i},x\n" for i in range(100))
    for size in (1, 7, 100, 101, 102):
        rows, out = TextRows(blob(text), "utf-8", ","), []
        while taken := rows.take(size):
            out += taken
        assert len(out) == 101
        assert out[-1] == ["99", "x"]


def test_a_large_caption_is_no_damage() -> None:
    rows = TextRows(blob('a,b\n1,"' + "long " * 20_000 + '"\n'), "utf-8", ",")
    assert len(rows.take(10)[1][1]) == 100_000


def test_the_head_of_a_large_file_leaves_out_its_cut_last_row() -> None:
    text = "a,b\n" + "1,2\n" * 400_000
    assert len(head_rows(blob(text), "utf-8", ",")) == 100


def test_an_unfinished_last_line_is_noticed() -> None:
    assert ends_with_newline(blob("a\n"), "utf-8")
    assert not ends_with_newline(blob("a\nb"), "utf-8")
    assert ends_with_newline(blob("a\r\n".encode("utf-16")), "utf-16")
