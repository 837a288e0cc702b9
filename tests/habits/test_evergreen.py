from datetime import date, timedelta
from typing import Any

import numpy as np

from pratfall.habits import evergreen
from pratfall.records.findings import Kind, Status
from tests.small_scenes import post, scene

WORDS = [f"{chr(97 + i % 26)}{i * 7919 % 9973}word" for i in range(600)]


def library(n: int = 30, **given: Any) -> list[dict[str, Any]]:
    rng = np.random.default_rng(1)
    begin = date(2026, 1, 1)
    return [
        post(
            begin + timedelta(days=i),
            text=" ".join(rng.choice(WORDS, 9)),
            id=f"first{i}",
            metrics={"likes": float(rng.integers(20, 40))},
            **given,
        )
        for i in range(n)
    ]


def again(rows: list[dict[str, Any]], times: float, days: int = 100) -> list[dict[str, Any]]:
    return [
        {
            **row,
            "published": row["published"] + np.timedelta64(days, "D"),
            "id": f"again{i}",
            "metrics": {"likes": row["metrics"]["likes"] * times * (0.9 + 0.02 * (i % 10))},
        }
        for i, row in enumerate(rows)
    ]


def test_what_works_again_is_good_news_with_its_ratio() -> None:
    first = library()
    (found,) = evergreen.audit(scene(first + again(first, 1.1)))
    assert (found.kind, found.status) == (Kind.GOOD_NEWS, Status.SURE)
    assert found.facts == {"repeats": 30, "metric": "likes", "kept": found.facts["kept"]}
    assert 1.0 < found.estimate.value < 1.2  # type: ignore[union-attr]
    assert found.evidence[1].id.startswith("again")


def test_repeats_that_fade_are_no_news() -> None:
    first = library()
    assert list(evergreen.audit(scene(first + again(first, 0.5)))) == []


def test_a_repeat_within_the_month_or_read_too_soon_is_not_compared() -> None:
    first = library(12)
    assert list(evergreen.audit(scene(first + again(first, 1.1, days=20)))) == []
    young = [{**row, "ripe": False} for row in again(first, 1.1)]
    assert list(evergreen.audit(scene(first + young))) == []


def test_a_handful_of_repeats_says_nothing_and_missing_numbers_are_no_zeros() -> None:
    first = library(4)
    assert list(evergreen.audit(scene(first + again(first, 2.0)))) == []
    silent = [{**row, "metrics": {}} for row in library()]
    assert list(evergreen.audit(scene(silent + [{**row, "metrics": {}} for row in again(library(), 1.0)]))) == []
