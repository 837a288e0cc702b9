"""What calibration says of predictions: lean, parts, diagram, kinds, and when it says nothing."""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.learn.calibration import (
    Calibration,
    Lean,
    Predicted,
    base_rate,
    by_kind,
    calibration,
    lean,
)
from pratfall.records.numbers import Estimate, NotEnoughData, Unit


def team(p: float, reached: int, campaigns: int, voices: int = 3, **kinds: str) -> list[Predicted]:
    """`voices` who all say `p` of each of `campaigns`, of which the first `reached` got there."""
    named = tuple(kinds.items())
    return [Predicted(p, c < reached, c, named) for c in range(campaigns) for _ in range(voices)]


def told(predictions: list[Predicted]) -> Calibration:
    found = calibration(predictions)
    assert isinstance(found, Calibration)
    return found


def test_seven_campaigns_are_too_few_however_many_spoke() -> None:
    assert calibration(team(0.8, 3, 7, voices=20)) == NotEnoughData(8, 7, "campaigns")


def test_nothing_foretold_is_too_little_and_no_error() -> None:
    assert calibration([]) == NotEnoughData(8, 0, "campaigns")


def test_a_team_that_hopes_too_much_leans_to_more() -> None:
    found = told(team(0.9, 4, 16))
    assert found.optimism.value == pytest.approx(0.9 - 0.25)
    assert lean(found.optimism) is Lean.MORE
    assert (found.foretold, found.came.value) == pytest.approx((0.9, 0.25))


def test_a_team_that_fears_too_much_leans_to_less() -> None:
    assert lean(told(team(0.1, 14, 16)).optimism) is Lean.LESS


def test_a_team_that_is_about_right_is_told_nothing_about_its_lean() -> None:
    found = told(team(0.5, 8, 16))
    assert lean(found.optimism) is Lean.OPEN
    assert found.overconfidence.value == 0.0


def test_the_score_is_that_of_every_prediction_and_its_parts_add_up() -> None:
    rng = np.random.default_rng(2)
    said = [
        Predicted(float(rng.integers(0, 21) / 20), bool(c % 3 == 0), c) for c in range(20) for _ in range(1 + c % 4)
    ]
    found = told(said)
    slow = sum((s.probability - s.happened) ** 2 for s in said) / len(said)
    assert found.brier.value == pytest.approx(slow)
    for parts in (found.parts, found.murphy):
        assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(slow)
    assert (found.campaigns, found.predictions) == (20, len(said))


def test_confidence_on_the_wrong_side_is_overconfidence_and_no_optimism() -> None:
    """Sure of a yes and of a no equally often, and right half of the time."""
    said = [Predicted(0.9 if c % 2 else 0.1, c % 4 < 2, c) for c in range(24)]
    found = told(said)
    assert found.optimism.value == pytest.approx(0.0)
    assert found.overconfidence.value == pytest.approx(0.4)
    assert lean(found.overconfidence) is Lean.MORE


def test_predictions_worse_than_the_base_rate_are_worth_less_than_nothing() -> None:
    assert told(team(0.9, 4, 16)).worth < 0.0
    assert told([Predicted(0.9 if c < 4 else 0.1, c < 4, c) for c in range(16)]).worth > 0.9


def test_where_everything_reached_its_target_nothing_can_be_saved() -> None:
    assert told(team(0.9, 16, 16)).worth == 0.0


def test_the_worked_example_of_the_method_page() -> None:
    first = [(0.9, 1), (0.8, 0), (0.7, 1), (0.7, 0), (0.6, 0), (0.5, 1), (0.4, 0), (0.3, 0)]
    said = [Predicted(p - lower, bool(y), c) for c, (p, y) in enumerate(first) for lower in (0.0, 0.1)]
    found = told([Predicted(round(s.probability, 2), s.happened, s.campaign) for s in said])
    assert (found.foretold, found.came.value) == pytest.approx((0.5625, 0.375))
    assert (found.optimism.value, found.optimism.low, found.optimism.high) == pytest.approx(
        (0.19, -0.19, 0.51), abs=5e-3
    )
    over = found.overconfidence
    assert (over.value, over.low, over.high) == pytest.approx((0.1125, -0.20, 0.45), abs=5e-3)
    assert (found.brier.value, found.brier.low, found.brier.high) == pytest.approx((0.2425, 0.13, 0.37), abs=6e-3)
    assert (found.parts.reliability, found.parts.resolution) == pytest.approx((0.0613, 0.0531), abs=6e-5)
    assert (found.murphy.reliability, found.murphy.resolution) == pytest.approx((0.0654, 0.0573), abs=6e-5)
    assert found.worth < 0.0


def test_the_diagram_rises_and_has_a_band_only_where_one_was_drawn() -> None:
    said = [Predicted(p / 10, (c * 7 + p) % 10 < p, 10 * c + p) for c in range(4) for p in range(1, 10)]
    found = calibration(said, rng=np.random.default_rng(1))
    assert isinstance(found, Calibration)
    came = [point.came for point in found.points]
    assert came == sorted(came)
    assert sum(point.n for point in found.points) == len(said)
    assert all(point.low is not None and point.high is not None for point in found.points)
    assert all(point.low is None for point in told(said).points)


def kinds_of(c: int) -> tuple[tuple[str, str], ...]:
    """Twenty radical of 23, twelve of them for money, and all on one network."""
    return (
        ("boldness", "radical" if c < 20 else "routine"),
        ("unit", "money" if c < 12 else "gifts"),
        ("network", "facebook"),
    )


def test_kinds_pay_for_each_other_and_small_ones_say_how_much_is_missing() -> None:
    said = [Predicted(0.8, c % 2 == 0, c, kinds_of(c)) for c in range(23)]
    radical, routine, gifts, money = by_kind(said)
    assert routine.optimism == NotEnoughData(8, 3, "campaigns")
    for kind in (radical, gifts, money):
        assert isinstance(kind.optimism, Estimate)
        assert kind.optimism.level == pytest.approx(1 - 0.05 / 3)  # three could be asked


def test_a_kind_alone_is_asked_at_the_usual_level_and_one_of_all_campaigns_not_at_all() -> None:
    said = [Predicted(0.8, c % 2 == 0, c, kinds_of(c)[:1] + kinds_of(c)[2:]) for c in range(23)]
    radical, _ = by_kind(said)
    assert isinstance(radical.optimism, Estimate)
    assert radical.optimism.level == 0.95


def test_the_base_rate_of_five_in_fourteen_is_wilsons() -> None:
    found = base_rate([True] * 5 + [False] * 9)
    assert isinstance(found, Estimate)
    assert (found.value, found.low, found.high) == pytest.approx((0.357, 0.163, 0.612), abs=1e-3)


def test_four_campaigns_make_no_base_rate() -> None:
    assert base_rate([True] * 4) == NotEnoughData(5, 4, "campaigns")


def test_an_interval_that_touches_zero_claims_no_direction() -> None:
    assert lean(Estimate(0.1, 0.0, 0.2, Unit.SHARE)) is Lean.OPEN
