"""Nothing is said that was not entered, and what is missing is named."""

from __future__ import annotations

from pratfall.respond.statement import READY, TICKS, Facts, Kind, Piece, from_json, missing, pieces

FACTS = Facts(
    ticked=frozenset({"upset", "finding_out"}),
    texts={"en": {"happened": "We posted the wrong picture."}, "fr": {"happened": ""}},
    contact="help@lantern.example",
)


def flat(facts: Facts, lang: str, *, promises: bool = False) -> list[Piece]:
    return [piece for paragraph in pieces(facts, lang, promises=promises) for piece in paragraph]


def test_only_what_was_entered_is_said_in_its_order() -> None:
    assert flat(FACTS, "en", promises=True) == [
        Piece(text="We posted the wrong picture."),
        Piece(code="upset"),
        Piece(code="finding_out"),
        Piece(code="next_word"),
        Piece(code="contact", text="help@lantern.example"),
    ]


def test_a_ready_sentence_stands_in_both_languages_and_a_text_only_in_its_own() -> None:
    assert flat(FACTS, "fr")[0] == Piece(code="upset")
    assert Piece(text="We posted the wrong picture.") not in flat(FACTS, "fr")


def test_without_any_fact_nothing_is_said_and_everything_wanted_is_missing() -> None:
    assert pieces(Facts(), "en", promises=False) == ()
    assert missing(Kind.HOLDING, Facts(), "en", promises=False) == (
        "happened",
        "concern",
        "known|unknown",
        "doing",
        "next_word",
        "contact",
    )


def test_what_one_language_lacks_is_missing_there_alone() -> None:
    assert missing(Kind.HOLDING, FACTS, "en", promises=True) == ("known|unknown",)
    assert missing(Kind.HOLDING, FACTS, "fr", promises=True) == ("happened", "known|unknown")


def test_every_kind_names_what_its_readers_wait_for() -> None:
    assert all(missing(kind, Facts(), "fr", promises=False) for kind in Kind)


def test_facts_come_back_from_what_was_kept() -> None:
    assert from_json(FACTS.as_json()).as_json() == FACTS.as_json()


def test_what_is_no_fact_is_left_out() -> None:
    given = {
        "ticked": ["sorry", "we_are_innocent"],
        "texts": {"en": {"motto": "x", "known": "y"}, "de": {"known": "z"}},
    }
    assert from_json(given) == Facts(frozenset({"sorry"}), {"en": {"known": "y"}, "fr": {}})
    assert from_json("nonsense") == from_json(None) == Facts(texts={"en": {}, "fr": {}})


def test_each_ready_sentence_belongs_to_one_part() -> None:
    assert len(READY) == sum(len(codes) for codes in TICKS.values())
