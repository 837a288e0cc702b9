import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from pratfall.notice import replies_missing
from pratfall.records.findings import Status
from pratfall.records.scene import Covered, Scene
from tests.small_scenes import post, scene


def months(*replies: int, n: int = 20) -> Scene:
    """A year's months from January 2025 on with `n` posts, so many of them replies, all covered."""
    posts: list[dict[str, Any]] = []
    for m, k in enumerate(replies):
        first = date(2025 + m // 12, 1 + m % 12, 1)
        posts += [post(first + timedelta(days=i), relation="reply" if i < k else "original") for i in range(n)]
    return scene(posts, coverage=[Covered(0, "posts", date(2025, 1, 1), date(2026, 11, 20))])


def test_a_month_without_replies_between_months_full_of_them_is_doubted() -> None:
    (found,) = replies_missing.doubt(months(6, 7, 5, 0, 6, 8, 6), ())
    assert found.status is Status.LIKELY
    assert found.facts["which"] == ("2025-04",)
    assert (found.window.start, found.window.end) == (date(2025, 4, 1), date(2025, 4, 30))


def test_seldom_replies_may_be_missing_by_chance() -> None:
    assert list(replies_missing.doubt(months(6, 7, 1, 0, 6, 8, 6), ())) == []


def test_the_ends_of_the_feed_and_the_end_of_replying_are_not_doubted() -> None:
    assert list(replies_missing.doubt(months(0, 6, 7, 5, 6, 0), ())) == []
    assert list(replies_missing.doubt(months(6, 7, 5, 0, 0, 0, 0), ())) == []


def test_an_account_that_never_replies_is_not_doubted() -> None:
    assert list(replies_missing.doubt(months(0, 0, 0, 0, 0, 0), ())) == []


def test_steady_replying_is_hardly_ever_doubted() -> None:
    rng = np.random.default_rng(11)
    doubted = sum(
        bool(list(replies_missing.doubt(months(*rng.binomial(20, share, 12)), ())))
        for share in rng.uniform(0.05, 0.6, 150)
    )
    assert doubted <= 0.1 * 150  # of accounts with a year of months


def test_two_months_of_a_real_feed_were_exported_without_replies(shared_data: Path) -> None:
    posts = []
    for file in sorted((shared_data / "x_exports_ropensci").glob("*.csv")):
        for row in csv.DictReader(file.open(encoding="utf-8")):
            relation = "reply" if row["Tweet text"].startswith("@") else "original"
            posts.append(post(row["time"][:10], relation=relation))
    made = scene(posts, coverage=[Covered(0, "posts", date(2016, 12, 1), date(2019, 12, 31))])
    (found,) = replies_missing.doubt(made, ())
    assert found.facts["which"] == ("2018-07", "2019-04")
