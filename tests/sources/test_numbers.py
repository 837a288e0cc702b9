"""Numbers as exports print them."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.sources.numbers import Mark, is_null, mark_of, parse, parse_money, parse_one


def column(*texts: str, whole: bool = True) -> list[float | None]:
    values = pa.array(texts, pa.string())
    return parse(values, mark_of(values), whole=whole).to_pylist()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1,234", "12"], Mark.UNDECIDED),
        (["1,234", "0,5"], Mark.COMMA),
        (["1 234,56"], Mark.COMMA),
        (["62,1"], Mark.COMMA),
        (["1.234,5", "7"], Mark.COMMA),
        (["1,234.5"], Mark.DOT),
        (["0.0092"], Mark.DOT),
        (["1938.0"], Mark.DOT),
        (["1.234"], Mark.UNDECIDED),
        (["1,5", "1.5"], Mark.UNDECIDED),
        ([], Mark.UNDECIDED),
    ],
)
def test_the_decimal_mark_is_decided_by_the_whole_column(texts: list[str], mark: Mark) -> None:
    assert mark_of(pa.array(texts, pa.string())) is mark


def test_three_digits_after_each_comma_are_thousands() -> None:
    assert column("1,234", "12,345,678", "7") == [1234, 12345678, 7]


def test_dots_are_thousands_in_whole_numbers_only() -> None:
    assert column("1.234", "5") == [1234, 5]
    assert column("1.234", "5", whole=False) == [1.234, 5]


def test_french_numbers_with_any_narrow_space_are_read() -> None:
    assert column("1\u202f234,5", "2\u00a0000", "3 100,25", whole=False) == [1234.5, 2000, 3100.25]


def test_counts_printed_with_a_decimal_are_whole() -> None:
    assert column("1938.0", "0.0") == [1938, 0]


def test_a_negative_count_stays_negative() -> None:
    assert column("-4", "\u22127", "(3)") == [-4, -7, -3]


def test_suffixes_and_percent_are_understood() -> None:
    assert column("1.2K", "3 M", "12", whole=False) == pytest.approx([1200, 3_000_000, 12])
    assert column("6.43%", "62 %", whole=False) == pytest.approx([0.0643, 0.62])


@pytest.mark.parametrize("text", ["", "-", " --", "--", "undefined", "N/A", "NaN", "inf", "—", "null", "#DIV/0!"])
def test_placeholders_are_missing_and_never_zero(text: str) -> None:
    assert is_null(pa.array([text])).to_pylist() == [True]
    assert column(text) == [None]


def test_a_censored_share_is_unknown() -> None:
    assert column("< 1%", "2%", whole=False) == [None, pytest.approx(0.02)]


def test_words_are_no_numbers() -> None:
    assert column("twelve", "1 of 3", "0x10", "1e400x", "12-13") == [None] * 5


def test_numbers_beyond_all_counting_are_not_believed() -> None:
    assert column("9" * 30, "1e300", "1" * 200) == [None, None, None]


def test_money_is_exact() -> None:
    values = pa.array(["US$0.10", "1,234.56", "(5.00)", "€ 3", "free"])
    assert parse_money(values, mark_of(values)) == [
        Decimal("0.10"), Decimal("1234.56"), Decimal("-5.00"), Decimal(3), None,
    ]  # fmt: skip


def test_one_cell_alone_can_be_read() -> None:
    assert parse_one(" 1,5 ") == 1.5
    assert parse_one("May") is None


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_come_back_in_every_common_dress(number: int) -> None:
    dressed = [str(number), f"{number:,}", f"{number:,}".replace(",", "\u202f"), f"{number:,}".replace(",", ".")]
    for text in dressed:
        assert column(text) == [number]


@given(st.lists(st.text(max_size=40), max_size=20))
def test_no_text_breaks_the_column(texts: list[str]) -> None:
    texts = [text for text in texts if text.isprintable()]
    assert len(column(*texts)) == len(texts)
