from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from pratfall.sample.ids import BASE64, instagram_shortcode, linkedin_id, meta_post_id, pfbid, x_id, youtube_id
from pratfall.sources.ids import IdClock, times

AT = datetime(2026, 3, 29, 1, 30, 15, 250_000, tzinfo=UTC)


def test_readers_find_the_moment_in_an_x_id() -> None:
    assert times(pa.array([x_id(AT, np.random.default_rng(1))]), IdClock.X)[0].as_py() == AT


def test_the_moment_of_a_linkedin_id_is_in_its_upper_bits() -> None:
    assert int(linkedin_id(AT, np.random.default_rng(1))) >> 22 == AT.timestamp() * 1000


def test_the_moment_of_a_shortcode_is_in_its_upper_bits() -> None:
    number = 0
    for letter in instagram_shortcode(AT, np.random.default_rng(1)):
        number = number * 64 + BASE64.index(letter)
    assert (number >> 23) + 1_314_220_021_721 == AT.timestamp() * 1000


def test_ids_without_a_moment_have_the_length_of_real_ones() -> None:
    rng = np.random.default_rng(1)
    assert len(youtube_id(rng)) == 11
    assert len(meta_post_id("1221", 58)) == 18
    assert pfbid(rng).startswith("pfbid0")
