from __future__ import annotations

from datetime import UTC, datetime

from django.test import Client

from pratfall.site.lessons.own_posts import own_posts
from pratfall.site.people.models import Membership
from pratfall.site.today import desk

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_posts_come_oldest_first_of_all_accounts_or_one(client: Client, owner: Membership) -> None:
    current = desk.current(owner.organisation, NOW)
    assert current is not None
    every = own_posts(current.posts, NOW, days=90, metrics=("likes", "no_such_metric"))
    assert len({post.platform for post in every}) > 2
    assert [post.published for post in every] == sorted(post.published for post in every)
    assert all(set(post.numbers) <= {"likes"} for post in every) and any(post.numbers for post in every)
    mine = own_posts(current.posts, NOW, days=90, account=("instagram", "thelongtable"))
    assert 0 < len(mine) < len(every) and {post.platform for post in mine} == {"instagram"}
