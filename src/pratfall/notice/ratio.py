"""From a shift of logs to "so many times the usual".

Logs are of 1 + value, so that zero has one. At the usual level u the shift d means

    now / usual = ( (1 + u) e^d - 1 ) / u, not below 0;   for u < 1 the "+ 1" is most of it and e^d is told.
"""

from __future__ import annotations

from math import exp, expm1

from pratfall.records.numbers import Estimate, Unit
from pratfall.stats.shift import Shift


def now_over_usual(shift: Shift, usual_log: float, level: float) -> Estimate:
    """`usual_log`: log(1 + typical value) before; `level`: confidence of the interval."""
    value, low, high = (_ratio(d, usual_log) for d in (shift.value, shift.low, shift.high))
    return Estimate(value, low, high, Unit.RATIO, level)


def _ratio(shift: float, usual_log: float) -> float:
    usual = expm1(usual_log)
    return exp(shift) if usual < 1.0 else max(expm1(usual_log + shift), 0.0) / usual
