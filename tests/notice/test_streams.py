from datetime import timedelta
from typing import Any

import numpy as np

from pratfall.notice.streams import known_days, rows_between, streams_of, stretches, width_for
from pratfall.records.scene import Scene
from pratfall.records.subjects import SubjectKind
from tests.small_scenes import INSTAGRAM, NOW, X, comment, post, scene

FIRST = (NOW - timedelta(days=60)).date()
HOUR = np.timedelta64(3600, "s")


def talked(*, account: int = 0, held: Any = lambda day: True, per_post: int = 8) -> tuple[list[Any], list[Any]]:
    """A post every other day with eight comments in its first two days; the comments of `held` days are exported."""
    posts, comments = [], []
    for number in range(30):
        day = FIRST + timedelta(days=2 * number)
        posts.append(post(day, account, id=f"{account}-{number}", metrics={"comments": per_post}))
        if held(number):
            at = np.datetime64(f"{day}T12:00:00", "s")
            comments += [
                comment(str(at + k * 5 * HOUR), account=account, post=30 * account + number) for k in range(per_post)
            ]
    return posts, comments


def made(*parts: tuple[list[Any], list[Any]], **given: Any) -> Scene:
    return scene(
        [p for posts, _ in parts for p in posts], comments=[c for _, rows in parts for c in rows],
        accounts=(X, INSTAGRAM), **given,
    )  # fmt: skip


def test_counts_are_what_was_written_and_hours_without_a_comment_are_zero() -> None:
    (stream,) = streams_of(made(talked()))
    assert (stream.subject, stream.bin_minutes) == (X.subject, 360)
    assert np.nansum(stream.counts) == 240
    assert not np.isnan(stream.counts[2:]).any() and (stream.counts[2:] == 0).any()
    assert np.isnan(stream.counts[:2]).all(), "nothing is known before the first post"


def test_posts_whose_comments_nobody_exported_are_no_calm() -> None:
    (stream,) = streams_of(made(talked(held=lambda n: n < 10 or n >= 20)))
    middle = stream.counts[27 * 4 : 38 * 4]
    assert np.isnan(middle).all()
    assert known_days(stream) < 50


def test_a_post_nobody_commented_is_no_hole() -> None:
    posts, comments = talked(held=lambda n: n != 12)
    posts[12]["metrics"] = {"comments": 0}
    (stream,) = streams_of(made((posts, comments)))
    assert not np.isnan(stream.counts[2:]).any()


def test_comments_without_posts_are_known_between_the_first_and_the_last_but_for_long_holes() -> None:
    _, comments = talked(held=lambda n: n < 10 or n >= 20)
    for row in comments:
        row["post"] = -1
    (stream,) = streams_of(made(([], comments)))
    unknown = list(stretches(np.isnan(stream.counts)))
    assert len(unknown) == 1 and unknown[0][1] - unknown[0][0] > 14 * 4


def test_a_fortnight_is_needed_to_know_what_is_usual() -> None:
    assert streams_of(made(talked(held=lambda n: n >= 26))) == ()


def test_several_accounts_make_a_stream_of_the_organisation() -> None:
    one, other, whole = streams_of(made(talked(), talked(account=1)))
    assert (one.platform, other.platform, whole.platform) == ("x", "instagram", "")
    assert whole.subject.kind is SubjectKind.ORGANISATION
    assert whole.accounts == (0, 1)
    assert np.nansum(whole.counts) == np.nansum(one.counts) + np.nansum(other.counts)


def test_what_the_account_wrote_itself_is_not_counted() -> None:
    posts, comments = talked()
    answered = [dict(row, by_owner=True) for row in comments]
    elsewhere = [dict(row, received=False) for row in comments]
    (stream,) = streams_of(made((posts, comments + answered + elsewhere)))
    assert np.nansum(stream.counts) == 240


def test_times_that_are_all_midnight_are_days() -> None:
    posts, comments = talked()
    for row in comments:
        row["created"] = row["created"].astype("datetime64[D]").astype("datetime64[s]")
    (stream,) = streams_of(made((posts, comments)))
    assert stream.bin_minutes == 1440


def test_daily_totals_speak_where_no_single_comment_does() -> None:
    days = [(1, "comments", str(FIRST + timedelta(days=n)), float(n % 3), False) for n in range(40) if n != 20]
    (stream,) = streams_of(made(days=days))
    assert (stream.subject, stream.bin_minutes, len(stream)) == (INSTAGRAM.subject, 1440, 40)
    assert np.flatnonzero(np.isnan(stream.counts)).tolist() == [20]
    assert len(stream.rows) == 0


def test_bins_are_finer_where_more_is_said() -> None:
    widths = [width_for(n, 60.0) for n in (20, 200, 3_000, 9_000, 10**6)]
    assert widths == sorted(widths, reverse=True)
    assert (widths[0], widths[-1]) == (1440, 5)
    assert width_for(1_000, 60.0, day_only=True) == 1440


def test_the_rows_between_two_moments_are_those_written_then() -> None:
    made_ = made(talked())
    (stream,) = streams_of(made_)
    start = np.datetime64(f"{FIRST}T12:00:00", "s")
    assert len(rows_between(made_, stream, start, start + 6 * HOUR)) == 2
