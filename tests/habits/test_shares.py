from datetime import date

import numpy as np

from pratfall.habits.shares import above, below, share, share_ends, share_reading
from pratfall.records.findings import Status
from pratfall.records.numbers import NotEnoughData, Window
from tests.small_scenes import X

DAYS = Window(date(2026, 6, 1), date(2026, 11, 20))


def test_status_follows_how_far_the_interval_lies_beyond_the_limit() -> None:
    assert above(share_ends(30, 50), 0.2) is Status.SURE
    assert above(share_ends(14, 50), 0.2) is Status.LIKELY
    assert above(share_ends(11, 50), 0.2) is None
    assert below(share_ends(0, 60), 1 / 11) is Status.SURE
    assert below(share_ends(2, 60), 1 / 11) is Status.LIKELY
    assert below(share_ends(5, 60), 1 / 11) is None


def test_a_share_comes_with_its_interval() -> None:
    estimate = share(3, 10)
    assert estimate.low < estimate.value == 0.3 < estimate.high


def test_an_account_exactly_at_the_limit_is_seldom_named() -> None:
    rng = np.random.default_rng(5)
    hits = rng.binomial(60, 0.2, 4000)
    named = [above(share_ends(int(h), 60), 0.2) for h in hits]
    error = 3 * (0.1 * 0.9 / 4000) ** 0.5
    assert np.mean([s is not None for s in named]) <= 0.1 + error + 0.02  # Wilson is approximate: 2 points
    assert np.mean([s is Status.SURE for s in named]) <= 0.025 + error + 0.01


def test_a_reading_has_its_number_also_where_it_is_no_fault() -> None:
    read = share_reading("one_way", X.subject, DAYS, (2, 40), 0.2)
    assert (read.status, read.estimate, read.n, read.limit) == (None, share(2, 40), 40, 0.2)


def test_a_reading_of_too_few_says_how_many_are_missing() -> None:
    read = share_reading("one_way", X.subject, DAYS, (9, 9), 0.2, fewest=10, of="links")
    assert (read.status, read.estimate) == (None, NotEnoughData(10, 9, "links"))


def test_a_reading_is_judged_on_its_own_side_of_the_limit() -> None:
    assert share_reading("a", X.subject, DAYS, (39, 40), 0.2).status is Status.SURE
    assert share_reading("a", X.subject, DAYS, (39, 40), 0.2, more_is_worse=False).status is None
    assert share_reading("a", X.subject, DAYS, (0, 40), 0.2, more_is_worse=False).status is Status.SURE
