from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.ends_first import SPREAD, chances_to_end_first, may_stop

EVENTS, SEEN, PLANNED = np.array([40.0, 52.0, 30.0]), np.full(3, 2000.0), np.array([4000.0, 4000.0, 5000.0])


def drawn(events: np.ndarray, seen: np.ndarray, planned: np.ndarray) -> np.ndarray:
    """The same by playing the rest of the test out."""
    rng, times, shape = np.random.default_rng(1), 200_000, SPREAD**-2
    together = events.sum() / seen.sum()
    rates = rng.gamma(shape + events, 1.0 / (shape / together + seen), (times, len(events)))
    finals = (events + rng.poisson(rates * (planned - seen))) / planned
    first = finals.argmax(axis=1)
    return np.bincount(first, minlength=len(events)) / times


def test_chances_are_those_of_playing_the_rest_out() -> None:
    told = chances_to_end_first(EVENTS, SEEN, PLANNED)
    assert told == pytest.approx(drawn(EVENTS, SEEN, PLANNED), abs=0.015)
    assert told.sum() == pytest.approx(1.0)


def test_what_is_counted_at_the_end_is_certain() -> None:
    told = chances_to_end_first([40, 52, 30], [4000] * 3, [4000] * 3)
    assert told == pytest.approx([0.0, 1.0, 0.0], abs=1e-6)


def test_many_tests_at_once_say_the_same_as_one_and_padding_says_nothing() -> None:
    padded = [np.append(part, 0.0) for part in (EVENTS, SEEN, PLANNED)]
    both = chances_to_end_first(*(np.stack([part, part]) for part in padded))
    assert both[1, :3] == pytest.approx(chances_to_end_first(EVENTS, SEEN, PLANNED))
    assert both[1, 3] == 0.0


def test_before_anything_was_seen_all_are_alike() -> None:
    assert chances_to_end_first([0, 0], [0, 0], [900, 900]) == pytest.approx([0.5, 0.5])


def test_the_less_is_left_to_save_the_surer_it_must_be() -> None:
    chances = np.array([0.015, 0.015])
    assert may_stop(chances, [100, 3900], [4000, 4000], bar=0.02).tolist() == [True, False]
    assert not may_stop(np.array([0.0]), [0], [0], bar=0.02).any()


def test_chances_told_come_true() -> None:
    """Made-up tests of four variants, a third of the way through: those told 0 to 10 % end first as often as told."""
    rng = np.random.default_rng(20261121)
    rates = 0.02 * rng.gamma(SPREAD**-2, SPREAD**2, (4000, 4))
    seen, planned = np.full((4000, 4), 1000.0), np.full((4000, 4), 3000.0)
    events = rng.poisson(rates * seen).astype(float)
    first = (events + rng.poisson(rates * (planned - seen)) + rng.random((4000, 4)) * 0.5).argmax(axis=1)
    told = chances_to_end_first(events, seen, planned)
    won = np.eye(4)[first]
    for low, high in ((0.0, 0.02), (0.02, 0.1), (0.1, 0.4), (0.4, 0.7), (0.7, 1.0)):
        inside = (told >= low) & (told < high)
        assert won[inside].mean() == pytest.approx(told[inside].mean(), abs=0.02)


def test_more_events_than_exposures_are_refused() -> None:
    with pytest.raises(ValueError, match="part of"):
        chances_to_end_first([5], [4], [9])
