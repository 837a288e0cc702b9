from datetime import timedelta

import numpy as np

from pratfall.notice.days import notice
from pratfall.records.candidates import Candidate
from pratfall.records.charts import LevelChart
from pratfall.records.findings import Kind
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.records.scene import Scene
from tests.small_scenes import NOW, post, scene

TODAY = NOW.date()


def daily(n: int, factor: float = 1.0, since: int = 140, metric: str = "views", ends: int = 0) -> list[tuple]:
    """`n` days up to `ends` days ago, times `factor` in the last `since`."""
    rng = np.random.default_rng(60)
    values = np.round(200 * rng.lognormal(0, 0.6, n) * np.where(np.arange(n) >= n - since, factor, 1.0))
    days = [TODAY - timedelta(days=n - 1 - i + ends) for i in range(n)]
    return [(0, metric, str(d), float(v), False) for d, v in zip(days, values, strict=True)]


def asked(made: Scene) -> dict[bool, Candidate]:
    return {c.kind is Kind.FAILURE: c for c in notice(made)}


def test_weekly_totals_that_halve_are_suspicious_downwards_only() -> None:
    found = asked(scene(days=daily(500, 0.5)))
    assert found[True].code == "level_fell"
    assert (found[True].rate or 9) < 0.01 < (found[False].rate or 0)
    estimate = found[True].estimate(0.95)
    assert isinstance(estimate, Estimate) and estimate.low < 0.5 < estimate.high
    assert found[True].since is not None and abs((TODAY - found[True].since).days - 140) < 30
    assert found[True].chart is not None and isinstance(found[True].chart(), LevelChart)


def test_steady_totals_are_not_suspicious() -> None:
    found = asked(scene(days=daily(500)))
    assert (found[True].rate or 0) > 0.1


def test_a_week_with_a_missing_or_partial_day_is_left_out() -> None:
    rows = daily(210)
    whole = asked(scene(days=rows))[True].n
    del rows[100]
    rows[50] = (*rows[50][:4], True)
    assert whole == 30
    assert asked(scene(days=rows))[True].n == 28


def test_too_few_weeks_are_said_to_be_too_few() -> None:
    found = asked(scene(days=daily(100)))
    assert found[True].rate is None
    answer = found[True].estimate(0.95)
    assert isinstance(answer, NotEnoughData) and answer.of == "weeks"


def test_numbers_that_must_not_be_added_are_not_added() -> None:
    assert asked(scene(days=daily(500, metric="reach"))) == {}


def test_accounts_judged_by_their_posts_and_dead_feeds_are_not_asked() -> None:
    assert asked(scene(days=daily(500, ends=90))) == {}
    rows = [post(TODAY - timedelta(days=i)) for i in range(40)]
    assert asked(scene(rows, days=daily(500))) == {}
