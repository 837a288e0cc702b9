from itertools import combinations, product

import numpy as np

from pratfall.stats.conjunctions import choices, conjunctions, windows


def slow_conjunctions(
    codes: np.ndarray, weight: np.ndarray, fewest: float
) -> dict[tuple[tuple[int, int], ...], list[int]]:
    found = {}
    for depth in (1, 2, 3):
        for dimensions in combinations(range(codes.shape[1]), depth):
            for values in product(*(range(codes[:, d].max() + 1) for d in dimensions)):
                where = tuple(zip(dimensions, values, strict=True))
                cells = [i for i in range(len(codes)) if all(codes[i, d] == v for d, v in where)]
                held = weight[cells].sum()
                if held >= fewest and weight.sum() - held >= fewest:
                    found[where] = cells
    return found


def test_every_combination_with_enough_events_is_there_with_its_cells_and_no_other() -> None:
    rng = np.random.default_rng(1)
    codes = np.column_stack([rng.integers(0, size, 40) for size in (3, 4, 2, 3)])
    weight = rng.poisson(3.0, 40).astype(float)
    made = conjunctions([codes[:, [d]] for d in range(4)], weight, fewest=5.0)
    slow = slow_conjunctions(codes, weight, 5.0)
    assert set(made.where) == set(slow) and len(made) > 50
    for index, where in enumerate(made.where):
        assert np.flatnonzero(made.holds([index])[0]).tolist() == slow[where]
        assert made.depth[index] == len(where)


def test_large_dimensions_give_the_same_slices_as_small_ones() -> None:
    rng = np.random.default_rng(2)
    codes = np.column_stack([rng.integers(0, 90, 60), rng.integers(0, 90, 60)])
    weight = np.full(60, 30.0)
    made = conjunctions([codes[:, [d]] for d in range(2)], weight, fewest=20.0)
    assert set(made.where) == set(slow_conjunctions(codes, weight, 20.0))


def test_windows_are_runs_of_neighbours_and_go_over_midnight_only_where_days_do() -> None:
    assert (22, 23, 0, 1) in windows(24, circular=True)
    assert (22, 23, 0, 1) not in windows(24, circular=False)
    assert all(len(window) <= 12 for window in windows(24, circular=True))
    assert len(set(windows(24, circular=True))) == len(windows(24, circular=True))


def test_a_window_holds_the_cells_of_all_its_values() -> None:
    hours = np.repeat(np.arange(24), 2)
    offered = windows(24, circular=True)
    made = conjunctions([choices(hours, offered)], np.ones(48), fewest=1.0)
    for index, ((_, choice),) in enumerate(made.where):
        assert set(hours[made.holds([index])[0]].tolist()) == set(offered[choice])


def test_nothing_is_offered_where_no_slice_has_enough_events() -> None:
    assert len(conjunctions([np.zeros((3, 1), dtype=int)], np.ones(3), fewest=2.0)) == 0


def test_with_three_dimensions_only_single_values_are_combined() -> None:
    rng = np.random.default_rng(3)
    codes = rng.integers(0, 6, (200, 3))
    chosen = [choices(codes[:, 0], windows(6, circular=True)), codes[:, [1]], codes[:, [2]]]
    made = conjunctions(chosen, np.full(200, 50.0), fewest=20.0, singles=[6, 6, 6])
    wide = {len(where) for where in made.where for dimension, choice in where if dimension == 0 and choice >= 6}
    assert wide == {1, 2}
    assert 3 in made.depth
