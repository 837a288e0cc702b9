"""Lengths as the networks count them, and parts that fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratfall.respond.lengths import LIMITS, Limit, Rule, left, length, split

X, BLUESKY, MASTODON = LIMITS["x"], LIMITS["bluesky"], LIMITS["mastodon"]


# After the published configuration of twitter-text: Latin signs weigh one, others and emoji two, a link 23.
@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("a" * 140, 140),
        ("中" * 140, 280),
        ("あいうえお", 10),
        ("😷👾😡🔥💩", 10),
        ("👨‍👩‍👧‍👦", 2),
        ("🙋🏽👨‍🎤", 4),
        ("http://test.example/path/that/is/very/long/indeed", 23),
        ("e\u0301", 1),
        ("l’été", 5),
        ("see https://lantern.example/a and lantern.org/b.", 4 + 23 + 5 + 23 + 1),
        ("mail help@lantern.org", 21),
    ],
)
def test_x_weighs_a_text_as_its_own_library_does(text: str, weight: int) -> None:
    assert length(text, Rule.WEIGHTED) == weight


def test_mastodon_counts_any_link_as_23_and_a_name_without_its_server() -> None:
    assert length("https://lantern.example/" + "a" * 400, Rule.SHORTENED) == 23
    assert length("@help@social.lantern.example hi", Rule.SHORTENED) == len("@help hi")


def test_bluesky_counts_signs_and_writes_links_out() -> None:
    assert length("👨‍👩‍👧‍👦" * 300, Rule.GRAPHEMES) == 300
    assert length("https://lantern.example/aaaa", Rule.GRAPHEMES) == 28


def test_elsewhere_an_emoji_counts_twice() -> None:
    assert length("a😀", Rule.UNITS) == 3


def test_what_is_left_is_exact_and_unknown_without_a_limit() -> None:
    assert left("a" * 279, X) == 1
    assert left("a" * 281, X) == -1
    assert left("a" * 10_000, LIMITS["website"]) is None


def test_a_text_that_fits_stays_one_part_without_a_number() -> None:
    assert split("  All is said.\n", X) == ("All is said.",)


def test_a_long_text_is_cut_at_sentences_and_numbered() -> None:
    sentences = [f"This is sentence {n} of a statement that says what we know and what we do." for n in range(8)]
    parts = split(" ".join(sentences), X)
    assert len(parts) > 1
    assert [part[-6:].strip() for part in parts] == [f"({n}/{len(parts)})" for n in range(1, len(parts) + 1)]
    assert all(part.rsplit(" (", 1)[0].endswith(".") for part in parts)


def test_a_word_longer_than_a_post_is_torn_between_signs() -> None:
    parts = split("👩🏽‍🚒" * 400, BLUESKY)
    assert "".join(part.rsplit(" (", 1)[0] for part in parts) == "👩🏽‍🚒" * 400


TEXTS = st.text(st.sampled_from("ab é’.!?\n😀👩🏽‍🚒中") | st.characters(codec="utf-8"), max_size=900)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from([X, BLUESKY, MASTODON, Limit("small", 30, Rule.WEIGHTED, True, 2026, "")]))
def test_every_part_fits_and_no_word_is_lost(text: str, limit: Limit) -> None:
    parts = split(text, limit)
    assert limit.most is not None
    assert all(length(part, limit.rule) <= limit.most for part in parts)
    bare = parts if len(parts) == 1 else [part.rsplit(" (", 1)[0] for part in parts]
    assert "".join("".join(bare).split()) == "".join(text.split())


def test_more_than_nine_and_more_than_ninety_nine_parts_still_fit() -> None:
    for count in (2_000, 20_000):
        parts = split("word " * (count // 5), Limit("small", 40, Rule.GRAPHEMES, True, 2026, ""))
        assert all(length(part, Rule.GRAPHEMES) <= 40 for part in parts)
        assert parts[-1].endswith(f"({len(parts)}/{len(parts)})")


def test_every_limit_names_its_source_and_year() -> None:
    assert all(limit.source and limit.year >= 2025 for limit in LIMITS.values() if limit.most is not None)
