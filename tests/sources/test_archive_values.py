"""Values of archives: reached without stumbling, repaired, made readable."""

from __future__ import annotations

import pytest

from pratfall.sources.archive_values import html_text, list_at, repaired, text_at


def test_a_path_that_is_not_there_gives_nothing() -> None:
    value = {"a": {"b": [1, 2]}, "c": 3}
    assert list_at(value, "a", "b") == [1, 2]
    assert list_at(value, "a", "x", "b") == []
    assert list_at(value, "c") == []
    assert list_at(None, "a") == []


def test_numbers_are_text_and_truth_values_are_not() -> None:
    assert text_at({"n": 12}, "n") == "12"
    assert text_at({"n": True}, "n") == ""
    assert text_at({"n": [1]}, "n") == ""


@pytest.mark.parametrize("text", ["plain", "déjà vu", "日本", "Été 🎬"])
def test_text_that_is_right_stays_as_it_is(text: str) -> None:
    assert repaired(text) == text


def test_text_written_as_latin_is_repaired() -> None:
    spoiled = "L’été 🎬".encode().decode("latin-1")
    assert repaired(spoiled) == "L’été 🎬"


def test_html_keeps_words_lines_and_real_links() -> None:
    html = (
        '<p>One<br>two &amp; three</p><p><a class="mention hashtag" href="https://s.example/tags/x">#x</a> '
        '<a class="u-url mention" href="https://s.example/@ann">@ann</a> '
        '<a href="https://a.example/p"><span>https://</span>a.example</a><a href="javascript:alert(1)">no</a></p>'
    )
    text, links = html_text(html)
    assert text == "One\ntwo & three\n\n#x @ann https://a.exampleno"
    assert links == ["https://a.example/p"]
