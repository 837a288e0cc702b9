"""Published numbers: the first example of CausalImpact, drawn again as its documentation draws it.

https://google.github.io/CausalImpact/CausalImpact.html: `set.seed(1)`;
a control, `100 + arima.sim(list(ar = 0.999), 100)`;
a response, `1.2 x + N(0, 1)`, raised by 10 from point 71 on. Published: expected 106.54, effect 10.51, interval 9.76 to
11.21.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import lfilter
from scipy.special import ndtri

from pratfall.stats.impact import CONTROLS_UNINFORMATIVE, Impact, impact

EFFECT, LOW, HIGH, EXPECTED = 10.51, 9.76, 11.21, 106.54
CROPPED = 5998  # arima.sim warms up for p + ceil(6 / log 0.999^-1) points


def r_normals(seed: int, n: int) -> np.ndarray:
    """rnorm of R: Mersenne Twister by its scrambled seed, inversion from two draws (27 bits of the first)."""
    word = seed
    for _ in range(50):
        word = (69069 * word + 1) % 2**32
    words = np.empty(625, dtype=np.uint64)
    for i in range(625):
        word = (69069 * word + 1) % 2**32
        words[i] = word
    twister = np.random.MT19937()
    twister.state = {"bit_generator": "MT19937", "state": {"key": words[1:].astype(np.uint32), "pos": 624}}
    draws = twister.random_raw(2 * n) * 2.3283064365386963e-10
    whole = 134217728.0
    return ndtri((np.floor(whole * draws[::2]) + draws[1::2]) / whole)


@pytest.fixture(scope="module")
def example() -> tuple[np.ndarray, np.ndarray]:
    normals = r_normals(1, CROPPED + 200)
    x = 100 + lfilter([1.0], [1.0, -0.999], normals[: CROPPED + 100])[CROPPED:]
    y = 1.2 * x + normals[CROPPED + 100 :]
    y[70:] += 10
    return x, y


def test_the_generator_of_r_is_drawn_again() -> None:
    """set.seed(1); rnorm(4), as every course in R prints it."""
    assert r_normals(1, 4) == pytest.approx([-0.6264538, 0.1836433, -0.8356286, 1.5952808], abs=1e-7)


def test_the_example_is_the_published_one(example: tuple[np.ndarray, np.ndarray]) -> None:
    """The first rows as the documentation prints them, and the mean after the event."""
    x, y = example
    assert y[:6] == pytest.approx([105.3, 105.9, 106.6, 106.2, 101.3, 101.4], abs=0.06)
    assert x[:6] == pytest.approx([88.2, 88.5, 87.9, 86.8, 84.6, 84.6], abs=0.06)
    assert y[70:].mean() == pytest.approx(117.05, abs=0.01)


def test_the_effect_lies_within_the_published_interval(example: tuple[np.ndarray, np.ndarray]) -> None:
    x, y = example
    found = impact(y, start=70, controls=x, season=1)
    assert isinstance(found, Impact)
    assert LOW <= found.absolute.value <= HIGH
    assert found.absolute.low <= EFFECT <= found.absolute.high
    assert found.expected == pytest.approx(EXPECTED, abs=0.5)
    assert found.found
    assert CONTROLS_UNINFORMATIVE not in found.warnings
