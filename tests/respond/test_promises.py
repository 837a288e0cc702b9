"""The same promise in two languages is found to be the same, and another is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.respond.promises import Promises, differences, promises


@pytest.mark.parametrize(
    ("en", "fr"),
    [
        ("We will say more at 6 pm.", "Nous vous en dirons plus à 18 h."),
        ("at 6.30 p.m.", "à 18h30"),
        ("by 23:00", "d’ici à 23 h 00"),
        ("at noon and at midnight", "à midi et à minuit"),
        ("on 3 March", "le 3 mars"),
        ("on March 3rd, 2026", "le 3 mars 2026"),
        ("on 1 August", "le 1er août"),
        ("on Monday, or tomorrow", "lundi, ou demain"),
        ("tonight", "ce soir"),
        ("1,000 people, two of them children", "1 000 personnes, dont deux enfants"),
        ("£12.50 and 20 %", "12,50 £ et 20 %"),
        ("see https://lantern.example/Help/.", "voir https://lantern.example/help"),
        ("mail Help@lantern.example", "écrire à help@lantern.example"),
        ("call +33 6 12 34 56 78", "appelez le 06 12 34 56 78"),
        ("no one was hurt", "personne n’a été blessé"),
        ("one of our posts", "une de nos publications"),
    ],
)
def test_the_same_said_in_both_languages_makes_no_difference(en: str, fr: str) -> None:
    assert differences(promises(en, "en"), promises(fr, "fr")) == {}


@pytest.mark.parametrize(
    ("en", "fr", "kind"),
    [
        ("at 6 pm", "à 19 h", "times"),
        ("on 3 March", "le 4 mars", "dates"),
        ("on Monday", "mardi", "days"),
        ("412 people", "421 personnes", "numbers"),
        ("two people", "trois personnes", "numbers"),
        ("https://lantern.example/en", "https://lantern.example/fr", "links"),
        ("a@lantern.example", "b@lantern.example", "contacts"),
        ("at 6 pm", "ce soir", "times"),
    ],
)
def test_another_promise_is_named_by_its_kind(en: str, fr: str, kind: str) -> None:
    assert kind in differences(promises(en, "en"), promises(fr, "fr"))


def test_what_only_one_language_says_is_given_for_each_side() -> None:
    said = differences(promises("at 6 pm and 7 pm", "en"), promises("à 18 h et 20 h", "fr"))
    assert said == {"times": (("19:00",), ("20:00",))}


def test_a_text_without_promises_has_none() -> None:
    assert promises("We are sorry.", "en") == Promises()


@given(st.text(max_size=300), st.sampled_from(["en", "fr"]))
def test_any_text_can_be_read(text: str, lang: str) -> None:
    assert isinstance(promises(text, lang), Promises)
