import numpy as np
import pytest

from pratfall.text.features import words_of
from pratfall.text.model import BITS, HEADS, _summed, all_cues, dumps, load, loads, pieces_of, scores


def test_the_model_in_the_package_reads_english_and_french_and_is_small() -> None:
    model = load()
    assert set(model.readers) == {"en", "fr"}
    for reader in model.readers.values():
        assert [len(table) for table in reader.tables] == [2**bits for bits in BITS]
        assert reader.bias.shape == (len(HEADS),)
        assert len(reader.lexicon.hashes) > 5_000
        assert (np.diff(reader.lexicon.hashes.astype(object)) > 0).all()


def test_arrays_come_back_as_they_went() -> None:
    blob = dumps(
        {"name": "x", "languages": [], "pair": ["a", "b"], "measured": {}},
        {"vocabulary": np.array([1, 2], dtype=np.uint64), "log_odds": np.array([-20, 40], dtype=np.int8)},
    )
    back = loads(blob)
    assert back.name == "x"
    assert back.vocabulary.tolist() == [1, 2]
    assert back.log_odds.tolist() == [-1, 2]
    with pytest.raises(ValueError, match="not a text model"):
        loads(b"something else")


def test_sums_of_rows_are_those_of_a_loop() -> None:
    table = np.random.default_rng(1).integers(-127, 128, size=(2**15, 3)).astype(np.int8)
    part = pieces_of(words_of(["late again", "", "so late"]))[2]
    expected = [
        sum((table[int(h) % 2**15].astype(int) for h in part.hashes[a:b]), start=np.zeros(3, dtype=int))
        for a, b in zip(part.bounds[:-1].tolist(), part.bounds[1:].tolist(), strict=True)
    ]
    assert np.array_equal(_summed(part, table), np.array(expected))


def test_a_text_scores_the_same_alone_and_among_others() -> None:
    texts = ["I hate waiting", "thanks a lot for the help!", "", "see you tomorrow"]
    reader = load().readers["en"]

    def score(some: list[str]) -> np.ndarray:
        words = words_of(some)
        return np.asarray(scores(words, reader, all_cues(words, reader.lexicon, "en")))

    assert np.allclose(score(texts), np.concatenate([score([t]) for t in texts]))
