"""Which recurring kinds of post are found, and which are not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pratfall.records.scene import Group
from pratfall.reviews.series import find_campaigns, find_series
from tests.small_scenes import INSTAGRAM, X, post, scene

START = date(2026, 1, 5)


def weekly(n: int, first: int = 0, **given: Any) -> list[dict[str, Any]]:
    return [post(START + timedelta(weeks=first + i), **given) for i in range(n)]


def series(posts: list[dict[str, Any]]) -> dict[str, Group]:
    made = scene(posts, accounts=(X, INSTAGRAM))
    return {f"{g.why}:{g.subject.label}": g for g in find_series(made.posts, made.accounts)}


def test_a_hashtag_an_opening_and_a_format_make_series() -> None:
    posts = [
        *weekly(15, hashtags=("tuesdaytip",), format="image"),
        *weekly(15, text="Portrait du mois : Awa", format="video"),
        *weekly(20, text="Good morning from the pond", format="text"),
    ]
    assert set(series(posts)) == {"hashtag:tuesdaytip", "prefix:portrait du mois", "format:text"}


def test_the_rows_of_a_series_are_its_posts_in_order() -> None:
    posts = [*weekly(15, hashtags=("tip",)), *weekly(15, hashtags=("other",), first=2)]
    made = scene(posts, accounts=(X, INSTAGRAM))
    for group in find_series(made.posts, made.accounts):
        tags = {made.posts.hashtags[row] for row in group.rows}
        assert tags == {(group.subject.label,)}
        assert list(group.rows) == sorted(group.rows)


def test_too_few_posts_or_a_burst_of_a_few_days_is_no_series() -> None:
    burst = [post(START + timedelta(days=i // 10), hashtags=("conf",), format="unknown") for i in range(40)]
    assert series([*weekly(11, hashtags=("rare",), format="unknown"), *burst, *weekly(30, format="text")]).keys() == {
        "format:text"
    }


def test_what_nearly_every_post_carries_is_the_account_itself() -> None:
    assert series(weekly(40, hashtags=("pond",), format="text")) == {}


def test_two_names_for_the_same_posts_are_one_series() -> None:
    posts = [*weekly(15, hashtags=("tip",), text="Tip: rinse", format="image"), *weekly(20, format="text")]
    assert set(series(posts)) == {"hashtag:tip", "format:text"}


def test_a_link_is_no_opening() -> None:
    assert series([*weekly(15, text="https://example.org/a"), *weekly(15, text="Hello there")]) == {}


def test_the_same_hashtag_on_two_accounts_is_two_series() -> None:
    posts = [
        p
        for account in (0, 1)
        for p in (*weekly(15, account=account, hashtags=("tip",)), *weekly(15, account=account, first=20))
    ]
    made = scene(posts, accounts=(X, INSTAGRAM))
    found = [g.subject.account_id for g in find_series(made.posts, made.accounts)]
    assert sorted(found) == ["1", "2"]


def test_a_campaign_spans_accounts_and_keeps_its_network_where_it_has_one() -> None:
    posts = [
        post(START, campaign="spring"),
        post(START, account=1, campaign="spring"),
        post(START, account=1, campaign="reels"),
    ]
    made = scene(posts, accounts=(X, INSTAGRAM))
    found = {g.subject.label: (g.subject.platform, len(g.rows)) for g in find_campaigns(made.posts, made.accounts)}
    assert found == {"spring": ("", 2), "reels": ("instagram", 1)}


def test_no_posts_make_no_series() -> None:
    assert series([]) == {}
