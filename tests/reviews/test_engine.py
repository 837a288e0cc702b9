"""The whole review on small lakes: what must be said, and what must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np

from pratfall.lake import Lake
from pratfall.records.findings import Kind, Status
from pratfall.records.numbers import Cost, Money
from pratfall.records.review import Review
from pratfall.reviews import engine, settings
from pratfall.reviews.intake import import_paths
from tests.reviews.exports import daily_tweets, write

START = datetime(2026, 1, 1, 9, tzinfo=UTC)


def reviewed(tmp_path: Path, likes: np.ndarray) -> Review:
    """A post a day from `START`, exported the day after the last, reviewed a day later."""
    file = write(tmp_path / "a.csv", daily_tweets(START, [int(n) for n in likes]))
    now = START + timedelta(days=len(likes) + 1)
    lake = Lake(tmp_path / "home", "pond")
    import_paths(lake, [file], now=now)
    return engine.review(lake, now=now, settings=settings.load(tmp_path / "home"))


def noise(n: int) -> np.ndarray:
    return np.random.default_rng(4).lognormal(np.log(60), 0.8, n)


def test_a_level_that_halves_is_found_with_its_day_and_its_size(tmp_path: Path) -> None:
    likes = noise(260)
    likes[180:] *= 0.4
    found = [f for f in reviewed(tmp_path, likes).findings if f.code == "level_fell"]
    assert [f.status for f in found] == [Status.SURE]
    (fall,) = found
    assert fall.since is not None
    assert abs((fall.since - (START + timedelta(days=180)).date()).days) < 21
    assert fall.estimate.low < 0.45 < fall.estimate.high  # type: ignore[union-attr]
    assert fall.cost.hours is not None and fall.cost.hours > 0
    assert fall.evidence


def test_noise_alone_is_no_failure(tmp_path: Path) -> None:
    review = reviewed(tmp_path, noise(260))
    assert not [f for f in review.findings if f.kind is Kind.FAILURE and f.status is not Status.CANNOT_TELL]
    assert {c.question for c in review.checked} >= {"level_fell", "level_rose"}


def test_what_cannot_be_believed_comes_first_then_failures_habits_good_news(tmp_path: Path) -> None:
    likes = noise(260)
    likes[180:] *= 0.4
    kinds = [f.kind for f in reviewed(tmp_path, likes).findings]
    assert kinds == sorted(kinds, key=engine.KINDS.index)


def test_an_empty_lake_gives_an_empty_review(tmp_path: Path, now: datetime) -> None:
    review = engine.review(Lake(tmp_path, "pond"), now=now, settings=settings.load(tmp_path))
    assert (review.accounts, review.files, review.income) == ((), (), ())
    assert not [f for f in review.findings if f.kind is Kind.FAILURE]


def test_everything_a_finding_speaks_of_can_be_opened(tmp_path: Path) -> None:
    likes = noise(260)
    likes[180:] *= 0.4
    review = reviewed(tmp_path, likes)
    named = {f"{f.subject.kind}:{f.subject.id}" for f in review.findings if f.kind is Kind.FAILURE}
    assert named <= set(review.subjects)


def test_yen_are_not_added_to_euros_to_put_findings_in_order(tmp_path: Path) -> None:
    likes = noise(260)
    likes[180:] *= 0.4
    (fall,) = (f for f in reviewed(tmp_path, likes).findings if f.code == "level_fell")
    euros, more, yen = Money(Decimal(5), "EUR"), Money(Decimal(10), "EUR"), Money(Decimal(900), "JPY")
    cheaper, dearer = (replace(fall, cost=Cost(money=money)) for money in ((euros, yen), (more,)))
    assert engine._by_importance([cheaper, dearer]) == [dearer, cheaper]
