"""The words of GA4 are written as they are compared."""

from __future__ import annotations

import pytest

from pratfall.sources.ga4_words import DATES, DIMENSIONS, EVERYBODY, METRICS, NTH_DAY, OTHER_NUMBERS
from pratfall.sources.headers import normal


@pytest.mark.parametrize("word", sorted({*METRICS, *DIMENSIONS, *DATES, *NTH_DAY, *EVERYBODY}))
def test_every_word_is_as_headers_leave_it(word: str) -> None:
    assert normal(word) == word


def test_no_metric_is_also_left_out_or_a_dimension() -> None:
    assert not METRICS.keys() & DIMENSIONS.keys()
    assert not [word for word in METRICS if OTHER_NUMBERS.fullmatch(word)]
