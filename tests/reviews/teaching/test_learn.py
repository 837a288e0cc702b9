from datetime import datetime
from pathlib import Path

import numpy as np

from pratfall.reviews.readers.reading import Reading, chosen
from pratfall.reviews.teaching.learn import accuracy, learn
from pratfall.reviews.teaching.store import Label, Teaching
from pratfall.text.encoders import HashedWords

THINGS = ("soup", "bread", "garden", "hall", "queue", "van", "choir", "rota")


def labels(n: int) -> list[Label]:
    """An organisation where "brilliant" is meant badly: no shipped reader can know."""
    rng = np.random.default_rng(4)
    found = []
    for i in range(n):
        a, b = rng.choice(THINGS, 2)
        bad = i % 2 == 0
        text = f"the {a} and the {b} were {'brilliant as ever' if bad else 'fine by me'} number {i}"
        found.append(Label("sentiment", text, "negative" if bad else "positive"))
    return found


def test_a_hundred_labels_teach_what_only_the_organisation_knows(tmp_path: Path, now: datetime) -> None:
    store, reading = Teaching(tmp_path, "a"), chosen(tmp_path)
    store.add(labels(100), now=now)
    head = learn(store, "sentiment", reading, now=now)
    assert head is not None
    told = accuracy(head)
    assert told.after.value >= 0.95
    assert told.before is not None
    assert told.before.high < told.after.low
    mine = Reading(HashedWords(), None, store.heads())
    texts = ["the tent was brilliant as ever"]
    assert mine.read(texts).sentiment[0].argmax() == 0
    assert reading.read(texts).sentiment[0].argmax() != 0


def test_too_few_labels_teach_nothing(tmp_path: Path, now: datetime) -> None:
    store = Teaching(tmp_path, "a")
    store.add(labels(10), now=now)
    assert learn(store, "sentiment", chosen(tmp_path), now=now) is None
    assert store.versions() == []


def test_the_interval_is_as_wide_as_a_hundred_labels_make_it(tmp_path: Path, now: datetime) -> None:
    store = Teaching(tmp_path, "a")
    store.add(labels(100), now=now)
    head = learn(store, "sentiment", chosen(tmp_path), now=now)
    assert head is not None
    after = accuracy(head).after
    assert 0.02 < after.high - after.low < 0.2
