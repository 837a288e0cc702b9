from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.respond.statement_rules import Advice, Quote
from pratfall.respond.statement_sources import SOURCES
from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import statements
from pratfall.site.setbacks.statement_advice import advice_on, networks_of, source_line, told
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.services.test_statements import made


def test_a_drafted_statement_in_paris_time_draws_no_advice_and_an_edited_one_does(
    setback: Setback, owner: Membership
) -> None:
    statement = made(setback, owner)
    assert advice_on(statement, [], NOW) == ()
    statements.edit(statement=statement, actor=owner.user, text_en="No comment.", text_fr="", seen=1, now=NOW)
    assert "no_denial" in [advice.code for advice in advice_on(statement, ["x"], NOW)]


def test_advice_is_told_with_the_words_it_is_about() -> None:
    said = told(Advice("plain_words", "specific_confession", quotes=(Quote("fr", "la gêne"),)), speech("fr"))
    assert said.quotes == [("fr", "la gêne")]
    assert "2021" in said.source


@pytest.mark.parametrize("code", SOURCES)
def test_a_source_is_named_with_how_strong_it_is_and_our_own_rules_name_none(code: str) -> None:
    line = source_line(code, speech("fr"))
    assert bool(line) == (code != "own")
    assert "statement_check" not in line


def test_networks_are_those_the_organisation_is_known_on(
    full_home: Path, monkeypatch: pytest.MonkeyPatch, owner: Membership
) -> None:
    monkeypatch.setenv("PRATFALL_HOME", str(full_home))
    found = networks_of(owner.organisation)
    assert "x" in found and "ga4" not in found
