from dataclasses import replace

import numpy as np

from pratfall.notice.histories import NEWEST_POSTS, prepare
from pratfall.records.subjects import SubjectKind
from tests.calibration.worlds import Plan, make

BOTH = (SubjectKind.ACCOUNT, SubjectKind.SERIES)


def test_a_history_is_the_newest_judged_posts_in_order() -> None:
    made = make([Plan(series=2, per_week=4.0)], 1400, np.random.default_rng(32)).scene(1400)
    found = prepare(made, BOTH)
    assert [g.subject.kind for g in found.groups] == [SubjectKind.ACCOUNT, SubjectKind.SERIES, SubjectKind.SERIES]
    assert found.segments.length[0] == NEWEST_POSTS
    assert found.seen[0] == len(made.posts)
    assert found.rows[found.part(0)].tolist() == made.groups[0].rows[-NEWEST_POSTS:].tolist()
    assert abs(found.per_year[1] - 4 * 52) < 25


def test_posts_older_than_three_years_are_not_usual_any_more() -> None:
    made = make([Plan(series=1, per_week=0.5)], 2000, np.random.default_rng(33)).scene(2000)
    found = prepare(made, BOTH)
    assert found.first[0] >= np.datetime64(made.now.date()) - np.timedelta64(3 * 365, "D")
    assert found.segments.length[0] < found.seen[0]


def test_who_stopped_posting_is_not_going() -> None:
    world = make([Plan(series=1), Plan(series=1)], 900, np.random.default_rng(34))
    world.at[world.account == 1] /= 2
    found = prepare(world.scene(900), BOTH)
    assert found.going.tolist() == [True, False]


def test_unripe_posts_are_in_no_history() -> None:
    made = make([Plan(series=1)], 400, np.random.default_rng(35)).scene(400)
    ripe = np.ones(len(made.posts), dtype=bool)
    ripe[-5:] = False
    found = prepare(replace(made, posts=replace(made.posts, ripe=ripe)), BOTH)
    assert found.rows.max() == len(made.posts) - 6


def test_an_empty_scene_has_empty_histories() -> None:
    made = make([Plan(series=1, per_week=0.0)], 100, np.random.default_rng(36)).scene(100)
    found = prepare(made, BOTH)
    assert found.segments.length.tolist() == [0]
    assert found.going.tolist() == [False]
