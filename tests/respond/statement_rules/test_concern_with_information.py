from __future__ import annotations

from pratfall.respond.statement_rules.concern_with_information import check

from .a_statement import said


def test_nothing_but_sympathy_is_told() -> None:
    advice = check(
        said(en="Our hearts go out to the families. We share your grief.", fr="Nous partageons votre douleur.")
    )
    assert advice is not None
    assert advice.langs == ("en", "fr")


def test_sympathy_beside_one_thing_to_know_is_fine() -> None:
    assert check(said()) is None
    assert check(said(en="Our hearts go out to the families. The shelter moves to the town hall tonight.")) is None


def test_a_text_without_feelings_is_no_matter_of_this_rule() -> None:
    assert check(said(en="Thank you.", fr="Merci.")) is None
