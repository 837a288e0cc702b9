from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.learn.page_text import Paragraph, of_text
from pratfall.learn.reuse import LONGEST, MOST, Piece, Place, Why, linked, propose, sentences

ADDRESS = "https://kitchen.example/report"
X = Place("x", "kitchen", 280, len)
FACEBOOK = Place("facebook", "1", 63206, len)
BLUESKY = Place("bluesky", "b", 300, len)
BROCHURE = """# A year in our kitchen

We cooked 14,300 suppers this year, which is 40 every evening. They were eaten by people aged 2 to 96.
Nobody was asked why they came.

“I came for the soup and stayed for the people,” says a guest who comes on Tuesdays. It is a sentence we hear often.

## What to do with old bread

Cut it into cubes and bake it until it is brown on every side. It keeps for a week in a tin.

- Ask your baker for yesterday's loaves before you buy fresh ones

Have you ever wondered where the vegetables of a Saturday market go on Sunday?
"""


def pieces(*places: Place, text: str = BROCHURE, language: str = "en", address: str = ADDRESS) -> tuple[Piece, ...]:
    return propose(of_text(text), places, language=language, address=address)


def test_sentences_end_where_a_reader_would_say_so() -> None:
    text = "Mr. Brown came at 6.30 p.m. with Dr. Lee. “Really?” she said. Yes! It cost 1.50 euros."
    assert sentences(text, "en")[0] == "Mr. Brown came at 6.30 p.m. with Dr. Lee."
    assert sentences(text, "en")[-2:] == ("Yes!", "It cost 1.50 euros.")
    assert sentences("M. Dupont est venu. « Vraiment ? » dit-elle. C’est fini !", "fr")[0] == "M. Dupont est venu."


@pytest.mark.parametrize("text", ["." * 50_000 + "x", "." + "\u2003" * 50_000 + "x", '.")' * 15_000 + "x"])
def test_a_text_from_outside_cannot_keep_us_busy(text: str) -> None:
    began = time.process_time()
    assert sentences(f"Hello {text}", "en") == (f"Hello {text}",)
    assert time.process_time() - began < 5  # it was half a minute and more


def test_a_number_comes_first_then_words_somebody_said_then_a_question() -> None:
    found = pieces(X)
    assert [piece.why for piece in found] == [Why.NUMBER, Why.QUOTE, Why.QUESTION][: len(found)]
    assert found[0].text == f"We cooked 14,300 suppers this year, which is 40 every evening.\n\n{ADDRESS}"


def test_a_sentence_that_leans_on_the_one_before_is_never_first() -> None:
    for piece in pieces(X, BLUESKY, FACEBOOK):
        assert not piece.text.startswith(("They", "It ", "Nobody was asked"))


def test_every_place_gets_words_of_its_own() -> None:
    found = pieces(X, BLUESKY, FACEBOOK)
    assert {piece.platform for piece in found} == {"x", "bluesky", "facebook"}
    bodies = [piece.text.removesuffix(f"\n\n{ADDRESS}") for piece in found]
    said = [sentence for body in bodies for sentence in sentences(body, "en")]
    assert len(said) == len(set(said))


def test_what_does_not_fit_is_not_proposed() -> None:
    assert pieces(Place("x", "a", 20, len)) == ()
    assert all(len(piece.text) <= 120 for piece in pieces(Place("x", "a", 120, len)))


def test_a_roomy_place_hears_what_follows() -> None:
    (first, *_) = pieces(FACEBOOK)
    assert first.text.startswith("We cooked 14,300") and "aged 2 to 96." in first.text


def test_a_text_with_nothing_that_stands_alone_gives_nothing() -> None:
    assert pieces(X, text="It was so. And then this. But they.") == ()
    assert pieces(X, text="") == ()


def test_a_year_is_no_number_worth_telling() -> None:
    (piece,) = pieces(X, text="Our kitchen was opened by its neighbours in 2015 with two pots.")
    assert piece.why is Why.PLAIN


def test_french_text_is_cut_by_french_rules() -> None:
    text = (
        "Nous avons servi 14 300 repas cette année, soit 40 chaque soir. Ils ont été mangés par des gens de 2 à 96 ans."
    )
    (piece, *_) = pieces(X, text=text, language="fr", address="")
    assert piece.text == "Nous avons servi 14 300 repas cette année, soit 40 chaque soir."
    assert len(pieces(X, text=text, language="fr")) == 1


WORDS = st.text("abcdefgé ABC.!?“”«»0123456789,;'’\"()", max_size=700)


@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=5), st.integers(20, 900), st.sampled_from(["en", "fr", "xx"]))
def test_no_word_is_ever_added_or_changed(given_: list[tuple[str, bool]], most: int, language: str) -> None:
    paragraphs = [Paragraph(" ".join(text.split()), heading=heading) for text, heading in given_]
    places = [Place("x", "a", most, len), Place("facebook", "b", None, len)]
    found = propose(paragraphs, places, language=language, address=ADDRESS)
    texts = [" ".join(sentences(one.text, language)) for one in paragraphs if not one.heading]
    for piece in found:
        body = piece.text.removesuffix(f"\n\n{ADDRESS}")
        assert any(body in text for text in texts) and linked(body, ADDRESS) == piece.text
        assert piece.platform == "facebook" or len(piece.text) <= most
        assert len(body) <= 2 * LONGEST
    assert all(sum(p.platform == place.platform for p in found) <= MOST for place in places)


@given(WORDS)
def test_sentences_together_are_the_text_again(text: str) -> None:
    assert "".join("".join(sentences(text, "en")).split()) == "".join(text.split())
