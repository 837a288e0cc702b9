from __future__ import annotations

import pytest

from pratfall.decide.afterwards import Later, Verdict, compare
from pratfall.records.advice import Act
from pratfall.records.numbers import Cost, Estimate, NotEnoughData
from tests.decide.cases import ratio

FEW = NotEnoughData(8, 2, "posts")


def later(posts: int = 20, **given: Estimate | NotEnoughData) -> Later:
    facts: dict[str, Estimate | NotEnoughData] = {"level": FEW, "change": FEW, "others": FEW}
    return Later(posts=posts, saved=Cost(), days=60, **{**facts, **given})


@pytest.mark.parametrize(
    ("others", "verdict"),
    [
        (ratio(1.0, 0.93, 1.1), Verdict.RIGHT),
        (ratio(0.6, 0.5, 0.8), Verdict.WRONG),
        (ratio(0.9, 0.7, 1.1), Verdict.OPEN),
        (FEW, Verdict.OPEN),
    ],
)
def test_a_stop_is_right_where_nobody_missed_it(others: Estimate | NotEnoughData, verdict: Verdict) -> None:
    assert compare(Act.PULL, later(0, others=others), floor=0.7).verdict is verdict


def test_a_stop_nobody_followed_is_neither_right_nor_wrong() -> None:
    assert compare(Act.PULL, later(5, others=ratio(1.0, 0.95, 1.1)), floor=0.7).verdict is Verdict.IGNORED


@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        (ratio(0.9, 0.75, 1.1), Verdict.RIGHT),
        (ratio(0.4, 0.3, 0.6), Verdict.WRONG),
        (ratio(0.7, 0.5, 0.9), Verdict.OPEN),
        (FEW, Verdict.OPEN),
    ],
)
@pytest.mark.parametrize("act", [Act.KEEP, Act.WAIT, Act.LEARN, Act.OPTIMISE], ids=lambda a: a.value)
def test_going_on_is_right_above_the_bar(act: Act, level: Estimate | NotEnoughData, verdict: Verdict) -> None:
    assert compare(act, later(level=level), floor=0.7).verdict is verdict


def test_an_improvement_is_right_where_it_rose_even_from_far_below() -> None:
    risen = later(level=ratio(0.5, 0.4, 0.65), change=ratio(1.6, 1.2, 2.1))
    assert compare(Act.OPTIMISE, risen, floor=0.7).verdict is Verdict.RIGHT
    assert compare(Act.KEEP, risen, floor=0.7).verdict is Verdict.WRONG
