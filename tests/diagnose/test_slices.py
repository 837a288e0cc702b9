"""Where a change sits, post by post."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pratfall.diagnose.case import Explanation, Missing
from pratfall.diagnose.slices import explain
from tests.calibration.changed_posts import FORMATS, make
from tests.diagnose.accounts import case, days_apart

N, SPLIT = 200, 120


def asked(y: np.ndarray, **columns: Any) -> list[Explanation | Missing]:
    each = lambda i: {name: values[i] for name, values in columns.items()}  # noqa: E731
    published = days_apart(N, 1.0) if "published" not in columns else columns["published"]
    return list(explain(case(published, SPLIT, y=y, each=each)))


def noise(seed: int = 5) -> np.ndarray:
    return np.random.default_rng(seed).normal(0.0, 0.5, N)


LATE = np.arange(N) >= SPLIT


def test_a_format_that_fell_alone_is_named_with_its_posts() -> None:
    kind = np.array(["image", "short", "carousel"])[np.arange(N) % 3]
    fell = (kind == "short") & LATE
    (told,) = asked(noise() - 1.2 * fell - 0.3 * LATE, format=kind)
    assert isinstance(told, Explanation) and told.offset is not None
    (found,) = told.slices
    assert found.where == {"format": "short"}
    assert found.low <= np.expm1(-1.2) <= found.high
    assert set(found.posts) == {str(i) for i in np.flatnonzero(fell)}
    assert found.posts[0] == str(np.flatnonzero(fell)[-1])  # the newest first
    assert told.offset.value == pytest.approx(np.log1p(found.effect) * fell.sum() / LATE.sum())


def test_hours_are_told_as_a_window_over_midnight() -> None:
    hour = np.arange(N) * 5 % 24
    published = np.datetime64("2025-06-01T00:00:00", "s") + np.arange(N) * np.timedelta64(86400, "s")
    published = published + hour * np.timedelta64(3600, "s")
    night = (hour >= 21) | (hour < 3)
    (told,) = asked(noise() - 1.4 * (night & LATE), published=published)
    assert isinstance(told, Explanation)
    assert told.slices[0].where == {"hour": (21, 22, 23, 0, 1, 2)}


def test_a_kind_that_only_became_more_frequent_did_not_change() -> None:
    rng = np.random.default_rng(8)
    weak = rng.random(N) < np.where(LATE, 0.8, 0.3)
    kind = np.where(weak, "short", "image")
    assert asked(noise() - 1.0 * weak, format=kind) == []


def test_one_viral_post_is_no_slice() -> None:
    kind = np.array(["image", "short"])[np.arange(N) % 2]
    y = noise()
    y[150] += 8.0
    assert asked(y, format=kind) == []


def test_where_all_fell_alike_no_slice_is_named() -> None:
    kind = np.array(["image", "short"])[np.arange(N) % 2]
    assert asked(noise() - 1.0 * LATE, format=kind) == []


def test_too_few_posts_say_so() -> None:
    (found,) = explain(case(days_apart(20, 1.0), 12))
    assert isinstance(found, Missing) and found.collect == "more_posts"


def test_the_planted_slice_is_found_among_all_dimensions() -> None:
    made = [make("slices", seed, before=200, after=120) for seed in range(8)]
    right = sum(
        any(
            s.where == {"format": FORMATS[0]}
            for found in explain(one.case)
            if isinstance(found, Explanation)
            for s in found.slices
        )
        for one in made
    )
    assert right >= 6
