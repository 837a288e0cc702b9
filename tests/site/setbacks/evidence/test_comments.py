"""Comments as a freeze takes them down."""

from __future__ import annotations

from pratfall.site.setbacks.evidence import Look, comments


def test_a_comment_says_where_and_when_and_nobodys_words_or_name(look: Look) -> None:
    first, second = sorted(comments.things(look), key=lambda thing: thing.ref)
    assert (first.kind, first.ref) == ("comment", "x/c1")
    assert not {"Shame!", "who-c1"} & set(map(str, first.body.values()))
    assert first.words is not None and (first.words.author, first.words.text) == ("who-c1", "Shame!")
    assert second.words is None
    assert second.body["likes"] == 4
