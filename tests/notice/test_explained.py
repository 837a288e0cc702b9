from datetime import timedelta

import numpy as np

from pratfall.notice.explained import Explained
from pratfall.notice.histories import prepare
from pratfall.records.subjects import SubjectKind
from tests.calibration.worlds import START, Plan, make

SINCE = START.date() + timedelta(days=800)


def explained(factor: float) -> Explained:
    world = make([Plan(series=3, per_week=1.5, falls=((0, 800, factor),))], 1100, np.random.default_rng(51))
    return Explained(prepare(world.scene(1100), (SubjectKind.ACCOUNT, SubjectKind.SERIES)))


def test_what_is_left_without_the_fallen_series_did_not_fall() -> None:
    answer = explained(0.2)
    fallen = answer.histories.groups[1].subject
    assert answer.p_given(0, SINCE, True, frozenset()) < 0.01
    assert answer.p_given(0, SINCE, True, frozenset({fallen})) > 0.05


def test_the_fallen_series_stands_out_from_its_account() -> None:
    answer = explained(0.2)
    account = answer.histories.groups[0].subject
    assert answer.p_given(1, SINCE, True, frozenset({account})) < 0.001
    assert answer.p_given(2, SINCE, True, frozenset({account})) > 0.05


def test_too_little_left_explains_everything_away() -> None:
    answer = explained(1.0)
    every = frozenset(g.subject for g in answer.histories.groups[1:])
    assert answer.p_given(0, SINCE, True, every) == 1.0
