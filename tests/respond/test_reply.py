"""A reply holds approved facts of its comment's language, and names those it lacks."""

from __future__ import annotations

import pytest

from pratfall.respond.reply import MAY_HOLD, WANTED, ReplyKind, facts_for, kind_for, missing
from pratfall.respond.statement import Facts

FACTS = Facts(
    ticked=frozenset({"affected", "sorry", "finding_out"}),
    texts={"en": {"happened": "We posted the wrong picture", "known": "It was ours to check"}, "fr": {}},
    contact="help@zoo.example",
)


@pytest.mark.parametrize(
    ("scores", "kind"),
    [
        ({"anger": 0.9, "question": 0.9}, ReplyKind.EXPLAIN),
        ({"anger": 0.9, "defence": 0.5}, ReplyKind.THANK),
        ({"anger": 0.1, "question": 0.72}, ReplyKind.ANSWER),
        ({"complaint": 0.7}, ReplyKind.EXPLAIN),
        ({"anger": None}, ReplyKind.ACKNOWLEDGE),
        ({}, ReplyKind.ACKNOWLEDGE),
    ],
)
def test_the_kind_follows_what_was_read(scores: dict[str, float | None], kind: ReplyKind) -> None:
    assert kind_for(scores) is kind


def test_only_approved_facts_of_the_language_are_held() -> None:
    held = facts_for(ReplyKind.ANSWER, FACTS, "en")
    assert held.text("en", "known") == "It was ours to check"
    assert not held.text("en", "happened") and not held.contact
    assert held.ticked == {"finding_out"}
    assert not facts_for(ReplyKind.ANSWER, FACTS, "fr").text("fr", "known")
    assert not facts_for(ReplyKind.THANK, FACTS, "en").ticked


def test_what_is_not_there_is_named() -> None:
    assert missing(ReplyKind.EXPLAIN, FACTS, "en") == ()
    assert missing(ReplyKind.EXPLAIN, FACTS, "fr") == ("happened", "known")
    assert missing(ReplyKind.EXPLAIN, Facts(), "en") == WANTED[ReplyKind.EXPLAIN]
    assert missing(ReplyKind.THANK, Facts(), "en") == ()


def test_every_kind_says_what_it_may_hold_and_wants_nothing_else() -> None:
    for kind in ReplyKind:
        wanted = {part for one in WANTED[kind] for part in one.split("|")}
        assert wanted <= set(MAY_HOLD[kind])
