"""What watching promises over years and hundreds of accounts, on small seeded samples with their Monte-Carlo limits.

`benchmarks/notice_watch.py` runs the same at full size; docs/methods/online_discovery.md shows its numbers.
"""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.online_discovery import SHARE
from tests.calibration import watched_streams
from tests.calibration.watched_years import (
    Outcome,
    Rule,
    bonferroni,
    every_alarm,
    hochberg_each_day,
    outcome,
    year,
    yearly_allowance,
)

YEARS = 150


def tried(rule: Rule, years: int = YEARS, **world: float) -> list[Outcome]:
    made = (year(np.random.default_rng(seed), streams=400, **world) for seed in range(years))  # type: ignore[arg-type]
    return [outcome(y, rule(y)) for y in made]


def limit(share: float, n: int) -> float:
    """Three standard errors above a share of n."""
    return float(share + 3 * np.sqrt(share * (1 - share) / n))


@pytest.mark.parametrize(("shared", "echo"), [(0.0, 0.0), (0.5, 0.3)], ids=["independent", "shared-shocks"])
def test_in_a_year_in_which_nothing_happened_hardly_anything_is_told(shared: float, echo: float) -> None:
    found = tried(yearly_allowance, storms=0, shared=shared, echo=echo)
    assert np.mean([o.false > 0 for o in found]) <= limit(SHARE, YEARS)


@pytest.mark.parametrize("storms", [10, 100])
@pytest.mark.parametrize(("shared", "echo"), [(0.0, 0.0), (0.5, 0.3)], ids=["independent", "shared-shocks"])
def test_at_most_a_tenth_of_what_a_year_told_is_false(storms: int, shared: float, echo: float) -> None:
    found = tried(yearly_allowance, years=60, storms=storms, shared=shared, echo=echo)
    share = np.array([o.false_share for o in found])
    assert share.mean() <= SHARE + 3 * max(share.std(), 0.05) / np.sqrt(len(share))


def test_more_is_told_than_with_a_fixed_threshold_that_keeps_the_promise() -> None:
    ours, fixed = tried(yearly_allowance, years=20, storms=100), tried(bonferroni, years=20, storms=100)
    assert np.mean([o.true for o in ours]) > 1.2 * np.mean([o.true for o in fixed])


@pytest.mark.parametrize("rule", [every_alarm, hochberg_each_day], ids=["every-alarm", "each-day-alone"])
def test_rules_that_forget_the_other_days_break_the_promise(rule: Rule) -> None:
    """So that the trials above are known to see it."""
    assert np.mean([o.false for o in tried(rule, years=5, storms=0)]) > 10


def test_a_storm_year_is_paid_for_by_itself_and_not_by_the_quiet_year_after() -> None:
    """Over both years together the false share holds; the quiet year inherits some allowance."""
    shares = []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        y = year(rng, streams=100, storms=40, days=365)
        quiet = year(rng, streams=100, storms=0, days=365)
        day = np.concatenate([y.day, quiet.day + 365])
        both = type(y)(
            100,
            day,
            np.concatenate([y.stream, quiet.stream]),
            np.concatenate([y.rate, quiet.rate]),
            np.concatenate([y.storm, quiet.storm]),
            40,
        )
        shares.append(outcome(both, yearly_allowance(both)).false_share)
    assert np.mean(shares) <= limit(SHARE, 60)


@pytest.mark.parametrize("world", list(watched_streams.WORLDS))
def test_hourly_counts_of_quiet_accounts_give_no_false_sure(world: str) -> None:
    """26 account-years: of 0.05 false `sure` each, more than 6 come once in 1,000 times."""
    found, told = watched_streams.a_year(5, world, accounts=80, storms=0, days=120)
    assert found.sure <= 6
    assert told.false <= 6


def test_storms_of_five_usual_days_are_told_within_hours() -> None:
    """Where an account has at least a comment an hour; smaller ones are below what 80 accounts let one say."""
    found, told = watched_streams.a_year(6, "noisy bins", accounts=80, storms=40, days=120)
    planted = watched_streams.alarms_of(6, "noisy bins", 80, 40, 120)[1]
    large = [n for n, (key, _, size) in enumerate(planted) if size == 5 and int(key.split("|")[1]) >= 20]
    hours = [found.heard[n] for n in large if n in found.heard]
    assert len(large) >= 5
    assert len(hours) >= 0.7 * len(large)
    assert np.median(hours) <= 3
    assert told.false_share <= 0.25  # forty storms: a tenth, and what forty may scatter
