from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.reviews.render.plain import cells, plain, safe_url, wrap


@given(st.text())
def test_nothing_that_steers_a_screen_survives(text: str) -> None:
    said = plain(text)
    assert not {unicodedata.category(char) for char in said} & {"Cc", "Cs"}
    assert not set(said) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def test_ordinary_text_of_any_language_is_left_alone() -> None:
    for text in ("Merci à toutes et tous !", "مرحبا بكم", "感谢 🎉", "👩‍👧 family"):
        assert plain(text) == text


def test_spaces_that_keep_a_number_and_its_unit_together_stay() -> None:
    assert plain("2,6\u00a0%  of 1\u202f000") == "2,6\u00a0% of 1\u202f000"


def test_lines_become_one_and_long_text_ends_with_an_ellipsis() -> None:
    assert plain("one\r\ntwo\tthree") == "one two three"
    assert plain("a" * 10, limit=4) == "aaa…"


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org"])
def test_web_addresses_may_be_followed(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "example.org",
        "https://",
        "http://[bad",
        "",
        "https://a b",
    ],
)
def test_anything_else_is_not_a_link(url: str) -> None:
    assert safe_url(url) == ""


@given(st.text(), st.integers(min_value=4, max_value=90))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: int) -> None:
    said = plain(text)
    lines = wrap(said, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == said.replace(" ", "")


def test_wide_letters_take_two_columns() -> None:
    assert cells("感谢") == 4
    assert cells("e\u0301") == 1
