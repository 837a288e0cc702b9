from __future__ import annotations

import numpy as np
import pytest

import pratfall
from pratfall.records.forecasts import Forecast
from pratfall.records.numbers import NotEnoughData
from pratfall.stats.post_forecast import forecast_post, used_ages


def curves(n: int, seed: int = 1, factor: float = 1.0) -> list[tuple[list[float], list[float]]]:
    """Posts that ripen with a half-life of some six hours, read after 1, 2, 4 hours and much later."""
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(n):
        final = rng.lognormal(5, 1) * factor
        half = 6 * rng.lognormal(0, 0.6)
        shown = [final * (1 - 0.5 ** (age / half)) for age in (1, 2, 4)]
        made.append(([1.0, 2.0, 4.0, 200.0], [*map(round, shown), round(final)]))
    return made


def test_a_post_gets_a_final_value_an_interval_and_a_chance_of_missing_its_goal() -> None:
    found = pratfall.forecast_post([1, 2, 4], [30, 55, 95], reference=curves(120), goal=210)
    assert isinstance(found, Forecast)
    assert 95 <= found.low < found.value < found.high
    assert found.below_goal is not None and 0.02 < found.below_goal < 0.8
    assert (found.n, found.own, found.method, found.age) == (120, 120, "early_curve", 4.0)


def test_what_is_reached_cannot_be_missed() -> None:
    found = forecast_post([4], [160], reference=curves(60), goal=150)
    assert isinstance(found, Forecast) and found.below_goal == 0.0


def test_intervals_hold_their_level_for_posts_with_several_readings() -> None:
    known = curves(100, seed=3)
    held = []
    for ages, values in curves(400, seed=4):
        found = forecast_post(ages[:3], values[:3], reference=known)
        assert isinstance(found, Forecast)
        held.append(found.low <= values[-1] <= found.high)
    assert 0.86 <= np.mean(held) <= 0.95  # one reference of 100: two standard errors are 0.06


def test_a_new_account_leans_on_its_network_and_an_old_one_on_itself() -> None:
    network = curves(300, seed=5)
    own = [(a[:], [*v[:3], 3 * v[3]]) for a, v in curves(80, seed=6)]
    new, old = (forecast_post([4], [50], reference={"own": own[:n], "network": network}) for n in (4, 80))
    assert isinstance(new, Forecast) and isinstance(old, Forecast)
    assert (new.own, old.own) == (4, 80)
    assert old.value > 1.7 * new.value


def test_finals_alone_rule_out_only_what_lies_below_the_newest_reading() -> None:
    finals = [v[-1] for _, v in curves(200)]
    found = forecast_post([3], [100], reference=finals, goal=1000)
    assert isinstance(found, Forecast)
    above = sorted(f for f in finals if f >= 100)
    assert (found.low, found.n, found.method) == (100, len(above), "finals_above")
    assert found.high == pytest.approx(np.quantile(above, 0.9), rel=0.1)
    assert found.below_goal == pytest.approx(np.mean([f < 1000 for f in above]), abs=0.01)


def test_too_little_is_an_answer() -> None:
    assert forecast_post([1], [5], reference=curves(19)) == NotEnoughData(20, 19, "posts")
    assert forecast_post([1], [5], reference=[]) == NotEnoughData(20, 0, "posts")
    assert forecast_post([1], [np.nan], reference=curves(50)) == NotEnoughData(1, 0, "readings")
    assert forecast_post([30], [5], reference=curves(50)) == NotEnoughData(20, 0, "posts"), (
        "nobody was read at 30 hours"
    )
    assert isinstance(forecast_post([3], [1e6], reference=[10.0, 20.0]), NotEnoughData)


def test_an_unfinished_curve_is_no_reference() -> None:
    half_done = [(a[:3], v[:3]) for a, v in curves(40)]
    assert forecast_post([4], [50], reference=half_done, horizon=100) == NotEnoughData(20, 0, "posts")


def test_earlier_readings_are_taken_where_they_say_something_new() -> None:
    assert used_ages(np.array([1.0, 2.0, 4.0, 7.9, 8.0])).tolist() == [8.0, 4.0, 2.0, 1.0]
    assert used_ages(np.array([0.1, 8.0])).tolist() == [8.0]


@pytest.mark.parametrize(
    ("ages", "values", "reference"),
    [([0], [5], []), ([1], [-5], []), ([1], [5], {"friends": []})],
    ids=["no age", "no count", "no group"],
)
def test_what_makes_no_sense_is_refused(ages: list[float], values: list[float], reference: object) -> None:
    with pytest.raises(ValueError):
        forecast_post(ages, values, reference=reference)  # type: ignore[arg-type]
