from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from pratfall.notice.flop import MIN_OWN, weigh
from pratfall.notice.histories import prepare
from pratfall.records.candidates import Candidate
from pratfall.records.charts import ForecastChart
from pratfall.records.numbers import Estimate
from pratfall.records.scene import Curves, Group, Scene
from pratfall.records.subjects import Account, SubjectKind
from pratfall.reviews.verdicts import WEIGHTS
from tests.small_scenes import NOW, X, scene

OTHER = Account("x", "2", handle="river")


def grown(rng: np.random.Generator, strength: float = 1.0) -> tuple[list[float], float]:
    """Likes of a post after 1, 2 and 4 hours, and in the end: half of them within some two hours."""
    final = rng.lognormal(4, 0.9) * strength
    half = 2.0 * rng.lognormal(0, 0.4)
    return [float(rng.poisson(final * (1 - 0.5 ** (age / half)))) for age in (1, 2, 4)], float(round(final))


def world(finished: int, running: int, *, strength: float = 1.0, seed: int = 1, others: int = 0) -> Scene:
    """Finished posts, two a day, and posts four hours old today whose likes are `strength` times the usual."""
    rng = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    readings: list[tuple[tuple[int, int], float, float]] = []
    for account, n, young in ((0, finished, running), (1, others, 0)):
        for i in range(n + young):
            new = i >= n
            first, final = grown(rng, strength if new else 1.0)
            final = max(final, first[-1])
            at = NOW - timedelta(hours=4, minutes=i) if new else NOW - timedelta(days=4 + (n - i) / 2)
            observed = NOW if new else at + timedelta(days=3)
            rows.append(
                {
                    "account": account,
                    "id": f"{account}-{i}",
                    "published": np.datetime64(at.replace(tzinfo=None), "s"),
                    "observed": np.datetime64(observed.replace(tzinfo=None), "s"),
                    "ripe": not new,
                    "metrics": {"likes": first[-1] if new else final},
                }
            )
            ages = [(1.0, first[0]), (2.0, first[1]), (4.0, first[2])]
            readings += [((account, i), age, value) for age, value in (ages if new else [*ages, (72.0, final)])]
    made = scene(rows, accounts=(X, OTHER) if others else (X,))
    place = {name: k for k, name in enumerate(made.posts.id.tolist())}
    table = sorted((place[f"{a}-{i}"], age, value) for (a, i), age, value in readings)
    post, age, value = (np.array(column) for column in zip(*table, strict=True))
    groups = tuple(Group(a.subject, np.flatnonzero(made.posts.account == k)) for k, a in enumerate(made.accounts))
    curves = Curves(post.astype(np.int32), np.array(["likes"] * len(post), dtype=object), age, value)
    return replace(made, curves=curves, groups=groups)


def asked(made: Scene) -> list[Candidate]:
    return list(weigh(prepare(made, (SubjectKind.ACCOUNT,))))


def test_posts_that_all_start_at_a_tenth_of_the_usual_are_expected_to_flop() -> None:
    (found,) = asked(world(200, 7, strength=0.1))
    assert (found.code, found.subject) == ("flop_expected", X.subject)
    assert found.facts["running"] == 7
    assert found.facts["flops"] == len(found.evidence) == 6
    assert found.rate is not None and found.rate < 0.02
    estimate = found.estimate(0.95)
    assert isinstance(estimate, Estimate) and 0.4 < estimate.low < 6 / 7 < estimate.high


def test_the_chart_shows_the_weakest_post_with_its_interval_and_the_mark() -> None:
    (found,) = asked(world(200, 7, strength=0.1))
    assert found.chart is not None
    drawn = found.chart()
    assert isinstance(drawn, ForecastChart)
    assert drawn.low <= drawn.value <= drawn.high and drawn.goal == found.facts["mark"]
    assert len(drawn.points) == 4


def test_one_weak_post_is_no_news() -> None:
    (found,) = asked(world(200, 2, seed=3, strength=0.3))
    assert found.rate is not None and found.rate > 0.5


def test_ordinary_posts_raise_no_alarm() -> None:
    rates = [c.rate for seed in range(40) for c in asked(world(80, 6, seed=seed))]
    assert len(rates) == 40
    assert np.mean([rate is not None and rate < 1.0 for rate in rates]) < 0.06  # once a year, at one of 52 looks


@pytest.mark.parametrize("finished", [10, MIN_OWN - 1])
def test_too_few_finished_posts_are_not_asked(finished: int) -> None:
    assert not asked(world(finished, 5))


def test_an_account_read_only_at_the_end_borrows_the_curves_of_its_network() -> None:
    made = world(60, 6, strength=0.1, others=150)
    own = np.isin(made.curves.post, made.groups[0].rows[:60]) & (made.curves.age_hours < 72)
    curves = made.curves
    columns = (curves.post, curves.metric, curves.age_hours, curves.value)
    kept = Curves(*(column[~own] for column in columns))
    found = {c.subject.account_id: c for c in asked(replace(made, curves=kept))}
    assert found["1"].facts["flops"] == 6
    alone = replace(world(60, 6, strength=0.1), curves=Curves(*(np.array([]) for _ in range(4))))
    assert not asked(alone)


def test_boosted_posts_are_left_out() -> None:
    made = world(120, 5, strength=0.1)
    paid = np.where(made.posts.ripe, 0.0, 50.0)
    metrics = {**made.posts.metrics, "paid_impressions": paid}
    assert not asked(replace(made, posts=replace(made.posts, metrics=metrics)))


def test_the_question_weighs_little() -> None:
    assert WEIGHTS["flop_expected"] <= WEIGHTS["post_flopped"]
