"""Years of alarms on many accounts, quiet or with storms planted, as their rates; and rules that tell some of them.

The alarms of a quiet stream are a Poisson process whose rates are uniform: that is what "this much is shown r times a
year by chance" means. Neighbouring hours depend (an alarm is followed by others), and accounts share shocks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pratfall.stats.false_discovery import discoveries
from pratfall.stats.online_discovery import told

DAYS = 365
LOUDEST = 12.0  # yearly rate of what a stream's default alarm lets through


@dataclass(frozen=True)
class Year:
    """Alarms in order of time: day (fraction), stream, yearly rate, storm (-1: chance). Storms hit one stream each."""

    streams: int
    day: np.ndarray
    stream: np.ndarray
    rate: np.ndarray
    storm: np.ndarray
    storms: int


def year(
    rng: np.random.Generator, *, streams: int, storms: int, shared: float = 0.0, echo: float = 0.0, days: int = DAYS
) -> Year:
    """`shared`: share of chance alarms that come from a shock to a tenth of the streams at once. `echo`: chance that an
    alarm is followed, within hours, by another as rare. Storms last a day and alarm one to three times, ever rarer."""
    per_day = streams * LOUDEST / DAYS
    parts = [_chance(rng, streams, rng.poisson(per_day * days * (1 - shared)), days)]
    width = max(streams // 10, 1)
    for _ in range(rng.poisson(per_day * days * shared / width)):
        hit = rng.choice(streams, width, replace=False)
        parts.append((np.full(width, rng.uniform(0, days)), hit, _around(rng, rng.uniform(0, LOUDEST), width)))
    day, stream, rate = (np.concatenate(column) for column in zip(*parts, strict=True))
    again = rng.random(len(day)) < echo
    day = np.concatenate([day, day[again] + rng.uniform(0.05, 0.5, again.sum())])
    stream = np.concatenate([stream, stream[again]])
    rate = np.concatenate([rate, _around(rng, rate[again], int(again.sum()))])
    storm = np.full(len(day), -1)
    grown = [_storm(rng, streams, days) for _ in range(storms)]
    day = np.concatenate([day, *(s[0] for s in grown)])
    stream = np.concatenate([stream, *(s[1] for s in grown)])
    rate = np.concatenate([rate, *(s[2] for s in grown)])
    storm = np.concatenate([storm, *(np.full(len(s[0]), i) for i, s in enumerate(grown))])
    order = np.argsort(day, kind="stable")
    return Year(streams, day[order], stream[order], rate[order], storm[order], storms)


def _chance(rng: np.random.Generator, streams: int, n: int, days: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return rng.uniform(0, days, n), rng.integers(streams, size=n), rng.uniform(0, LOUDEST, n)


def _around(rng: np.random.Generator, rate: np.ndarray | float, n: int) -> np.ndarray:
    """Rates that depend on `rate` and are uniform themselves: a Gaussian copula of correlation 0.8."""
    from scipy.stats import norm

    z = 0.8 * norm.ppf(np.asarray(rate) / LOUDEST) + 0.6 * rng.standard_normal(n)
    return np.asarray(LOUDEST * norm.cdf(z))


def _storm(rng: np.random.Generator, streams: int, days: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """From barely seen to once in ten thousand years: log-uniform over seven decades at the first alarm."""
    alarms = int(rng.integers(1, 4))
    start = rng.uniform(0, days - 1)
    rate = LOUDEST * 10.0 ** -(rng.uniform(0, 7) + np.sort(rng.uniform(0, 2, alarms)))
    day = start + np.sort(rng.uniform(0, 0.5, alarms))
    return day, np.full(alarms, rng.integers(streams)), rate


Rule = Callable[[Year], np.ndarray]


def yearly_allowance(y: Year) -> np.ndarray:
    """What the product does, on alarms."""
    return np.array(told(zip(y.day.tolist(), y.rate.tolist(), strict=True), y.streams))


def every_alarm(y: Year) -> np.ndarray:
    """p < 0.05 for the day: each account by itself, as if nobody watched another."""
    return p_values(y) < 0.05


def bonferroni(y: Year) -> np.ndarray:
    return p_values(y) < 0.10 / (y.streams * DAYS)


def hochberg_each_day(y: Year) -> np.ndarray:
    """Benjamini-Hochberg over the accounts of a day, each day by itself."""
    p, out = p_values(y), np.zeros(len(y.day), dtype=bool)
    days = y.day.astype(int)
    for day in np.unique(days):
        rows = np.flatnonzero(days == day)
        padded = np.concatenate([p[rows], np.ones(max(y.streams - len(rows), 0))])
        out[rows] = discoveries(padded, share=0.10)[: len(rows)]
    return out


def one_by_one(make: Callable[[], object]) -> Rule:
    """A procedure of the library online-fdr on every account and day, those without alarm having p = 1."""

    def rule(y: Year) -> np.ndarray:
        procedure, p, out = make(), p_values(y), np.zeros(len(y.day), dtype=bool)
        cells = y.day.astype(int) * y.streams + y.stream
        least = {}
        for row, cell in enumerate(cells.tolist()):
            if cell not in least or p[row] < p[least[cell]]:
                least[cell] = row
        for cell in range(DAYS * y.streams):
            row = least.get(cell)
            chosen = procedure.test_one(1.0 if row is None else float(p[row]))  # type: ignore[attr-defined]
            if row is not None and chosen:
                out[row] = True
        return out

    return rule


def p_values(y: Year) -> np.ndarray:
    """That a stream shows as much on one day."""
    return -np.expm1(-y.rate / DAYS)


@dataclass(frozen=True)
class Outcome:
    false: int
    true: int  # storms told
    storms: int
    delay_hours: float  # from a storm's first alarm to the first that was told; mean over storms told

    @property
    def false_share(self) -> float:
        return self.false / max(self.false + self.true, 1)


def outcome(y: Year, chosen: np.ndarray) -> Outcome:
    """Alarms of one storm are one discovery; chance alarms on one stream within a day are one too."""
    false_rows = np.flatnonzero(chosen & (y.storm < 0))
    false, last = 0, {}
    for row in false_rows.tolist():
        stream = int(y.stream[row])
        false += y.day[row] - last.get(stream, -9.0) > 1.0
        last[stream] = y.day[row]
    delays = []
    for s in range(y.storms):
        mine = np.flatnonzero(y.storm == s)
        heard = mine[chosen[mine]]
        if len(heard):
            delays.append(24 * (y.day[heard[0]] - y.day[mine[0]]))
    return Outcome(false, len(delays), y.storms, float(np.mean(delays)) if delays else float("nan"))
