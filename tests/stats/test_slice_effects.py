import numpy as np
import pytest

from pratfall.stats.conjunctions import Conjunctions, conjunctions
from pratfall.stats.ratio_scan import Shares
from pratfall.stats.slice_effects import Counts, Ratios
from pratfall.stats.slice_scan import Scan

CODES = np.array([(a, b) for a in range(3) for b in range(4)])
WHERE = [{"network": "x"}, {"format": "video"}]


def slices() -> Conjunctions:
    return conjunctions([CODES[:, [0]], CODES[:, [1]]], np.full(12, 1_000.0), fewest=1.0)


def found(told: int, kinds: Conjunctions, phi: float = 1.0) -> Scan:
    picks = [kinds.where.index(((0, 0),)), kinds.where.index(((1, 1),))]
    return Scan(picks, [0.005, 0.02], told, phi)


def test_two_slices_that_overlap_and_a_common_fall_come_apart_exactly() -> None:
    before = np.arange(1.0, 13.0) * 800.0
    now = before / 8.0 * 0.9 * np.where(CODES[:, 0] == 0, 0.5, 1.0) * np.where(CODES[:, 1] == 1, 1.4, 1.0)
    kinds = slices()
    located = Counts(now, before, 8.0, 0.95).located(kinds, found(2, kinds), WHERE)
    assert [s.effect for s in located.slices] == pytest.approx([-0.5, 0.4], abs=1e-6)
    assert located.common.effect == pytest.approx(-0.1)
    assert located.slices[0].at_fixed_mix == pytest.approx(0.9 * 0.5 - 1.0, abs=1e-6)
    assert located.slices[0].raw_change == pytest.approx(now[:4].sum() / (before[:4].sum() / 8.0) - 1.0)
    assert all(s.low < s.effect < s.high for s in (*located.slices, located.common))


def test_with_one_slice_its_share_and_that_of_the_rest_are_the_whole_change() -> None:
    before = np.full(12, 800.0)
    now = before / 8.0 * np.where(CODES[:, 0] == 0, 0.5, 0.8)
    kinds = slices()
    located = Counts(now, before, 8.0, 0.95).located(kinds, found(1, kinds), WHERE)
    shares = [located.slices[0].share, located.common.share]
    assert sum(share for share in shares if share is not None) == pytest.approx(1.0)
    assert len(located.suspects) == 2 and len(located.slices) == 1


def test_cells_that_scatter_more_make_intervals_wider() -> None:
    before, kinds = np.full(12, 800.0), slices()
    now = before / 8.0
    narrow, wide = (
        Counts(now, before, 8.0, 0.95).located(kinds, found(1, kinds, phi), WHERE).slices[0] for phi in (1.0, 4.0)
    )
    assert np.log1p(wide.high) == pytest.approx(2.0 * np.log1p(narrow.high))


def test_a_slice_without_an_event_left_has_an_effect_and_an_interval() -> None:
    before, kinds = np.full(12, 800.0), slices()
    now = np.where(CODES[:, 0] == 0, 0.0, before / 8.0)
    gone = Counts(now, before, 8.0, 0.95).located(kinds, found(1, kinds), WHERE).slices[0]
    assert gone.actual == 0.0
    assert -1.0 < gone.low < gone.effect < gone.high < -0.9


def test_a_ratio_that_fell_only_because_the_mix_moved_is_unchanged_at_fixed_mix() -> None:
    """Simpson: every cell keeps its share, but most tries are now where shares are low."""
    share = np.where(CODES[:, 1] < 2, 0.02, 0.10)
    tries_before = np.full(12, 10_000.0)
    tries = np.where(CODES[:, 1] < 2, 18_000.0, 2_000.0)
    table = Shares(tries * share, tries, tries_before * share, tries_before)
    kinds = slices()
    common = Ratios(table, 0.95).located(kinds, Scan([], [], 0, 1.0), []).common
    assert common.raw_change < -0.4
    assert common.at_fixed_mix == pytest.approx(0.0, abs=1e-9)


def test_a_ratio_has_the_effect_of_its_odds_against_the_rest() -> None:
    tries = np.full(12, 50_000.0)
    share = np.where(CODES[:, 0] == 0, 0.06, 0.04)
    table = Shares(tries * share, tries, tries * 0.04, tries)
    kinds = slices()
    one = Ratios(table, 0.95).located(kinds, found(1, kinds), WHERE).slices[0]
    assert one.effect == pytest.approx(0.5, abs=0.01)
    assert one.actual == pytest.approx(12_000.0)
    assert one.expected == pytest.approx(8_000.0, rel=0.01)
    assert one.share == pytest.approx(1.0, abs=0.02)
