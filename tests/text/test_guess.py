import pytest

from pratfall.text.guess import guess


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("the roof is finished and we are happy", "", "en"),
        ("le toit est fini et nous sommes heureux", "", "fr"),
        ("merci !", "", "fr"),
        ("🐸🐸", "", ""),
        ("le toit est fini", "en", "en"),
        ("el techo", "es", "es"),
        ("le toit est fini", "und", "fr"),
        ("bonjour", "fr-CA", "fr"),
        ("bonjour", "FR_be", "fr"),
    ],
)
def test_the_named_language_is_believed_and_else_frequent_words_decide(text: str, given: str, expected: str) -> None:
    assert guess(text, given) == expected
