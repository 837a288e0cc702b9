import time

import pytest

from pratfall.text.language import find_languages


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the roof is finished and we are happy", "en"),
        ("le toit est fini et nous sommes heureux", "fr"),
        ("merci !", "fr"),
        ("très bien", "fr"),
        ("thank you so much", "en"),
        ("das ist ein sehr schöner Tag", "de"),
        ("muchas gracias por todo, la casa es muy grande", "es"),
        ("la casa es muy grande", "es"),
        ("la nuova app non funziona più", "it"),
        ("когда вы ответите на мой вопрос", "ru"),
        ("🐸🐸", ""),
        ("", ""),
        ("ok", ""),
        ("Paris", ""),
    ],
)
def test_the_language_of_a_text_is_told_or_left_open(text: str, code: str) -> None:
    assert find_languages([text]).tolist() == [code]


@pytest.mark.parametrize(("given", "code"), [("en", "en"), ("FR_be", "fr"), ("es", "es"), ("und", "fr"), ("", "fr")])
def test_the_network_is_believed_first(given: str, code: str) -> None:
    assert find_languages(["le toit est fini et nous sommes heureux"], given=[given]).tolist() == [code]


def test_languages_that_cannot_occur_are_never_the_answer() -> None:
    assert find_languages(["le toit est fini et nous sommes heureux"], languages=["en", "de"]).tolist()[0] != "fr"


def test_hostile_texts_take_no_time() -> None:
    texts = ["é\ud800" * 500_000, "\u202e" * 1_000_000, "#x " * 100_000, "ж" * 1_000_000]
    start = time.perf_counter()
    find_languages(texts)
    assert time.perf_counter() - start < 5
