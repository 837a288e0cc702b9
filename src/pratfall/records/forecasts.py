"""A Forecast: where something will end, how sure that is, and how likely it misses its goal."""

from __future__ import annotations

from dataclasses import dataclass

from .numbers import Unit


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """The final `value`, with [`low`, `high`] holding it with probability `level`.

    `below_goal`: probability that it ends below `goal`; None where no goal was given. `n`: finished ones it was
    compared with, `own` of them of the same account. `age`: of the newest reading, in the unit of the reading's ages.
    """

    value: float
    low: float
    high: float
    level: float
    n: int
    own: int
    age: float
    method: str
    unit: Unit = Unit.COUNT
    goal: float | None = None
    below_goal: float | None = None

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"forecast {self.value} outside its interval [{self.low}, {self.high}]")
        if (self.goal is None) != (self.below_goal is None):
            raise ValueError("a goal and the probability of missing it go together")
