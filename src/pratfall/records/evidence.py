"""The way down from a finding: to its posts, to its account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .subjects import Account

if TYPE_CHECKING:
    from .scene import Posts  # which imports records that carry Evidence

Array = Any
LABEL = 80  # characters of a post's text


@dataclass(frozen=True)
class Evidence:
    """A way down to the rows: what to look at and where it is."""

    kind: str  # "post", "file", "account", "day", "link", "comment"
    id: str
    label: str = ""
    url: str = ""


def of_posts(posts: Posts, rows: Array) -> tuple[Evidence, ...]:
    """These posts, in the order given."""
    return tuple(Evidence("post", str(posts.id[r]), str(posts.text[r])[:LABEL], str(posts.url[r])) for r in rows)


def of_account(account: Account) -> Evidence:
    return Evidence("account", account.subject.id, account.label, account.url)
