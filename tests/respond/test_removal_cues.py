"""What the policy lets somebody remove leaves a trace in the words; criticism does not."""

from __future__ import annotations

import pytest

from pratfall.respond.removal_cues import Cue, cues, is_plain_criticism


@pytest.mark.parametrize(
    "text",
    [
        "I know where you live.",
        "We will find you, just wait",
        "You deserve to die",
        "Je sais où tu habites.",
        "On va vous retrouver !",
        "Vous méritez de crever",
        "Someone should burn your office down",
    ],
)
def test_threats_are_seen_in_both_languages(text: str) -> None:
    assert Cue.THREAT in cues(text, spam=None)


@pytest.mark.parametrize(
    "text", ["Call her on 0612 34 56 78 01", "write to anna.m@mail.example", "FR76 3000 6000 0112 3456 7890 189"]
)
def test_personal_data_are_seen(text: str) -> None:
    assert cues(text, spam=None) == {Cue.PERSONAL_DATA}


@pytest.mark.parametrize(
    "text",
    [
        "You are liars and you killed the project. Shame on you, I want my 250 € back.",
        "Vous avez menti. Je ne donnerai plus jamais rien, 15.000 € jetés par la fenêtre en 2026.",
        "This kills me. I'll find another charity.",
        "Je vais vous quitter, vous et vos photos volées.",
        "Since 2019-2024 nothing has changed, see 12/11/2026",
    ],
)
def test_criticism_however_angry_has_no_cue(text: str) -> None:
    assert cues(text, spam=0.1) == frozenset()


def test_spam_is_what_the_reader_says() -> None:
    assert cues("Buy now", spam=0.9) == {Cue.SPAM}
    assert cues("Buy now", spam=None) == frozenset()


def test_criticism_is_plain_where_nothing_else_is_in_it() -> None:
    assert is_plain_criticism(frozenset(), complaint=0.9, negative=0.1)
    assert is_plain_criticism(frozenset(), complaint=None, negative=None)
    assert not is_plain_criticism(frozenset(), complaint=0.1, negative=0.2)
    assert not is_plain_criticism(frozenset({Cue.THREAT}), complaint=0.9, negative=0.9)


def test_a_megabyte_of_anything_takes_no_time() -> None:
    for text in ("🔥" * 250_000, "je vais " * 100_000, "1 " * 400_000, "a@" * 400_000):
        assert Cue.THREAT not in cues(text, spam=None)
