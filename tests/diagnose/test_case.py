"""A case answers what families ask of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.diagnose.accounts import case, days_apart

CASE = case(days_apart(6, 1.0), 4, each=lambda i: {"metrics": {"likes": float(i)}})


def test_posts_before_and_after_are_parted() -> None:
    assert CASE.before.tolist() == [True] * 4 + [False] * 2
    assert CASE.after.tolist() == [False] * 4 + [True] * 2
    assert CASE.down


def test_another_number_of_the_posts_is_unknown_where_nobody_measured_it() -> None:
    assert CASE.metric_of("likes").tolist() == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]
    assert np.isnan(CASE.metric_of("reach")).all()


def test_days_are_those_of_publication_or_of_the_weeks_that_stand_for_posts() -> None:
    assert str(CASE.day[0]) == "2025-06-01"
    weeks = np.datetime64("2025-01-06", "s") + 7 * np.arange(6) * np.timedelta64(86400, "s")
    assert str(replace(CASE, moments=weeks).day[-1]) == "2025-02-10"


def test_posts_belong_to_accounts_and_now_is_the_scenes() -> None:
    assert CASE.account.tolist() == [0] * 6
    assert CASE.now == CASE.scene.now and CASE.posts is CASE.scene.posts
