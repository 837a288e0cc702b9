import numpy as np

from pratfall.habits.audience import audience
from tests.small_scenes import INSTAGRAM, X, post, scene

POSTS = [post("2026-01-01", 0, metrics={"impressions": 900.0}), post("2026-01-02", 1, metrics={"reach": 100.0})]
ROWS = {0: np.array([0]), 1: np.array([1])}


def test_the_newest_followers_count_where_every_account_prints_them() -> None:
    stocks = [
        (0, "followers", "2026-02-01", 20.0),
        (0, "followers", "2026-01-01", 90.0),
        (1, "followers", "2026-01-01", 60.0),
    ]
    found = audience(scene(POSTS, accounts=(X, INSTAGRAM), stocks=stocks), ROWS)
    assert (found.measure, found.size) == ("followers", {0: 20.0, 1: 60.0})
    assert found.part(1) == 0.75


def test_followers_and_exposure_are_never_mixed() -> None:
    stocks = [(1, "followers", "2026-01-01", 60.0)]
    found = audience(scene(POSTS, accounts=(X, INSTAGRAM), stocks=stocks), ROWS)
    assert (found.measure, found.size) == ("exposure", {0: 900.0, 1: 100.0})


def test_accounts_that_cannot_be_compared_have_no_audience() -> None:
    found = audience(scene([post("2026-01-01"), POSTS[1]], accounts=(X, INSTAGRAM)), ROWS)
    assert (found.measure, found.part(1)) == ("", None)
