from __future__ import annotations

from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.site.lessons.guard import Guard
from pratfall.site.lessons.reuse_outcomes import FEWEST, outcome, outcomes, typical
from pratfall.site.people.models import Membership
from tests.site.lessons.test_guard import NOW, post


def test_a_piece_is_measured_against_the_posts_before_it() -> None:
    before = [post(100 + n, likes=20) for n in range(FEWEST)]
    later = post(3, likes=1000)
    mine = post(50, likes=41)
    found = outcome(mine, [*before, mine, later], 7)
    assert found.metric == "likes" and found.ratio == 41.5 / 20.5


def test_too_few_posts_before_it_or_a_reading_too_early_tell_nothing() -> None:
    before = [post(100 + n, likes=20) for n in range(FEWEST)]
    assert outcome(post(50), before[1:], 7).ratio is None
    assert outcome(post(50, read_after=2), before, 7).ratio is None
    assert outcome(post(50, likes=None), before, 7).ratio is None


def test_a_typical_ratio_takes_six_pieces() -> None:
    assert typical([1.0] * 5) == NotEnoughData(6, 5, "posts")
    found = typical([0.5, 0.9, 1.0, 1.1, 1.5, 2.0])
    assert isinstance(found, Estimate) and (found.low, found.value, found.high) == (0.5, 1.05, 2.0)


def test_nothing_out_is_nothing_told(home: object, owner: Membership) -> None:
    assert outcomes(Guard(owner.organisation, NOW)).by_piece == {}
