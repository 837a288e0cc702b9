"""What does it cost to act on a ratio nobody knows exactly? Expected losses on both sides of a bar.

    belief = Belief.of(0.35, 0.22, 0.56, level=0.95)     # now over usual, with its interval
    belief.chance_below(0.7), belief.mean_above(0.7), belief.mean_below(0.7)

The log of the true ratio r is Normal(m, s), with m and s read from the interval, or shrunk by `doubted` towards
"nothing changed" by a sceptical Normal(0, t) on the log (precision adds up: 1/s'^2 = 1/s^2 + 1/t^2, m' = m s'^2/s^2).
With d = (m - log b) / s and F the normal distribution function:

    P(r < b)      = F(-d)
    E max(r-b,0)  = exp(m + s^2/2) F(d + s) - b F(d)
    E max(b-r,0)  = b F(-d) - exp(m + s^2/2) F(-d - s)
    E(r-b | r>b)  = E max(r-b,0) / F(d),    and below b alike

The two expectations are what an act that is right on the other side of b loses when losses grow in proportion to the
distance (the linear loss integral).

Limits: a bell on the log scale; an interval that leans to one side is read by its width; an open end by the other one.
Source: Raiffa & Schlaifer 1961, Applied Statistical Decision Theory, 5.4 (linear loss); Spiegelhalter, Freedman &
Parmar 1994 (sceptical priors).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, isfinite, log, sqrt

from scipy.special import ndtr, ndtri

NARROWEST = 0.01  # of s: nothing measured here is known to a hundredth
RAREST = 1e-9
SMALLEST = 1e-3  # ratios below count as this one: a log of zero says nothing


@dataclass(frozen=True)
class Belief:
    """Normal on the log of a ratio: `middle` m, `spread` s."""

    middle: float
    spread: float

    @classmethod
    def of(cls, value: float, low: float, high: float, *, level: float) -> Belief:
        """From an estimate and the interval that holds it with confidence `level`."""
        value = max(value, SMALLEST)
        width = 2.0 * float(ndtri((1.0 + min(level, 1.0 - 1e-9)) / 2.0))
        if isfinite(high) and low > 0.0:
            spread = (log(max(high, SMALLEST)) - log(max(low, SMALLEST))) / width
        elif isfinite(high):
            spread = 2.0 * (log(max(high, SMALLEST)) - log(value)) / width
        elif low > 0.0:
            spread = 2.0 * (log(value) - log(max(low, SMALLEST))) / width
        else:
            raise ValueError("an interval without ends says nothing")
        return cls(log(value), max(spread, NARROWEST))

    def doubted(self, usual_change: float) -> Belief:
        """After a sceptical prior: changes of the log are usually of the size `usual_change`."""
        precision = self.spread**-2 + usual_change**-2
        return Belief(self.middle * self.spread**-2 / precision, sqrt(1.0 / precision))

    def moved(self, log_step: float) -> Belief:
        """As well known as before, and higher by `log_step`."""
        return Belief(self.middle + log_step, self.spread)

    def chance_below(self, bar: float) -> float:
        return float(ndtr(-self._distance(bar)))

    def mean_above(self, bar: float) -> float:
        """E max(r - bar, 0)."""
        d = self._distance(bar)
        return max(self._mean() * float(ndtr(d + self.spread)) - bar * float(ndtr(d)), 0.0)

    def mean_below(self, bar: float) -> float:
        """E max(bar - r, 0)."""
        d = self._distance(bar)
        return max(bar * float(ndtr(-d)) - self._mean() * float(ndtr(-d - self.spread)), 0.0)

    def loss_above(self, bar: float) -> float:
        """E(r - bar) where r does lie above."""
        return self._where(self.mean_above(bar), 1.0 - self.chance_below(bar), bar)

    def loss_below(self, bar: float) -> float:
        """E(bar - r) where r does lie below."""
        return self._where(self.mean_below(bar), self.chance_below(bar), bar)

    def _where(self, mean: float, chance: float, bar: float) -> float:
        """Far out, where both are lost in rounding, the excess of a bell is its spread over the distance."""
        return mean / chance if chance > RAREST else bar * self.spread / abs(self._distance(bar))

    def _distance(self, bar: float) -> float:
        if bar <= 0.0:
            raise ValueError(f"a bar of {bar}")
        return (self.middle - log(bar)) / self.spread

    def _mean(self) -> float:
        return exp(self.middle + self.spread**2 / 2.0)
