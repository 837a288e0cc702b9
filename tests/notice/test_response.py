from dataclasses import replace
from datetime import date

import numpy as np

from pratfall.notice.response import response_of
from pratfall.records.scene import Redefinition
from tests.small_scenes import INSTAGRAM, X, defaults, post, scene


def posts(n: int, account: int = 0, **metrics: float) -> list[dict]:
    return [post(date(2026, 1 + i % 9, 1 + i // 9), account, metrics=dict(metrics)) for i in range(n)]


def test_people_s_reactions_are_added_up_where_nearly_every_post_has_them() -> None:
    made = scene(posts(20, likes=3.0, comments=2.0, shares=1.0, engagements_reported=99.0))
    found = response_of(made)
    assert found.metric == ("engagements_std",)
    assert found.parts == (("likes", "comments", "shares"),)
    assert set(found.value.tolist()) == {6.0}


def test_the_networks_own_sum_is_second_choice_and_each_account_chooses_for_itself() -> None:
    made = scene(
        [*posts(10, 0, engagements_reported=5.0), *posts(10, 1, reactions=2.0, comments=1.0)], accounts=(X, INSTAGRAM)
    )
    assert response_of(made).metric == ("engagements_reported", "engagements_std")


def test_missing_is_never_zero() -> None:
    rows = posts(20, likes=3.0, comments=2.0)
    rows[4]["metrics"] = {"likes": 3.0}
    found = response_of(scene(rows))
    assert np.isnan(found.value).sum() == 1
    assert np.nanmin(found.value) == 5.0


def test_unripe_and_boosted_posts_have_no_response() -> None:
    rows = posts(20, likes=3.0, comments=2.0)
    rows[0] |= {"ripe": False}
    rows[1]["metrics"] |= {"paid_impressions": 400.0}
    assert np.isnan(response_of(scene(rows)).value).sum() == 2


def test_posts_from_before_a_redefinition_are_not_compared() -> None:
    changed = Redefinition(
        platform="x", metric="likes", replaced_by="likes", start=date(2026, 3, 1), end=date(2026, 3, 9), source="told"
    )
    rows = posts(40, likes=3.0, comments=2.0)
    made = scene(rows, given=replace(defaults(), redefinitions=(changed,)))
    value = response_of(made).value
    late = made.posts.published > np.datetime64("2026-03-10")
    assert np.isnan(value[~late]).all()
    assert not np.isnan(value[late]).any()


def test_an_account_without_numbers_has_no_response() -> None:
    found = response_of(scene(posts(3)))
    assert found.metric == ("",)
    assert np.isnan(found.value).all()
