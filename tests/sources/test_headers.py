"""Printed column names made comparable."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pratfall.sources.headers import fingerprint, normal, unspoiled


def test_hidden_hyphens_and_hard_spaces_vanish() -> None:
    assert normal("Vi\u00addeo\u00adti\u00adtel") == "videotitel"
    assert normal("Spectateurs de 3\u00a0secondes") == "spectateurs de 3 secondes"


def test_curly_and_straight_apostrophes_are_the_same() -> None:
    assert normal("Mentions J\u2019aime") == normal("MENTIONS  J'AIME ")


def test_accents_and_case_do_not_matter() -> None:
    assert normal("Réponses") == normal("REPONSES")


def test_utf8_read_as_latin_is_repaired_once() -> None:
    assert unspoiled("Montant dÃ©pensÃ© (EUR)") == "Montant dépensé (EUR)"
    assert unspoiled("Älter") == "Älter"


def test_the_fingerprint_does_not_depend_on_order_or_case() -> None:
    assert fingerprint(["Date", "Likes"]) == fingerprint(["likes ", "DATE"])
    assert fingerprint(["Date", "Likes"]) != fingerprint(["Date", "Views"])


@given(st.text(max_size=50))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normal(normal(text)) == normal(text)
