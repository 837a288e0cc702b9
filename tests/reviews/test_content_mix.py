from datetime import date, timedelta
from typing import Any

from pratfall.records.scene import Scene
from pratfall.reviews.content_mix import FEWEST_OF_MONTH, content_mixes
from pratfall.text.purpose import PURPOSES
from tests.small_scenes import post, scene

ASK, TELL = "Please donate today, every euro counts", "The library is closed on Monday"
THANK = "Thank you all, well done"


def account(asks: int, tells: int, thanks: int, **given: Any) -> Scene:
    """One post a day, the newest first, the kinds evenly mixed."""
    texts = [text for text, n in ((ASK, asks), (TELL, tells), (THANK, thanks)) for _ in range(n)]
    texts = [texts[(i * 7) % len(texts)] for i in range(len(texts))]
    return scene([post(date(2026, 11, 19) - timedelta(days=i), text=f"{t} {i}", **given) for i, t in enumerate(texts)])


def test_the_mix_of_half_a_year_adds_up_and_its_intervals_hold_the_truth() -> None:
    (mixes,) = content_mixes(account(20, 40, 60)).values()
    whole = dict(mixes[0].shares)
    assert tuple(whole) == PURPOSES
    assert abs(sum(estimate.value for estimate in whole.values()) - 1.0) < 1e-6
    assert whole["pitch"].low <= 20 / 120 <= whole["pitch"].high
    assert whole["community"].low <= 60 / 120 <= whole["community"].high
    assert mixes[0].n == 120


def test_months_follow_the_newest_first_and_stay_inside_the_window() -> None:
    (mixes,) = content_mixes(account(20, 40, 60)).values()
    months = mixes[1:]
    assert [mix.window.start.month for mix in months] == [11, 10, 9, 8]
    assert all(mixes[0].window.start <= mix.window.start <= mix.window.end <= mixes[0].window.end for mix in months)
    assert all(mix.n >= FEWEST_OF_MONTH for mix in months)


def test_a_month_is_told_less_surely_than_half_a_year() -> None:
    (mixes,) = content_mixes(account(20, 40, 60)).values()
    width = [dict(mix.shares)["information"] for mix in mixes]
    assert width[1].high - width[1].low > width[0].high - width[0].low


def test_the_interval_is_wider_than_that_of_the_posts_alone() -> None:
    """400 of 1,000 posts would be known to three points if every post were read right."""
    (mixes,) = content_mixes(account(0, 100, 60)).values()
    information = dict(mixes[0].shares)["information"]
    assert information.high - information.low > 2 * 1.96 * (0.625 * 0.375 / 160) ** 0.5


def test_few_posts_and_other_languages_have_no_mix() -> None:
    assert content_mixes(account(5, 5, 9)) == {}
    assert content_mixes(account(20, 40, 60, lang="es")) == {}


def test_mailings_are_not_judged_as_posts() -> None:
    assert content_mixes(account(20, 40, 60, format="email")) == {}
