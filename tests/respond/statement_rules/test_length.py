from __future__ import annotations

from pratfall.respond.statement_rules.length import check

from .a_statement import said


def test_networks_that_cut_are_named_with_the_number_of_parts() -> None:
    advice = check(said(places=("x", "facebook", "bluesky", "website", "somewhere")))
    assert advice is not None
    assert advice.facts == {"networks": ("x", "bluesky"), "n": 2}


def test_a_text_that_fits_and_a_place_without_a_limit_are_fine() -> None:
    assert check(said(en="All is said.", fr="Tout est dit.", places=("x",))) is None
    assert check(said(places=("website",))) is None
