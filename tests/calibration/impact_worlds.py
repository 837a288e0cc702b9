"""Series with an event, from the descriptions in a note on diagnosis: small accounts, and panels of a geo-lift study.

Small accounts: 365 days, the last 30 after the event; five controls of which three share the series' slow factor; the
own noise of each is AR(1); days of the week; negative binomial counts, 40 a day (`low`: 5). `noctl`: no control shares
the factor. `rtm`: the event follows the worst of eighteen weeks. The note gives no sizes of noise; those here make its
plain recipe and a before/after comparison miss by about as much as there (13.1 and 22.1 points; there 12.8 and 21.8).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.signal import lfilter

Array = np.ndarray
DAYS, AFTER, CONTROLS, SHARING = 365, 30, 5, 3
FACTOR = (0.98, 0.22)  # memory per day, spread
OWN = (0.7, 0.16)
OF_CONTROLS = (0.7, 0.10)
WEEK = np.array([0.0, 0.05, 0.1, 0.1, 0.05, -0.15, -0.2])
SCATTER = 20.0  # of the negative binomial: variance m + m^2 / 20
SCENARIOS = (("base", 0.0), ("base", -0.2), ("noctl", 0.0), ("rtm", 0.0), ("low", 0.0), ("low", -0.2))

PANELS: dict[str, tuple[int, int, int, float]] = {  # controls, days, days before, how much larger the treated one is
    "A1": (20, 105, 90, 1.0),
    "A2": (20, 105, 90, 5.0),
    "A3": (9, 105, 90, 1.0),
    "A4": (20, 45, 30, 1.0),
}


@dataclass(frozen=True)
class World:
    y: Array  # (S, days)
    controls: Array  # (S, days, k)
    start: int
    expected: Array  # (S,) mean after the event, had there been none


def wander(rng: np.random.Generator, shape: tuple[int, ...], memory: float, spread: float) -> Array:
    """AR(1) along the last axis, from its stationary law."""
    steps = rng.normal(0.0, spread * np.sqrt(1 - memory**2), shape)
    steps[..., 0] /= np.sqrt(1 - memory**2)
    return lfilter([1.0], [1.0, -memory], steps, axis=-1)


def _counts(rng: np.random.Generator, logs: Array) -> Array:
    return rng.poisson(np.exp(logs) * rng.gamma(SCATTER, 1 / SCATTER, logs.shape)).astype(float)


def small_accounts(rng: np.random.Generator, series: int, scenario: str, effect: float) -> World:
    level = np.log(5.0 if scenario == "low" else 40.0) + WEEK[np.arange(DAYS) % 7]
    factor = wander(rng, (series, DAYS), *FACTOR)
    theirs = wander(rng, (series, CONTROLS, DAYS), *FACTOR)
    if scenario != "noctl":
        theirs[:, :SHARING] = factor[:, None]
    controls = _counts(rng, level + theirs + wander(rng, theirs.shape, *OF_CONTROLS))
    logs = level + factor + wander(rng, factor.shape, *OWN)
    start = DAYS - AFTER
    logs[:, start:] += np.log1p(effect)
    y = _counts(rng, logs)
    expected = np.exp(logs[:, start:]).mean(axis=1) / (1 + effect)
    if scenario != "rtm":
        return World(y, np.moveaxis(controls, 1, 2), start, expected)
    before, first, last = 30 * 7, 29, 47  # weeks that leave enough before and after
    worst = y[:, : last * 7].reshape(series, last, 7).sum(axis=2)[:, first:].argmin(axis=1) + first
    days = (worst[:, None] + 1) * 7 - before + np.arange(before + AFTER)
    y = np.take_along_axis(y, days, axis=1)
    controls = np.take_along_axis(controls, days[:, None], axis=2)
    return World(y, np.moveaxis(controls, 1, 2), before, y[:, before:].mean(axis=1))


def panels(rng: np.random.Generator, series: int, scenario: str, effect: float) -> World:
    """Geo-lift panels: log-normal sizes, a trend and a week in common, AR(0.3) noise; the median place is treated."""
    k, days, before, larger = PANELS[scenario]
    size = np.sort(rng.lognormal(np.log(4000) - 0.18, 0.6, (series, k + 1)), axis=1)
    treated = np.abs(size - np.median(size, axis=1, keepdims=True)).argmin(axis=1)
    t = np.arange(1, days + 1)
    common = (1 + 0.001 * t) * (1 + 0.1 * np.array([-1.0, -0.5, 0.0, 0.2, 0.8, 1.0, 0.5])[(t - 1) % 7])
    noise = lfilter([1.0], [1.0, -0.3], rng.normal(size=(series, k + 1, days)), axis=-1)
    spread = 0.2 * np.sqrt(size / size.mean(axis=1, keepdims=True))
    values = size[:, :, None] * common * np.exp(spread[:, :, None] * noise)
    row = np.arange(series)
    others = np.ones((series, k + 1), dtype=bool)
    others[row, treated] = False
    y = values[row, treated] * larger
    expected = y[:, before:].mean(axis=1)
    y[:, before:] *= 1 + effect
    return World(y, np.moveaxis(values[others].reshape(series, k, days), 1, 2), before, expected)
