"""The way down from a finding: to its posts, to its account."""

from __future__ import annotations

from typing import Any

from .findings import Evidence
from .scene import Posts
from .subjects import Account

Array = Any
LABEL = 80  # characters of a post's text


def of_posts(posts: Posts, rows: Array) -> tuple[Evidence, ...]:
    """These posts, in the order given."""
    return tuple(Evidence("post", str(posts.id[r]), str(posts.text[r])[:LABEL], str(posts.url[r])) for r in rows)


def of_account(account: Account) -> Evidence:
    return Evidence("account", account.subject.id, account.label, account.url)
