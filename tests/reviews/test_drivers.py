from datetime import date, timedelta

import numpy as np

from pratfall.records.drivers import Verdict
from pratfall.records.scene import Group
from pratfall.reviews.drivers import drivers_of
from tests.small_scenes import INSTAGRAM, X, post, scene


def test_every_account_with_a_response_is_asked_and_one_without_is_not() -> None:
    rng = np.random.default_rng(1)
    days = [date(2026, 11, 18) - timedelta(days=i) for i in range(40)]
    posts = [post(day, metrics={"likes": float(rng.poisson(20))}) for day in days] + [post(day, 1) for day in days]
    groups = (Group(X.subject, np.arange(40)), Group(INSTAGRAM.subject, np.arange(40, 80)))
    (found,) = drivers_of(scene(posts, accounts=(X, INSTAGRAM), groups=groups))
    assert (found.subject, found.metric, found.verdict) == (X.subject, "likes", Verdict.TOO_FEW)
