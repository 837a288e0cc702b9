import numpy as np

from pratfall.stats.segments import Segments

VALUES = np.array([1.0, 2.0, 4.0, 8.0, 16.0])
THREE = Segments.of(np.array([2, 0, 3]))


def test_every_value_knows_its_history_and_its_place() -> None:
    assert THREE.owner.tolist() == [0, 0, 2, 2, 2]
    assert THREE.position.tolist() == [0, 1, 0, 1, 2]


def test_an_empty_history_sums_to_nothing() -> None:
    assert THREE.total(VALUES).tolist() == [3.0, 0.0, 28.0]


def test_the_newest_values_are_the_last_of_each_history() -> None:
    assert THREE.last(VALUES, 2).tolist() == [3.0, 0.0, 24.0]
    assert THREE.last(VALUES, 9).tolist() == [3.0, 0.0, 28.0]


def test_dropped_values_shorten_their_own_history_only() -> None:
    kept = THREE.keep(np.array([True, False, True, True, True]))
    assert kept.length.tolist() == [1, 0, 3]
