"""A brief holds facts; words put into somebody's mouth are found."""

from __future__ import annotations

import time

import pytest

from pratfall.respond.brief import SHOWN, Sign, scripted


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Please post the following under our picture.", Sign.POST),
        ("Share this text with your followers", Sign.POST),
        ("Publiez le texte suivant sur votre page.", Sign.POST),
        ("Merci de poster ce message.", Sign.POST),
        ("Just copy and paste it", Sign.COPY),
        ("Un simple copier-coller suffit", Sign.COPY),
        ("Use the hashtag #truth", Sign.WORDS),
        ("Say that we are honest", Sign.WORDS),
        ("Dites que nous sommes honnêtes", Sign.WORDS),
        ("Reprenez notre texte mot pour mot", Sign.WORDS),
        (f"“{'We have always trusted them and we always will, whatever people say. ' * 2}”", Sign.READY),
        (f"«\u202f{'Nous leur faisons confiance depuis toujours, quoi qu’on en dise. ' * 2}\u202f»", Sign.READY),
    ],
)
def test_words_for_other_peoples_mouths_are_found(text: str, sign: Sign) -> None:
    assert sign in {found.sign for found in scripted(text)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We posted the wrong picture on Friday. It is down. We do not know yet how it got there.",
        "Say it in your own words, or not at all.",
        "Dites-le avec vos propres mots, ou pas du tout.",
        "Please do not copy and paste anything.",
        "Surtout, ne copiez-collez rien, et n’utilisez pas le hashtag.",
        "Updates are on https://example.org/updates/kitchen/",
        "She said “it was late” and went home.",
    ],
)
def test_facts_are_left_alone(text: str) -> None:
    assert scripted(text) == ()


def test_signs_are_told_in_their_order_and_long_texts_cut() -> None:
    found = scripted(f'Use the hashtag #a, then copy and paste "{"x" * 500}"')
    assert [one.sign for one in found] == [Sign.WORDS, Sign.COPY, Sign.READY]
    assert len(found[-1].words) == SHOWN


def test_a_megabyte_of_quotation_marks_is_read_in_no_time() -> None:
    began = time.process_time()
    scripted('"' * 500_000 + "copy and paste " * 50_000)
    assert time.process_time() - began < 5
