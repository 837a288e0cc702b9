from __future__ import annotations

import pytest

from pratfall.records.forecasts import Forecast


def test_a_forecast_lies_in_its_interval_and_a_goal_comes_with_its_probability() -> None:
    known = {"level": 0.9, "n": 40, "own": 40, "age": 2.0, "method": "early_curve"}
    assert Forecast(value=5, low=4, high=9, **known).below_goal is None  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="outside"):
        Forecast(value=3, low=4, high=9, **known)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="go together"):
        Forecast(value=5, low=4, high=9, goal=3.0, **known)  # type: ignore[arg-type]
