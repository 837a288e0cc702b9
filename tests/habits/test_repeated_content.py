from datetime import date, timedelta
from typing import Any

import numpy as np

from pratfall.habits import repeated_content
from pratfall.records.findings import Status
from pratfall.records.numbers import Estimate
from tests.small_scenes import INSTAGRAM, X, post, scene

WORDS = [f"{chr(97 + i % 26)}{i * 7919 % 9973}word" for i in range(600)]


def posts(n: int, account: int = 0, seed: int = 1) -> list[dict[str, Any]]:
    rng = np.random.default_rng(seed)
    return [post(date(2026, 1, 1) + timedelta(days=i), account, text=" ".join(rng.choice(WORDS, 9))) for i in range(n)]


def again(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {**row, "published": row["published"] + np.timedelta64(100, "D"), "id": f"again{i}"}
        for i, row in enumerate(rows)
    ]


def test_a_library_posted_twice_is_half_repeats() -> None:
    first = posts(40)
    (found,) = repeated_content.audit(scene(first + again(first)))
    assert found.status is Status.SURE
    assert (found.facts["repeats"], found.facts["originals"]) == (40, 40)
    assert found.evidence[1].id == "again39"


def test_new_texts_are_no_repeats() -> None:
    assert list(repeated_content.audit(scene(posts(80)))) == []


def test_the_same_text_on_two_accounts_is_no_repeat() -> None:
    assert list(repeated_content.audit(scene(posts(40) + posts(40, 1), accounts=(X, INSTAGRAM)))) == []


def test_a_repeat_of_what_was_said_years_ago_is_forgiven() -> None:
    first = posts(40)
    old = [
        {**row, "published": row["published"] - np.timedelta64(800, "D"), "id": f"old{i}"}
        for i, row in enumerate(first)
    ]
    assert list(repeated_content.audit(scene(old + first))) == []


def test_a_quarter_counts_what_repeats_a_post_from_before_it() -> None:
    first = posts(40)
    (read,) = repeated_content.readings(scene(first + again(first)), days=60)
    assert isinstance(read.estimate, Estimate)
    assert (read.n, read.estimate.value, read.window.days) == (40, 1.0, 60)
