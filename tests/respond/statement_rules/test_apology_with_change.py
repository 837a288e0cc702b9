from __future__ import annotations

from pratfall.respond.statement_rules.apology_with_change import check

from .a_statement import said


def test_an_apology_without_anything_that_changes_is_told() -> None:
    advice = check(said(en="We are sorry.", fr="Nous vous présentons nos excuses."))
    assert advice is not None
    assert (advice.reason, advice.langs) == ("", ("en", "fr"))


def test_a_pledge_anybody_could_make_is_quoted() -> None:
    advice = check(said(en="We are sorry. We will do better."))
    assert advice is not None
    assert (advice.reason, [q.words for q in advice.quotes], advice.langs) == ("vague", ["do better"], ("en",))


def test_an_apology_with_a_change_and_a_text_without_apology_are_fine() -> None:
    assert check(said()) is None
    assert check(said(en="The shelter is open.", fr="Le foyer est ouvert.")) is None
