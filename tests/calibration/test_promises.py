"""The error rates that `sure` and `likely` promise, on small seeded samples with their Monte-Carlo limits.

`benchmarks/calibration.py` runs the same trials at full size; docs/verdicts.md shows its numbers.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pratfall.reviews.verdicts import FALSE_SHARE
from tests.calibration import trials
from tests.calibration.one_real_account import read

SURE_AIM = 0.2  # a fifth of the promise of one false `sure` per account and year


def upper(mean: float, n: int) -> float:
    """Three standard errors above what n years with `mean` alarms each would show."""
    return mean + 3 * np.sqrt(mean / n)


@pytest.mark.parametrize("kind", trials.KINDS)
def test_accounts_in_which_nothing_changed_are_hardly_ever_blamed(kind: str) -> None:
    alarms = trials.nothing_changed(kind, range(8))
    assert alarms.sure / alarms.years <= upper(SURE_AIM, alarms.years)
    # All of them are false here, so that the false share is the share of years with any.
    limit = FALSE_SHARE + 3 * np.sqrt(FALSE_SHARE * (1 - FALSE_SHARE) / alarms.years)
    assert alarms.years_with_any / alarms.years <= limit


def test_the_real_account_shuffled_over_its_months_is_hardly_ever_blamed(shared_data: Path) -> None:
    alarms = trials.shuffled(read(shared_data / "x_exports_ropensci"), range(20))
    assert alarms.sure / alarms.years <= upper(SURE_AIM, alarms.years)
    limit = FALSE_SHARE + 3 * np.sqrt(FALSE_SHARE * (1 - FALSE_SHARE) / alarms.years)
    assert alarms.years_with_any / alarms.years <= limit


def test_at_most_a_tenth_of_what_a_year_of_looks_told_is_false() -> None:
    shares = np.array([trials.false_share_of_mixture(seed) for seed in range(8)])
    limit = FALSE_SHARE + 3 * np.sqrt(FALSE_SHARE * (1 - FALSE_SHARE) / len(shares))
    assert shares[:, 0].mean() <= limit
    assert shares[:, 1].mean() > 0.2


def test_a_halved_series_of_ten_is_found_after_some_40_posts_and_rarely_before_fifteen() -> None:
    """Twelve seeds; the limits are those of a median and a share of twelve."""
    found = np.array([trials.posts_until_found(seed, longest=70) for seed in range(12)])
    assert 20 <= np.median(found) <= 60
    assert (found <= 15).sum() <= 5


def test_a_month_without_export_blames_nobody() -> None:
    for seed in range(2):
        assert {v.code for v in trials.told_of_a_cut_feed(seed)} == set()


@pytest.mark.parametrize("seed", range(4))
def test_a_network_that_fell_is_named_and_its_accounts_are_not(seed: int) -> None:
    told = trials.told_of_networks(seed, [0.6] * 6)
    assert ("network_fell", "x") in {(v.code, v.subject) for v in told}
    assert {v for v in told if v.subject.startswith("x/")} == set()


@pytest.mark.parametrize("seed", range(4))
def test_an_account_that_fell_alone_is_named_and_its_network_is_not(seed: int) -> None:
    told = {(v.code, v.subject) for v in trials.told_of_networks(seed, [1.0, 1.0, 0.4, 1.0, 1.0, 1.0])}
    assert any(code in trials.FALLS and subject.startswith("x/2") for code, subject in told)
    assert not any(code == "network_fell" or subject == "youtube" for code, subject in told)
    assert all(subject.startswith("x/2") for code, subject in told)


def test_good_news_is_told_too() -> None:
    told = trials.told_of_networks(1, [1.0, 1.0, 3.0, 1.0, 1.0, 1.0])
    assert any(v.code in ("level_rose", "growing") and v.subject.startswith("x/2") for v in told)
