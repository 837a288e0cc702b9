from dataclasses import replace

import numpy as np

from pratfall.notice.histories import prepare
from pratfall.notice.post import weigh
from pratfall.records.candidates import Candidate
from pratfall.records.numbers import Estimate
from pratfall.records.scene import Curves, Scene
from pratfall.records.subjects import SubjectKind
from tests.calibration.worlds import Plan, make


def steady(spread: float = 0.5) -> Scene:
    return make([Plan(series=1, per_week=2.0, spread=spread)], 900, np.random.default_rng(61)).scene(900)


def with_last(made: Scene, value: float) -> Scene:
    values = made.posts.metrics["engagements_reported"].copy()
    values[-1] = value
    return replace(made, posts=replace(made.posts, metrics={"engagements_reported": values}))


def asked(made: Scene) -> dict[str, Candidate]:
    return {c.code: c for c in weigh(prepare(made, (SubjectKind.ACCOUNT,)))}


def test_a_hit_of_two_hundred_times_the_usual_is_beyond_chance() -> None:
    shone = asked(with_last(steady(), 11_000.0))["post_shone"]
    assert shone.rate is not None and shone.rate < 0.05
    assert shone.subject.kind is SubjectKind.POST
    estimate = shone.estimate(0.95)
    assert isinstance(estimate, Estimate) and estimate.low < 200 < estimate.high * 1.3


def test_an_ordinary_flop_cannot_be_told_from_chance() -> None:
    flopped = asked(with_last(steady(1.0), 8.0))["post_flopped"]
    assert flopped.rate is not None and flopped.rate > 0.2


def test_a_young_post_is_compared_at_its_own_age() -> None:
    """Others had about 50 likes after two days and 5 after three hours; this one has 40 after three hours."""
    made = steady(0.3)
    n = len(made.posts)
    ripe = np.arange(n) < n - 1
    likes = made.posts.metrics["engagements_reported"]
    post = np.repeat(np.arange(n), 2)[: 2 * n - 1]
    age = np.tile([3.0, 48.0], n)[: 2 * n - 1]
    value = np.where(age == 3.0, 0.1, 1.0) * likes[post]
    value[-1] = 40.0
    curves = Curves(post.astype(np.int32), np.full(2 * n - 1, "engagements_reported", dtype=object), age, value)
    made = replace(made, posts=replace(made.posts, ripe=ripe), curves=curves)
    shone = asked(made)["post_shone"]
    assert shone.facts["age_hours"] == 3.0
    assert shone.rate is not None and shone.rate < 0.3
    assert shone.n > 100


def test_a_short_history_makes_no_post_remarkable() -> None:
    made = make([Plan(series=1, per_week=1.0)], 200, np.random.default_rng(62)).scene(200)
    assert asked(with_last(made, 1e6)) == {}
