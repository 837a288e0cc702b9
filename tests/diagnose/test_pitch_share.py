from __future__ import annotations

import numpy as np
import pytest

from pratfall.diagnose import pitch_share
from pratfall.diagnose.case import Explanation
from pratfall.text.pitch import RATES
from tests.diagnose.accounts import case, days_apart

PITCH, STORY = "Donate today: every euro helps us cook.", "Anna cooked soup with us this morning."


def asking(before: int, after: int) -> list[str]:
    """Of ten posts, so many ask for money."""
    return [PITCH if i % 10 < (before if i < 60 else after) else STORY for i in range(120)]


def explained(texts: list[str], **given: str) -> list[Explanation]:
    at = case(days_apart(120, 2.0), 60, each=lambda i: {"text": texts[i], "lang": "en", **given})
    return [a for a in pitch_share.explain(at) if isinstance(a, Explanation)]


def test_the_share_is_corrected_for_what_the_rule_misses() -> None:
    [found] = explained(asking(1, 6))
    a, c = RATES.of_pitches[1], RATES.of_others[1]
    assert found.facts["before"] == pytest.approx((0.1 - c) / (a - c), abs=1e-6)
    assert found.facts["after"] == pytest.approx((0.6 - c) / (a - c), abs=1e-6)


def test_the_probability_of_a_pitch_is_bayes_rule_in_its_period() -> None:
    [found] = explained(asking(1, 6))
    assert found.columns is not None
    p, a, c = float(found.facts["before"]), RATES.of_pitches[1], RATES.of_others[1]  # type: ignore[arg-type]
    assert found.columns[0, 0] == pytest.approx(a * p / (a * p + c * (1 - p)))
    assert found.columns[5, 0] == pytest.approx((1 - a) * p / ((1 - a) * p + (1 - c) * (1 - p)))


def test_the_effect_of_a_pitch_is_that_of_a_true_one_though_the_rule_misses_a_quarter() -> None:
    """Regression on the probability recovers the effect that regression on the bare answer makes too small."""
    rng = np.random.default_rng(5)
    a, c = RATES.of_pitches[1], RATES.of_others[1]
    truly = rng.random(40_000) < 0.4
    flagged = (rng.random(40_000) < np.where(truly, a, c)).astype(float)
    y = -0.5 * truly + rng.normal(0, 0.5, 40_000)
    probable = pitch_share._given(flagged)

    def slope(x: np.ndarray) -> float:
        return float(np.cov(x, y)[0, 1] / x.var())

    assert slope(probable) == pytest.approx(-0.5, abs=0.03)
    assert abs(slope(flagged)) < 0.47


def test_an_unchanged_share_is_no_cause_and_an_unread_language_says_nothing() -> None:
    assert explained(asking(3, 3)) == []
    assert explained(["Rakkaat ystävät, lahjoittakaa tänään"] * 120, lang="fi") == []


def test_the_requests_themselves_are_the_evidence() -> None:
    [found] = explained(asking(1, 6))
    assert {e.label for e in found.evidence} == {PITCH}
    assert found.step in ("fewer_pitches", "keep_it")


def test_what_the_rule_misses_by_accident_blurs_the_move_of_the_share() -> None:
    """Against drawing who is flagged again and again, the pitches themselves staying the same."""
    rng = np.random.default_rng(8)
    a, c = RATES.of_pitches[1], RATES.of_others[1]
    truly = np.array([i % 10 < (1 if i < 60 else 6) for i in range(120)])
    at = case(days_apart(120, 2.0), 60)
    moves, blurs = [], []
    for _ in range(400):
        flagged = (rng.random(120) < np.where(truly, a, c)).astype(float)
        shares = [np.clip((flagged[side].mean() - c) / (a - c), 0, 1) for side in (at.before, at.after)]
        moves.append(shares[1] - shares[0])
        blurs.append(pitch_share._blur(at, flagged, moves[-1]) * moves[-1])
    of_the_rule = (a - RATES.of_pitches[0]) / 1.96 / (a - c) * 0.5
    assert np.hypot(np.std(moves), of_the_rule) == pytest.approx(np.mean(blurs), rel=0.1)
