"""Facts for allies, and thanks."""

from __future__ import annotations

from datetime import datetime

from pratfall.respond.brief import scripted
from pratfall.respond.statement import Facts, Kind
from pratfall.site.people.models import Membership
from pratfall.site.setbacks import briefs
from pratfall.site.setbacks.models import Ally, Setback, Statement
from pratfall.site.setbacks.services import statements

from .conftest import NOW

FACTS = Facts(
    ticked=frozenset({"finding_out"}),
    texts={
        "en": {"happened": "We posted the wrong picture", "known": "It was up for two hours"},
        "fr": {"happened": "Nous avons publié la mauvaise photo", "known": "Elle est restée deux heures"},
    },
    contact="hello@default.example",
)


def statement(setback: Setback, owner: Membership, at: datetime = NOW) -> Statement:
    return statements.draft(
        setback=setback, actor=owner.user, kind=Kind.HOLDING, facts=FACTS, next_word_at=None, now=at
    )


def test_a_brief_holds_the_facts_and_no_words_to_repeat(setback: Setback, owner: Membership) -> None:
    said = briefs.brief_of(setback, statement(setback, owner), "en", updates_at="https://a.example/updates/x/")
    assert "We posted the wrong picture." in said and "two hours" in said and "hello@default.example" in said
    assert "https://a.example/updates/x/" in said and "in your own words, or not at all" in said
    assert scripted(said) == ()
    french = briefs.brief_of(setback, statement(setback, owner), "fr", updates_at="")
    assert "la mauvaise photo" in french and "vos propres mots" in french and scripted(french) == ()


def test_without_an_approved_statement_there_are_no_facts_to_give(setback: Setback) -> None:
    assert briefs.brief_of(setback, None, "en", updates_at="https://a.example/") == ""


def test_one_part_of_the_facts_stands_alone() -> None:
    one = briefs.only(FACTS, "doing")
    assert one.ticked == {"finding_out"} and not one.text("en", "happened") and one.contact == ""


def test_thanks_say_only_what_happened_in_their_language(setback: Setback) -> None:
    ally = Ally(setback=setback, name="A", language="fr", found={"defended": 2})
    assert "pris notre défense" in briefs.thanks_for(ally, "")
    listed = briefs.thanks_for(Ally(setback=setback, name="B"), "Two people look at every picture.")
    assert "being there" in listed and "Two people look at every picture." in listed
    asked = Ally(setback=setback, name="C", asked_at=NOW)
    assert "hearing us out" in briefs.thanks_for(asked, "")
    asked.said = "I will write to my members."
    assert "answering" in briefs.thanks_for(asked, "")
