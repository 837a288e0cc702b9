"""What Pratfall has seen of what a setback is about: its posts, and what people wrote under them and to them.

A setback names subjects (`about`): posts, accounts, networks, campaigns, series, the organisation. A series lives in
an account and stands for it here, since what people write to one lands anywhere on the other. What has no known time
belongs; what is known to be from before it began does not, except the posts that are named themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.subjects import SubjectKind
from pratfall.site import place

from .models import Setback

Subject = Mapping[str, Any]
POST = SubjectKind.POST.value


def posts_of(setback: Setback, now: datetime) -> pa.Table:
    """Posts meant: columns of `Lake.posts`. None where no subject is named."""
    posts = place.lake(setback.organisation).posts(now)
    after = _since(posts["published_at"], setback.began_at)
    return posts.filter(_meant(setback, posts, lambda kind, named: named if kind == POST else pc.and_(named, after)))


def comments_of(setback: Setback, now: datetime) -> pa.Table:
    """Comments since it began under posts of what is meant, older posts too, and to accounts: columns of
    `Lake.comments`. The organisation's own answers are among them (`author_is_owner`).
    """
    lake = place.lake(setback.organisation)
    rows = lake.comments(now)
    if not setback.about or not len(rows):
        return rows.slice(0, 0)
    posts = lake.posts(now)
    under = _under(rows, posts.filter(_meant(setback, posts, lambda _, named: named)))
    to = _any([_addressed(rows, subject) for subject in setback.about], len(rows))
    return rows.filter(pc.and_(pc.or_(under, to), _since(rows["created_at"], setback.began_at)))


def _meant(setback: Setback, posts: pa.Table, narrowed: Callable[[str, Any], Any]) -> Any:
    """(n,) bool."""
    kinds = ((str(subject.get("kind")), _named(posts, subject)) for subject in setback.about)
    return _any([narrowed(kind, named) for kind, named in kinds if named is not None], len(posts))


def _named(posts: pa.Table, subject: Subject) -> Any:
    """(n,) bool: posts of one subject, whenever published; None where nothing is known of such a kind."""
    platform, account, own = (str(subject.get(key) or "") for key in ("platform", "account_id", "id"))
    match subject.get("kind"):
        case SubjectKind.POST:
            on = pc.equal(posts["platform"], platform) if platform else True
            return _known(pc.and_(pc.equal(posts["post_id"], own), on))
        case SubjectKind.ACCOUNT | SubjectKind.SERIES:
            return _known(pc.and_(pc.equal(posts["platform"], platform), pc.equal(posts["account_id"], account)))
        case SubjectKind.NETWORK:
            return _known(pc.equal(posts["platform"], platform or own))
        case SubjectKind.CAMPAIGN:
            return _known(pc.equal(posts["campaign"], own))
        case SubjectKind.ORGANISATION:
            return pa.repeat(True, len(posts))
        case _:
            return None


def _addressed(comments: pa.Table, subject: Subject) -> Any:
    """(n,) bool: written to an account that is meant, under whichever of its posts."""
    platform, account, own = (str(subject.get(key) or "") for key in ("platform", "account_id", "id"))
    match subject.get("kind"):
        case SubjectKind.ACCOUNT | SubjectKind.SERIES:
            return _known(pc.and_(pc.equal(comments["platform"], platform), pc.equal(comments["account_id"], account)))
        case SubjectKind.NETWORK:
            return _known(pc.equal(comments["platform"], platform or own))
        case SubjectKind.ORGANISATION:
            return pa.repeat(True, len(comments))
        case _:
            return pa.repeat(False, len(comments))


def _under(comments: pa.Table, posts: pa.Table) -> Any:
    """(n,) bool: comments under these posts. Two networks may use one number for a post each.

    An export made from a post's address knows only what the address ends with, which need not be its id.
    """
    ends = pc.struct_field(pc.extract_regex(posts["url"], r"(?P<end>[\w-]+)/?$"), "end")
    keys = [pc.binary_join_element_wise(posts["platform"], name, "\x1f") for name in (posts["post_id"], ends)]
    known = pa.chunked_array([chunk for each in keys for chunk in each.chunks], pa.string()).drop_null()
    under = pc.binary_join_element_wise(comments["platform"], comments["post_id"], "\x1f")
    return pc.is_in(under, value_set=known, skip_nulls=True)


def _since(times: pa.ChunkedArray, began: datetime) -> Any:
    return pc.fill_null(pc.greater_equal(times, pa.scalar(began, times.type)), True)


def _any(masks: list[Any], n: int) -> Any:
    whole: Any = pa.repeat(False, n)
    for mask in masks:
        whole = pc.or_(whole, mask)
    return whole


def _known(mask: Any) -> Any:
    return pc.fill_null(mask, False)
