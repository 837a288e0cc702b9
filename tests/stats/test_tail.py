import numpy as np

from pratfall.stats.tail import tail_probability


def test_inside_the_history_the_rank_is_told() -> None:
    history = np.arange(1.0, 100.0)
    assert tail_probability(90.0, history) == 11 / 100


def test_beyond_the_history_it_is_rarer_the_farther_it_is() -> None:
    history = np.log(np.random.default_rng(18).exponential(3, 100) + 1)
    chances = [tail_probability(x, history) for x in (2.5, 3.0, 4.0, 5.0)]
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] < 0.001


def test_a_short_history_calls_nothing_rare() -> None:
    assert tail_probability(99.0, np.zeros(14)) == 1.0
    assert tail_probability(99.0, np.zeros(50)) == 1 / 51


def test_a_perfect_rhythm_has_a_tail_as_wide_as_its_rounding() -> None:
    weekly = np.full(77, np.log(7))
    assert tail_probability(np.log(14), weekly) == 1 / 78
    rare = [tail_probability(np.log(d), weekly, resolution=np.log(8 / 7)) for d in (14, 28)]
    assert 0.002 < rare[0] < 0.006
    assert rare[1] < 0.0001


def test_false_alarms_keep_to_the_probability_on_common_shapes() -> None:
    rng = np.random.default_rng(19)
    for draw in (
        lambda size: np.log1p(np.floor(rng.exponential(4, size))),
        lambda size: rng.normal(0, 1, size),
        lambda size: rng.exponential(1, size),
    ):
        samples = draw((6000, 61))
        p = np.array([tail_probability(row[-1], row[:-1]) for row in samples])
        for limit in (0.05, 0.01, 0.003):
            assert (p <= limit).mean() <= limit + 4 * np.sqrt(limit / 6000)
