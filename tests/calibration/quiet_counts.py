"""Quiet counts: worlds in which nothing happens but the usual, at any level and bin width.

A brand's quiet talk is uneven in several ways, and nobody knows which is its own; what is promised about false
alarms is promised for the worst of these. Every world has a day (nights 0.3, evenings 1.7 of the mean) and a week
(weekends 0.6), and the mean count per bin that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

Floats = NDArray[np.float64]

MINUTES = 1440
COMMENTS_PER_POST = 4.0  # of a small account; a large one has more comments per post, not more posts
POSTS_PER_DAY = 6.0
SPREAD_HOURS = 3.0
OPEN_HOURS = (8, 20)


def season(bins_per_day: int, days: int) -> Floats:
    """Usual share of every bin (days * bins_per_day,), mean 1 over whole weeks."""
    minute = np.arange(7 * MINUTES)
    shape = (1 + 0.7 * np.sin(2 * np.pi * minute / MINUTES)) * np.where(minute // MINUTES < 5, 1.0, 0.6)
    return _weeks(shape, bins_per_day, days)


def office_hours(bins_per_day: int, days: int) -> Floats:
    """Nobody talks at night, hardly anybody on weekends."""
    minute = np.arange(7 * MINUTES)
    hour = minute % MINUTES // 60
    shape = ((hour >= OPEN_HOURS[0]) & (hour < OPEN_HOURS[1])) * np.where(minute // MINUTES < 5, 1.0, 0.2)
    return _weeks(shape, bins_per_day, days)


def _weeks(shape: Floats, bins_per_day: int, days: int) -> Floats:
    week = shape.reshape(7 * bins_per_day, -1).mean(axis=1)
    week = np.tile(week / week.mean(), days // 7 + 1)
    return week[: days * bins_per_day]


def noise(rng: np.random.Generator, shape: float, hours: float, size: tuple[int, int], bins_per_day: int) -> Floats:
    """Gamma noise of mean 1 that stays the same for `hours`; wider bins average it."""
    per_bin = 24 / bins_per_day / hours  # noise periods in a bin
    if per_bin >= 1:
        return rng.gamma(shape * per_bin, 1 / (shape * per_bin), size)
    width = round(1 / per_bin)
    blocks = -(-size[1] // width)
    return rng.gamma(shape, 1 / shape, (size[0], blocks)).repeat(width, axis=1)[:, : size[1]]


def regular(rng: np.random.Generator, level: float, bins_per_day: int, series: int, days: int) -> Floats:
    """Poisson around day and week."""
    return rng.poisson(level * season(bins_per_day, days), (series, days * bins_per_day)).astype(float)


def noisy_hours(rng: np.random.Generator, level: float, bins_per_day: int, series: int, days: int) -> Floats:
    """Hours differ (standard deviation 58 % of the mean), bins within an hour are alike."""
    mean = level * season(bins_per_day, days)
    return rng.poisson(mean * noise(rng, 3.0, 1.0, (series, len(mean)), bins_per_day)).astype(float)


def noisy_bins(rng: np.random.Generator, level: float, bins_per_day: int, series: int, days: int) -> Floats:
    """Negative-binomial bins, each for itself (standard deviation 71 % of the mean and the Poisson part)."""
    mean = level * season(bins_per_day, days)
    return rng.poisson(mean * rng.gamma(2.0, 0.5, (series, len(mean)))).astype(float)


def drifting(rng: np.random.Generator, level: float, bins_per_day: int, series: int, days: int) -> Floats:
    """Half-days differ by 40 %, as do hours: talk comes and goes."""
    mean = level * season(bins_per_day, days)
    size = (series, len(mean))
    moving = noise(rng, 6.0, 12.0, size, bins_per_day) * noise(rng, 6.0, 1.0, size, bins_per_day)
    return rng.poisson(mean * moving).astype(float)


def office(rng: np.random.Generator, level: float, bins_per_day: int, series: int, days: int) -> Floats:
    """Long zeros every night and weekend; hours differ by 40 %."""
    mean = level * office_hours(bins_per_day, days)
    return rng.poisson(mean * noise(rng, 6.0, 1.0, (series, len(mean)), bins_per_day)).astype(float)


def posts(rng: np.random.Generator, level: float, bins_per_day: int, series: int, days: int) -> Floats:
    """Comments come in clusters after the account's own posts: geometric sizes, exponential waits."""
    a_day = level * bins_per_day
    posts_a_day = min(a_day / COMMENTS_PER_POST, POSTS_PER_DAY)
    made = rng.poisson(posts_a_day / bins_per_day * season(bins_per_day, days), (series, days * bins_per_day))
    drawn = rng.gamma(made, a_day / posts_a_day)  # each post has its own appeal, exponential
    stays = np.exp(-24 / bins_per_day / SPREAD_HOURS)
    return rng.poisson((1 - stays) * lfilter([1.0], [1.0, -stays], drawn, axis=1)).astype(float)


World = Callable[[np.random.Generator, float, int, int, int], Floats]
WORLDS: Mapping[str, World] = {
    "regular": regular,
    "noisy hours": noisy_hours,
    "noisy bins": noisy_bins,
    "drifting": drifting,
    "office hours": office,
    "own posts": posts,
}
