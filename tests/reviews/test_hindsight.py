"""The scene cut off at an earlier day: nothing later is left, and what stays still belongs together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pratfall.records.links import LinkCheck, LinkState
from pratfall.records.scene import Covered, Curves, Group, Scene
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.reviews.hindsight import as_it_was
from tests.small_scenes import INSTAGRAM, NOW, X, comment, post, scene

FIRST = date(2026, 9, 1)
LAST = NOW.date()
DAYS = (LAST - FIRST).days
days = st.integers(0, DAYS).map(lambda k: FIRST + timedelta(days=k))


def filled(posts: list[tuple[date, int]], comments: list[tuple[date, int]]) -> Scene:
    """Posts of two accounts with a reading a day after and one ten days after; comments on posts by position."""
    rows = [post(day, account, metrics={"likes": float(i)}) for i, (day, account) in enumerate(posts)]
    groups = [
        Group(X.subject, np.arange(sum(a == 0 for _, a in posts))),
        Group(Subject(SubjectKind.SERIES, "s", "s", "x", "1"), np.arange(min(2, len(posts)))),
    ]
    made = scene(
        rows,
        accounts=(X, INSTAGRAM),
        comments=[comment(f"{day}T08:00:00", post=at if at < len(posts) else -1) for day, at in comments],
        days=[(0, "views", str(FIRST + timedelta(days=k)), 1.0, False) for k in range(0, DAYS, 9)],
        stocks=[(0, "followers", str(FIRST + timedelta(days=k)), 1.0) for k in range(0, DAYS, 9)],
        gifts=[{"occurred": np.datetime64(f"{FIRST + timedelta(days=k)}T09:00", "s")} for k in range(0, DAYS, 9)],
        spends=[{"start": np.datetime64(FIRST, "D"), "end": np.datetime64("2026-10-15", "D"), "amount": Decimal(5)}],
        coverage=(Covered(0, "posts", FIRST, date(2026, 10, 20)), Covered(1, "posts", date(2026, 10, 21), LAST)),
        groups=groups,
    )
    n = len(posts)
    ages = np.tile([24.0, 240.0], n)
    curves = Curves(np.repeat(np.arange(n), 2).astype(np.int32), np.full(2 * n, "likes", object), ages, ages)
    return replace(made, curves=curves)


scenes = st.builds(
    filled,
    st.lists(st.tuples(days, st.integers(0, 1)), max_size=12),
    st.lists(st.tuples(days, st.integers(0, 14)), max_size=12),
)


def same(one: Scene, other: Scene) -> bool:
    """Every column of every table, without the text of it."""
    tables = ("posts", "curves", "days", "stocks", "comments", "gifts", "spends")
    columns = [(vars(getattr(one, t)), vars(getattr(other, t))) for t in tables]
    columns += [
        (dict(a.pop("metrics")), dict(b.pop("metrics"))) for a, b in [(dict(columns[0][0]), dict(columns[0][1]))]
    ]
    return (
        all(
            np.array_equal(a[name], b[name], equal_nan=a[name].dtype.kind in "fM")
            for a, b in columns
            for name in a
            if name != "metrics"
        )
        and [(g.subject, g.rows.tolist()) for g in one.groups] == [(g.subject, g.rows.tolist()) for g in other.groups]
        and (one.now, one.coverage, dict(one.links)) == (other.now, other.coverage, dict(other.links))
    )


@given(scenes)
def test_cutting_at_the_end_of_today_changes_nothing(made: Scene) -> None:
    assert as_it_was(made, LAST) is made
    assert as_it_was(made, LAST + timedelta(days=3)) is made


@given(scenes, days, days)
def test_cutting_twice_is_cutting_once_at_the_earlier_day(made: Scene, one: date, other: date) -> None:
    assert same(as_it_was(as_it_was(made, one), other), as_it_was(made, min(one, other)))


@given(scenes, days.filter(lambda day: day < LAST))
def test_nothing_later_than_the_day_is_left_and_nothing_earlier_is_lost(made: Scene, day: date) -> None:
    cut, end = as_it_was(made, day), np.datetime64(day, "s") + np.timedelta64(86_399, "s")
    assert cut.now == datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC)
    for before, after in (
        (made.posts.published, cut.posts.published),
        (made.comments.created, cut.comments.created),
        (made.gifts.occurred, cut.gifts.occurred),
        (made.days.day, cut.days.day),
        (made.stocks.day, cut.stocks.day),
        (made.spends.end, cut.spends.end),
    ):
        assert len(after) == int((before <= end).sum())
        assert (after <= end).all()
    assert all(c.end <= day for c in cut.coverage)


@given(scenes, days)
def test_comments_readings_and_groups_still_point_at_their_own_posts(made: Scene, day: date) -> None:
    cut = as_it_was(made, day)
    ids = cut.posts.id
    for comment_id, at in zip(cut.comments.id, cut.comments.post, strict=True):
        before = made.comments.post[list(made.comments.id).index(comment_id)]
        named = made.posts.id[before] if before >= 0 else None
        assert (ids[at] if at >= 0 else None) == (named if named in ids else None)
    for at, age in zip(cut.curves.post, cut.curves.age_hours, strict=True):
        read = cut.posts.published[at] + np.timedelta64(int(age), "h")
        assert day == LAST or read <= np.datetime64(day, "s") + np.timedelta64(86_399, "s")
    for group in cut.groups:
        whole = next(g for g in made.groups if g.subject == group.subject)
        assert set(ids[group.rows]) == set(made.posts.id[whole.rows]) & set(ids)


def test_what_has_no_date_is_not_said_to_have_been_there() -> None:
    never = np.datetime64("NaT", "s")
    made = scene(
        [post("2026-11-01"), {"published": never, "account": 0}],
        comments=[comment("NaT")],
        gifts=[{"occurred": never}],
        spends=[{"platform": "x"}],
    )
    cut = as_it_was(made, date(2026, 11, 10))
    assert [len(cut.posts), len(cut.comments.id), len(cut.gifts.net), len(cut.spends.amount)] == [1, 0, 0, 0]


def test_spending_that_was_not_over_is_left_out_since_nobody_knows_its_part() -> None:
    spend = {"start": np.datetime64("2026-11-01", "D"), "end": np.datetime64("2026-11-12", "D"), "amount": Decimal(9)}
    made = scene([post("2026-11-01")], spends=[spend])
    assert len(as_it_was(made, date(2026, 11, 11)).spends.amount) == 0
    assert as_it_was(made, date(2026, 11, 12)).spends.amount.tolist() == [Decimal(9)]


def test_a_number_stays_todays_newest_reading_and_as_ripe_as_it_is_now() -> None:
    late = post("2026-11-01", observed=np.datetime64("2026-11-20", "s"), metrics={"likes": 40.0})
    cut = as_it_was(scene([late, post("2026-11-05")]), date(2026, 11, 2))
    assert cut.posts.metrics["likes"].tolist() == [40.0]
    assert cut.posts.ripe.tolist() == [True]


def test_a_link_tried_later_says_nothing_of_that_day() -> None:
    tried = LinkCheck(url="https://pond.example", asked=datetime(2026, 11, 5, 8, tzinfo=UTC), state=LinkState.DEAD)
    made = replace(scene([post("2026-11-01")]), links={tried.url: tried})
    assert not as_it_was(made, date(2026, 11, 4)).links
    assert set(as_it_was(made, date(2026, 11, 5)).links) == {tried.url}


def test_an_account_is_there_before_its_first_post_and_a_series_is_not() -> None:
    made = filled([(date(2026, 11, 1), 0), (date(2026, 11, 2), 0)], [])
    kinds = [group.subject.kind for group in as_it_was(made, date(2026, 10, 1)).groups]
    assert kinds == [SubjectKind.ACCOUNT]
