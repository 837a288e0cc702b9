import numpy as np
import pytest

from pratfall.text.letters import LINK, LONGEST, NAME, letters_of


def written(text: str) -> str:
    """What is read of a text, as a string."""
    return "".join(map(chr, letters_of([text]).codes[:-1].tolist()))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Été à LYON", "ete a lyon"),
        ("cafe\u0301", "cafe"),
        ("cœur", "coeur"),
        ("I don't", "i dont"),
        ("l’été", "l'ete"),
        ("soooooo", "soo"),
        ("see https://x.example/y?z now", f"see  {LINK}  now"),
        ("@bob hello", f" {NAME}  hello"),
        ("me@example.org", "me@example.org"),
        ("a\u200bb\u202ec\ufeff", "abc"),
        ("👍🏽", "👍"),
        ("fine :-)", "fine 🙂"),
        ("no :'(", "no 🙁"),
        ("&lt;3 it&#39;s <br />", "❤ it's  "),
        ("two\nlines", "two lines"),
    ],
)
def test_what_is_read_of_a_text(text: str, read: str) -> None:
    assert written(text) == read


def test_every_letter_knows_its_text_and_a_line_break_ends_each() -> None:
    letters = letters_of(["ab", "", "c"])
    assert letters.text.tolist() == [0, 0, 0, 1, 2, 2]
    assert letters.count == 3
    assert (letters.codes == 10).sum() == 3


def test_capitals_and_stretched_words_are_remembered() -> None:
    letters = letters_of(["NOOOOO", "no"])
    assert letters.capital[:3].all()
    assert letters.stretched.tolist() == [3, 0]


@pytest.mark.parametrize(
    "text",
    [
        "\ud800\udfff\x00\x1c\x1d",
        "😀" * 1_000_000,
        "\u202e\u200b" * 100_000,
        "#tag " * 10_000,
        "<" * 50_000,
        "&amp;" * 20_000,
        ":" * 50_000 + ")" * 50_000,
        "@" * 50_000,
        "a." * 50_000,
        "http://" * 20_000,
    ],
    ids=["surrogates", "emoji", "invisible", "hashtags", "angles", "entities", "emoticons", "at", "dots", "links"],
)
def test_hostile_texts_are_read_up_to_a_limit(text: str) -> None:
    letters = letters_of([text, "after"])
    assert len(letters.codes) <= 3 * LONGEST + 7
    assert "".join(map(chr, letters.codes[-6:].tolist())) == "after\n"


def test_no_text_is_no_letter() -> None:
    assert len(letters_of([]).codes) == 0
    assert np.array_equal(letters_of([""]).codes, [10])
