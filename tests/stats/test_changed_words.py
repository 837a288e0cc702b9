from math import log, sqrt

import numpy as np
import pytest

from pratfall.stats.changed_words import changed_words


def test_it_is_the_published_formula_word_by_word() -> None:
    now, before = [12, 20, 368], [1, 100, 1899]
    delta, z = changed_words(now, before)
    n, m = sum(now), sum(before)
    for w, (y, x) in enumerate(zip(now, before, strict=True)):
        a = 500 * (y + x) / (n + m)
        own = log((y + a) / (n + 500 - y - a)) - log((x + a) / (m + 500 - x - a))
        assert delta[w] == pytest.approx(own)
        assert z[w] == pytest.approx(own / sqrt(1 / (y + a) + 1 / (x + a)))
    assert z[0] == pytest.approx(4.16, abs=0.01) and z[1] == 0


def test_a_word_seen_once_does_not_beat_one_everybody_uses_now() -> None:
    _, z = changed_words([1, 30, 100], [0, 2, 400])
    assert z[1] > 3 > z[0]


def test_nothing_said_on_one_side_says_nothing() -> None:
    assert changed_words([0, 0], [3, 4])[1].tolist() == [0, 0]
    with pytest.raises(ValueError, match="none negative"):
        changed_words([1], [1, 2])


def test_in_an_unchanged_vocabulary_few_words_stand_out() -> None:
    rng = np.random.default_rng(3)
    use = 1.0 / np.arange(1, 1_001)
    use /= use.sum()
    beyond = [
        int((changed_words(rng.multinomial(500, use), rng.multinomial(3_000, use))[1] > 3).sum()) for _ in range(100)
    ]
    assert np.mean(beyond) <= 3.0
