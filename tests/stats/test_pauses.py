import numpy as np

from pratfall.stats.pauses import patience, usual_pauses


def posted(*days: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Owners and moments: each list the days on which one of them posted, at noon."""
    owner = np.repeat(np.arange(len(days)), [len(d) for d in days])
    number = np.array([n for d in days for n in d], dtype=np.int64)
    return owner, np.datetime64("2026-01-01T12:00:00", "s") + number * np.timedelta64(86_400, "s")


def test_a_weekly_account_pauses_six_days_and_a_daily_one_none() -> None:
    assert usual_pauses(*posted(list(range(0, 210, 7)), list(range(30)))) == {0: 6.0, 1: 0.0}


def test_the_order_of_the_posts_does_not_matter() -> None:
    owner, at = posted([0, 3, 9, 20], [1, 2, 40])
    order = np.random.default_rng(1).permutation(len(owner))
    assert usual_pauses(owner[order], at[order]) == usual_pauses(owner, at)


def test_one_long_pause_is_not_usual() -> None:
    assert usual_pauses(*posted([*range(20), *range(200, 220)])) == {0: 0.0}


def test_a_single_post_and_one_without_a_day_have_no_rhythm() -> None:
    assert usual_pauses(*posted([3])) == {}
    assert usual_pauses(*posted([])) == {}
    assert usual_pauses(np.array([0, 0]), np.array(["NaT", "2026-01-01"], dtype="datetime64[s]")) == {}


def test_patience_grows_with_a_slow_rhythm_up_to_the_longest() -> None:
    monthly, yearly = list(range(0, 400, 31)), list(range(0, 2000, 400))
    days = patience(*posted(list(range(50)), monthly, yearly), 4, usual=21.0, longest=120.0)
    assert days.tolist() == [21.0, 45.0, 120.0, 21.0]
