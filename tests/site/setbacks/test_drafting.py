"""The draft of each language, as its readers see it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pratfall.respond.statement import READY, Facts
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.setbacks.drafting import drafted

AT = datetime(2026, 12, 1, 22, 30, tzinfo=UTC)
FACTS = Facts(
    ticked=frozenset({"upset", "finding_out"}),
    texts={
        "en": {"happened": "We posted a picture of another charity’s kitchen"},
        "fr": {"happened": "Nous avons publié la photo de la cuisine d’une autre association."},
    },
    contact="help@lantern.example",
    zone="Europe/Paris",
)


def test_the_draft_says_what_was_entered_in_both_languages() -> None:
    assert drafted(FACTS, "en", AT) == (
        "We posted a picture of another charity’s kitchen. We understand that people are upset.\n\n"
        "We are finding out what happened.\n\n"
        "We will say more by Tuesday 1 December, 23:30 (Paris time). You can reach us here: help@lantern.example"
    )
    assert drafted(FACTS, "fr", AT).replace("\u00a0", " ") == (
        "Nous avons publié la photo de la cuisine d’une autre association. "
        "Nous comprenons que cela choque et déçoive.\n\n"
        "Nous cherchons à établir ce qui s’est passé.\n\n"
        "Nous vous en dirons plus d’ici au mardi 1er décembre, 23 h 30 (heure locale : Paris). "
        "Pour nous joindre : help@lantern.example"
    )


def test_without_facts_there_is_no_text() -> None:
    assert drafted(Facts(), "en", None) == ""


def test_a_long_text_is_not_cut() -> None:
    long = "word " * 300
    assert long.strip() in drafted(Facts(texts={"en": {"happened": long}}), "en", None)


def test_braces_and_markup_in_a_fact_stay_as_they_were_written() -> None:
    said = drafted(Facts(texts={"en": {"known": "{day} <b>%s</b>"}}), "en", AT)
    assert "{day} <b>%s</b>" in said


def test_without_a_known_zone_the_hour_is_utc() -> None:
    assert "22:30 (UTC time)" in drafted(Facts(zone="UTC"), "en", AT)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_ready_sentence_has_words(lang: str) -> None:
    assert [code for code in READY if not speech(lang).knows(f"statement.{code}")] == []
