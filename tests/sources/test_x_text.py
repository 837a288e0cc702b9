"""What all X exports share."""

from __future__ import annotations

import pyarrow as pa

from pratfall.sources.x_text import (
    hashtags,
    links,
    post_types,
    post_url_parts,
    relations,
    unescaped,
    usual_handle,
)  # fmt: skip


def test_a_permalink_names_account_and_post() -> None:
    urls = [
        "https://twitter.com/rOpenSci/status/812369747765362688",
        "https://x.com/a/statuses/12345",
        "https://x.com/a",
        None,
    ]
    handles, ids = post_url_parts(pa.array(urls))
    assert handles.to_pylist() == ["rOpenSci", "a", None, None]
    assert ids.to_pylist() == ["812369747765362688", "12345", None, None]


def test_columns_without_any_permalink_are_null() -> None:
    handles, ids = post_url_parts(pa.array([None, "x"], pa.string()))
    assert handles.to_pylist() == ids.to_pylist() == [None, None]


def test_the_account_is_the_handle_most_rows_carry() -> None:
    assert usual_handle(pa.array(["b", "a", "a", None])) == "a"
    assert usual_handle(pa.array([None], pa.string())) == ""


def test_entities_are_decoded_once() -> None:
    assert unescaped(pa.array(["a &amp;amp; b", "plain", None])).to_pylist() == ["a &amp; b", "plain", None]
    assert unescaped(pa.array(["x"])).to_pylist() == ["x"]


def test_replies_and_reposts_are_known_by_their_first_words() -> None:
    texts = pa.array(["@bob yes", "RT @bob: hi", "hello @bob", ".@bob hear hear", None, "@ home"])
    assert relations(texts).to_pylist() == ["reply", "repost", "original", "original", "original", "original"]


def test_the_format_does_not_depend_on_how_a_post_fared() -> None:
    assert post_types(pa.array(["see https://t.co/a", "words", None])).to_pylist() == ["link", "text", "text"]


def test_hashtags_and_links_are_listed_as_written() -> None:
    texts = pa.array(["#Été at (https://t.co/a). C#sharp &#39; #b_c, https://t.co/b", "none", None])
    assert hashtags(texts).to_pylist() == [["Été", "b_c"], [], []]
    assert links(texts).to_pylist() == [["https://t.co/a", "https://t.co/b"], [], []]
