from __future__ import annotations

import pytest

from pratfall.learn.contradicting import AXES, Advice, Opposed, directions, opposed


def advice(text: str, *networks: str, situation: str = "", causes: tuple[str, ...] = ()) -> Advice:
    return Advice(situation, text, causes, networks or ("x",))


@pytest.mark.parametrize(
    ("one", "other", "axis"),
    [
        ("Post more videos", "Post fewer videos", "amount"),
        ("Publier plus de vidéos", "Post fewer videos", "amount"),
        ("Publier le matin", "Publier le soir", "hour"),
        ("Delete angry comments", "Never delete angry comments", "do"),
        ("Supprimer les commentaires", "Ne plus supprimer les commentaires", "do"),
    ],
)
def test_opposite_sides_about_the_same_thing_are_opposed_in_either_order(one: str, other: str, axis: str) -> None:
    assert opposed(advice(one), advice(other)) == opposed(advice(other), advice(one)) == Opposed(axis)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Post more videos", "Send fewer mails"),
        ("Post more videos", "Post more videos"),
        ("Never post without asking", "Always ask before posting"),
        ("", ""),
        ("Never", "Always"),
    ],
)
def test_what_can_be_followed_together_is_not_opposed(one: str, other: str) -> None:
    assert opposed(advice(one), advice(other)) is None


def test_advice_for_different_networks_holds_side_by_side() -> None:
    more, fewer = "Post more videos", "Post fewer videos"
    assert opposed(advice(more, "x"), advice(fewer, "facebook")) is None
    assert opposed(advice(more, "x", "facebook"), advice(fewer, "facebook")) is not None


def test_without_a_shared_cause_or_network_the_situations_must_be_alike() -> None:
    more, fewer = Advice("The donors asked for films", "Post more videos"), Advice("", "Post fewer videos")
    assert opposed(more, fewer) is None
    assert opposed(more, Advice("Donors asked for many films", "Post fewer videos")) is not None
    assert opposed(Advice("", more.now_do, ("talk",)), Advice("", fewer.now_do, ("talk",))) is not None


def test_a_negated_side_is_the_other_one() -> None:
    assert directions("no more than two hashtags")["amount"] is False
    assert directions("ne plus publier") == {"do": False}
    assert directions("more and less")["do"] is True and "amount" not in directions("more and less")


@pytest.mark.parametrize("text", ["\0" * 50, "<script>", "a" * 5000, "née L'été d'après"])
def test_any_text_is_read(text: str) -> None:
    assert directions(text).keys() <= {*AXES, "do"}
    assert opposed(advice(text), advice(text)) is None
