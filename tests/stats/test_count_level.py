"""The expected count: it finds level, hours and scatter, and a dead collector teaches it nothing."""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.count_level import CountLevel, averaging_error


def _run(counts: np.ndarray, bins_per_day: int = 288) -> tuple[CountLevel, np.ndarray]:
    level = CountLevel(1, bins_per_day)
    means = []
    for count in counts:
        means.append(level.expected()[0][0])
        level.learn(np.array([count]))
    return level, np.array(means)


def test_it_learns_the_hours_of_the_day() -> None:
    t = np.arange(288 * 30)
    truth = 20 * (1 + 0.8 * np.sin(2 * np.pi * t / 288))
    _, means = _run(np.random.default_rng(1).poisson(truth).astype(float))
    last_day = slice(288 * 29, None)
    assert np.abs(means[last_day] / truth[last_day] - 1).mean() < 0.15


def test_it_learns_the_scatter() -> None:
    rng = np.random.default_rng(2)
    level, _ = _run(rng.negative_binomial(2, 2 / 22, size=288 * 20).astype(float))
    assert level.dispersion[0] == pytest.approx(0.5, rel=0.35)


def test_before_the_first_count_nothing_is_expected() -> None:
    _, means = _run(np.array([np.nan, np.nan, 7.0, 7.0]))
    assert np.isnan(means[:3]).all()
    assert means[3] == pytest.approx(7.0)


def test_a_dead_collector_and_missing_bins_teach_nothing() -> None:
    counts = np.random.default_rng(3).poisson(50, size=288 * 4).astype(float)
    alive, _ = _run(counts)
    stopped, _ = _run(np.concatenate([counts, np.zeros(200)]))
    missing, _ = _run(np.concatenate([counts, np.full(200, np.nan)]))
    assert missing.level[0] == alive.level[0]
    assert stopped.level[0] == pytest.approx(alive.level[0], rel=0.01)


def test_a_storm_hardly_moves_the_level() -> None:
    counts = np.random.default_rng(4).poisson(10, size=288 * 4).astype(float)
    calm, _ = _run(counts)
    storm, _ = _run(np.concatenate([counts, np.full(24, 2000.0)]))
    assert storm.level[0] < 1.15 * calm.level[0]


@pytest.mark.parametrize("bins_per_day", [24, 288])
def test_the_error_of_the_averages_is_what_simulated_levels_scatter(bins_per_day: int) -> None:
    mean, series = 30.0, 400
    counts = np.random.default_rng(5).poisson(mean, size=(bins_per_day * 25, series)).astype(float)
    level = CountLevel(series, bins_per_day)
    for now in counts:
        level.learn(now)
    scatter = level.expected()[0].var()
    assert scatter == pytest.approx(averaging_error(bins_per_day) * mean, rel=0.35)
