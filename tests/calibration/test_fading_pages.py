"""The bars of issue 3 on real pages, at a size that takes seconds; benchmarks/notice_fade.py prints it in full."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.calibration.fading_pages import FALLS, cusum, deal, delays, load, ours, threshold

EVERY = 20
BARS = {"-30 %": 0.54, "-50 %": 0.93, "slide": 0.83}  # shares of pages found, by a plain CUSUM
MEDIAN_POSTS = 59


@pytest.fixture(scope="module")
def found(shared_data: Path) -> dict[str, np.ndarray]:
    table = load(shared_data / "facebook_pages_2016")
    dealt = deal(table, 3, np.random.default_rng(7))
    return {fall: ours(table, dealt, fall, EVERY)["R"] for fall in FALLS}


@pytest.mark.parametrize("fall", BARS)
def test_falling_pages_are_found_at_least_as_often_as_by_a_plain_cusum(fall: str, found: dict[str, np.ndarray]) -> None:
    share = np.isfinite(delays(found[fall], threshold(found["none"]), EVERY)).mean()
    assert share >= BARS[fall] - np.sqrt(BARS[fall] * (1 - BARS[fall]) / len(found[fall]))


def test_a_halved_page_is_found_after_fewer_posts_than_by_a_plain_cusum(
    found: dict[str, np.ndarray], shared_data: Path
) -> None:
    halved = delays(found["-50 %"], threshold(found["none"]), EVERY)
    assert np.median(halved) <= MEDIAN_POSTS
    table = load(shared_data / "facebook_pages_2016")
    dealt = deal(table, 3, np.random.default_rng(7))
    plain = {fall: cusum(table, dealt, fall, robust=False) for fall in ("none", "-50 %")}
    assert np.median(halved) <= np.median(delays(plain["-50 %"], threshold(plain["none"]), 1)) + EVERY / 2
