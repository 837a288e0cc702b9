"""What a reader takes for one sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.respond.graphemes import graphemes, is_picture


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("", 0),
        ("abc", 3),
        ("e\u0301te\u0301", 3),
        ("👩🏽‍🚒", 1),
        ("👨‍👩‍👧‍👦", 1),
        ("🇫🇷🇬🇧", 2),
        ("🇫🇷a🇬🇧", 3),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 1),
        ("❤️", 1),
        ("1️⃣", 1),
        ("a\r\nb", 3),
        ("\n\u0301", 2),
    ],
)
def test_signs_are_counted_as_a_reader_sees_them(text: str, signs: int) -> None:
    assert len(list(graphemes(text))) == signs


@given(st.text())
def test_joined_the_signs_are_the_text_again(text: str) -> None:
    found = list(graphemes(text))
    assert "".join(found) == text
    assert all(found)


@pytest.mark.parametrize("sign", ["😀", "👩🏽‍🚒", "🇫🇷", "❤️", "1️⃣", "☕"])
def test_an_emoji_is_a_picture(sign: str) -> None:
    assert is_picture(sign)


@pytest.mark.parametrize("sign", ["a", "é", "1", "’", "€", "中"])
def test_a_letter_is_no_picture(sign: str) -> None:
    assert not is_picture(sign)
