import time

import numpy as np

from pratfall.text.encoders import BUCKETS, HashedWords

ENCODER = HashedWords()


def test_the_same_text_gives_the_same_row_however_it_is_written() -> None:
    rows = ENCODER.features(["Où est ma commande ?", "ou est ma COMMANDE ?", "Where is my order?"])
    assert rows.shape == (3, BUCKETS)
    assert np.array_equal(rows[0], rows[1])
    assert not np.array_equal(rows[0], rows[2])


def test_texts_that_share_words_are_nearer_than_those_that_do_not() -> None:
    a, b, c = ENCODER.features(["the parcel never arrived", "my parcel never arrived", "lovely soup tonight"])
    assert a @ b > 0.4 > abs(a @ c) + 0.2


def test_rows_have_length_one_and_empty_texts_none() -> None:
    rows = ENCODER.features(["hello there", "", "🐸"])
    assert np.allclose(np.linalg.norm(rows, axis=1), [1.0, 0.0, 1.0])
    assert ENCODER.features([]).shape == (0, BUCKETS)


def test_hostile_texts_are_read_in_linear_time() -> None:
    begin = time.perf_counter()
    ENCODER.features(["😀" * 500_000, "a " * 200_000, "\ud800\u202e" * 10_000, "#x" * 10_000])
    assert time.perf_counter() - begin < 2
