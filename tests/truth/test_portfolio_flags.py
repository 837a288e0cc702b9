"""The rules that set tests aside, on planted ones: how many honest ones they hit, how many gamed ones they find."""

from __future__ import annotations

from collections import Counter

import numpy as np

from pratfall.learn.genuine import Tried, flags
from tests.truth.planted_tests import TRICKS, gamed, honest

EACH = 400  # per trick


def caught(one: Tried) -> bool:
    return any(flag.excludes for flag in flags(one))


def measured(seed: int) -> tuple[float, dict[str, float]]:
    """Share of honest tests set aside, and per trick the share found."""
    rng = np.random.default_rng(seed)
    wrong = np.mean([caught(honest(n, rng)) for n in range(EACH * len(TRICKS))])
    found = {trick: float(np.mean([caught(gamed(n, trick, rng)) for n in range(EACH)])) for trick in TRICKS}
    return float(wrong), found


def test_most_of_what_is_set_aside_was_gamed_and_most_of_what_was_gamed_is_found() -> None:
    """Half honest, half gamed, every trick as often: 95.1 % precision and 63.8 % recall when it was written."""
    wrong, found = measured(21)
    recall = float(np.mean(list(found.values())))
    precision = recall / (recall + wrong)
    assert precision >= 0.92, (precision, wrong)
    assert recall >= 0.58, found


def test_every_trick_is_found_more_often_than_an_honest_test_is_hit() -> None:
    wrong, found = measured(22)
    assert min(found.values()) > 1.5 * wrong, (wrong, found)


def test_each_rule_finds_its_own_trick() -> None:
    """A rule that spoke of something else would find it by chance only."""
    rng = np.random.default_rng(23)
    own = {
        "low bar": "bar_known",
        "low target": "target_known",
        "blind": "cannot_see",
        "no effort": "trivial_effort",
        "no worth": "trivial_worth",
        "sure": "all_sure_yes",
        "begun late": "mostly_in",
        "asked before": "asked_before",
        "no end": "no_end",
    }
    for trick, code in own.items():
        told = Counter(flag.code for n in range(EACH) for flag in flags(gamed(n, trick, rng)))
        assert told.most_common(1)[0][0] == code
