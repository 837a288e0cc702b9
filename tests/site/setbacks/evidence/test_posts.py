"""Posts as a freeze takes them down."""

from __future__ import annotations

from pratfall.site.setbacks.evidence import Look, posts
from tests.site.setbacks import measured


def test_a_post_has_its_time_its_file_and_every_number_known(look: Look) -> None:
    (thing,) = posts.things(look)
    assert (thing.kind, thing.ref, thing.happened_at) == ("post", "x/a1/p1", measured.BEGAN)
    assert thing.origin == "export.csv"
    assert thing.body["numbers"] == {"likes": 7}


def test_its_words_are_kept_apart(look: Look) -> None:
    (thing,) = posts.things(look)
    assert "kitchen" not in str(thing.body)
    assert thing.words is not None and thing.words.text == "Our kitchen"
