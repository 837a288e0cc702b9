from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.learn.fatigue import (
    DEFAULT_DAYS,
    EDGES,
    FEWEST_POSTS,
    LEVEL,
    WINDOW_DAYS,
    Advice,
    Earlier,
    Rest,
    Verdict,
    advise,
    rest_of,
)
from pratfall.records.numbers import Estimate, NotEnoughData

TODAY = date(2026, 11, 21)
REST = Rest(DEFAULT_DAYS, NotEnoughData(6, 0, "repeats"), 0)
SOUP = "Our soup recipe in three steps: leeks, potatoes, and a lot of patience while it simmers."


def ago(days: int, text: str = "", *, same: bool = False) -> Earlier:
    return Earlier(TODAY - timedelta(days), text or f"Post {days} about {chr(97 + days % 26) * 9} {days * 7919}", same)


def asked(*earlier: Earlier, text: str = SOUP, rest: Rest = REST, most: float = 0.15) -> Advice:
    return advise(text, sorted(earlier, key=lambda one: one.on), TODAY, rest=rest, most_repeats=most)


def test_words_nobody_has_read_may_go_out() -> None:
    assert asked() == Advice(Verdict.FINE, REST, None, None, NotEnoughData(FEWEST_POSTS, 0, "posts"))


@pytest.mark.parametrize(("days", "verdict"), [(0, "too_soon"), (89, "too_soon"), (90, "fine"), (400, "fine")])
def test_the_same_words_rest_as_long_as_agreed(days: int, verdict: str) -> None:
    found = asked(ago(days, f"{SOUP} 🍲 https://x.example"))
    assert found.verdict == verdict and found.last == TODAY - timedelta(days)
    assert found.fine_on == (TODAY + timedelta(90 - days) if verdict == "too_soon" else None)


def test_another_piece_of_the_same_material_counts_like_the_same_words() -> None:
    assert asked(ago(10, "Something quite different", same=True)).verdict is Verdict.TOO_SOON


def test_what_is_planned_for_later_counts_too() -> None:
    found = asked(ago(-20, SOUP))
    assert found.verdict is Verdict.TOO_SOON and found.fine_on == TODAY + timedelta(20 + 90)


def test_the_newest_of_several_times_counts() -> None:
    found = asked(ago(300, SOUP), ago(200, SOUP), ago(30, SOUP))
    assert found.last == TODAY - timedelta(30) and found.fine_on == TODAY + timedelta(60)


def test_an_account_that_repeats_a_lot_hears_that_it_is_too_many() -> None:
    new = [ago(days) for days in range(1, 21)]
    again = [ago(days, "Come to supper on Thursday at six, in the old school hall.") for days in (85, 60, 40, 20, 5)]
    found = asked(*new, *again, ago(200, SOUP))
    assert found.verdict is Verdict.TOO_MANY and isinstance(found.share, Estimate)
    assert found.share.value == pytest.approx(4 / 25) and found.fine_on == TODAY - timedelta(60 - WINDOW_DAYS)
    assert asked(*new, ago(200, SOUP)).verdict is Verdict.FINE
    assert asked(*new, *again).verdict is Verdict.FINE  # nothing of this one was said before: it repeats nothing


def test_too_few_posts_make_no_share() -> None:
    found = asked(ago(200, SOUP), *(ago(5, "The very same post, word for word") for _ in range(10)))
    assert found.verdict is Verdict.FINE and found.share == NotEnoughData(20, 10, "posts")


def test_rest_is_the_shortest_from_which_repeats_kept_up() -> None:
    gaps, ratios = [30.0] * 8 + [60.0] * 8 + [120.0] * 8, [0.2] * 8 + [1.0] * 8 + [1.1] * 8
    found = rest_of(gaps, ratios, keeps_up=0.8)
    assert found.own and found.days == 56 and found.n == 16


def test_too_few_repeats_leave_the_default_and_say_how_many_are_missing() -> None:
    found = rest_of([40.0] * 5, [1.0] * 5, keeps_up=0.8)
    assert not found.own and found.days == DEFAULT_DAYS and found.ratio == NotEnoughData(6, 5, "repeats")


def test_repeats_that_never_keep_up_leave_the_default() -> None:
    assert rest_of([40.0, 60.0, 120.0, 200.0] * 6, [0.3] * 24, keeps_up=0.8).days == DEFAULT_DAYS


def twin(gaps: list[float], ratios: list[float], keeps_up: float) -> int:
    """As the page of the method writes it, slowly: counts of subsets instead of a distribution function."""
    for edge in EDGES:
        after = sorted(ratio for gap, ratio in zip(gaps, ratios, strict=True) if gap >= edge)
        n = len(after)
        below = list(accumulate(comb(n, i) / 2**n for i in range(n))) if n else []
        places = [k for k in range(1, n // 2 + 1) if 2 * below[k - 1] <= 1 - LEVEL + 1e-12]
        if places and after[max(places) - 1] >= keeps_up:
            return edge
    return DEFAULT_DAYS


@given(st.lists(st.tuples(st.integers(20, 300), st.sampled_from([0.2, 0.7, 0.8, 0.9, 1.3])), max_size=60))
def test_the_rest_is_that_of_a_slow_twin(pairs: list[tuple[int, float]]) -> None:
    gaps, ratios = [float(gap) for gap, _ in pairs], [ratio for _, ratio in pairs]
    assert rest_of(gaps, ratios, keeps_up=0.8).days == twin(gaps, ratios, 0.8)


@given(st.lists(st.integers(-100, 300), max_size=8), st.integers(1, 120))
def test_the_day_it_would_be_fine_is_one(days: list[int], rest: int) -> None:
    earlier = [ago(day, SOUP) for day in days]
    found = asked(*earlier, rest=Rest(rest, NotEnoughData(6, 0, "repeats"), 0))
    if found.verdict is Verdict.TOO_SOON:
        assert found.fine_on is not None and found.fine_on >= TODAY
        assert all(abs((found.fine_on - one.on).days) >= rest for one in earlier)
