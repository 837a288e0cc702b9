"""Which recurring kinds of post an account has: same hashtag, same opening words, same format, same label.

Everybody's posts are looked at at once, column by column. Every series is one more question put to
the data and is paid for in the verdicts, so that only what recurs is proposed, and not without end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.scene import Group, Posts
from pratfall.records.subjects import Account, Subject, SubjectKind

MIN_POSTS = 12  # below this no level change of any size could be told from chance
MIN_WEEKS = 6  # a burst of posts in a few days is an event, not a series
MAX_SHARE = 0.9  # a label on nearly every post says nothing beside the account itself
MAX_PER_ACCOUNT = 25
SAME = 0.8  # two series sharing this much of their posts are one
# Opening words up to a colon, bar or dash: "New post:", "Portrait du mois –", "[Event]".
OPENING = r"^\s*\[?(?P<opening>[^\s:|–—\]][^:|–—\]\n]{2,38}?)\s*(?:[:|–—\]])"


@dataclass(frozen=True)
class Labels:
    """One possible label per row: `row` (k,) post rows, `code` (k,) ints, `names` per code."""

    why: str
    row: np.ndarray
    code: np.ndarray
    names: tuple[str, ...]


def find_series(posts: Posts, accounts: tuple[Account, ...]) -> tuple[Group, ...]:
    """Series of all accounts, largest first within an account, look-alikes merged."""
    found: dict[int, list[Group]] = {}
    for account, group in _candidates(posts, accounts):
        found.setdefault(account, []).append(group)
    return tuple(group for groups in found.values() for group in _distinct(groups))


def find_campaigns(posts: Posts, accounts: tuple[Account, ...]) -> tuple[Group, ...]:
    """Campaigns by the label an export or a link carries; one campaign may span accounts."""
    labels = _label(posts)
    groups = []
    for code, rows in _split(labels.code, labels.row):
        name = labels.names[code]
        platforms = {accounts[a].platform for a in np.unique(posts.account[rows])}
        platform = platforms.pop() if len(platforms) == 1 else ""
        groups.append(Group(Subject(SubjectKind.CAMPAIGN, name, name, platform), rows, "label"))
    return tuple(groups)


def _candidates(posts: Posts, accounts: tuple[Account, ...]) -> Iterator[tuple[int, Group]]:
    totals = np.bincount(posts.account, minlength=len(accounts))
    week = posts.published.astype("datetime64[W]").astype(np.int64)
    for labels in (_hashtag(posts), _opening(posts), _format(posts)):
        key = posts.account[labels.row].astype(np.int64) * max(len(labels.names), 1) + labels.code
        for value, rows in _split(key, labels.row):
            account, code = divmod(value, max(len(labels.names), 1))
            if len(rows) < MIN_POSTS or len(rows) > MAX_SHARE * totals[account]:
                continue
            if len(np.unique(week[rows])) < MIN_WEEKS:
                continue
            yield account, _group(accounts[account], labels.why, labels.names[code], rows)


def _group(account: Account, why: str, name: str, rows: np.ndarray) -> Group:
    key = f"{account.platform}/{account.account_id}/{why}/{name}"
    subject = Subject(SubjectKind.SERIES, key, name, account.platform, account.account_id)
    return Group(subject, rows, why)


def _distinct(groups: list[Group]) -> Iterator[Group]:
    """Hashtag before opening before format; of two with nearly the same posts the first stays."""
    kept: list[Group] = []
    for group in sorted(groups, key=lambda g: ({"hashtag": 0, "prefix": 1, "format": 2}[g.why], -len(g.rows))):
        if len(kept) == MAX_PER_ACCOUNT:
            return
        if all(_shared(group.rows, other.rows) < SAME for other in kept):
            kept.append(group)
            yield group


def _shared(a: np.ndarray, b: np.ndarray) -> float:
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / (len(a) + len(b) - common)


def _split(key: np.ndarray, rows: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Rows per key, each in its original (publication) order and without repeats."""
    order = np.argsort(key, kind="stable")
    keys, starts = np.unique(key[order], return_index=True)
    for value, part in zip(keys, np.split(rows[order], starts[1:]), strict=False):
        yield int(value), np.unique(part)


def _encode(why: str, row: np.ndarray, words: pa.Array) -> Labels:
    encoded = words.dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    return Labels(why, row, codes.astype(np.int64), tuple(encoded.dictionary.to_pylist()))


def _hashtag(posts: Posts) -> Labels:
    lists = pa.array([list(tags) for tags in posts.hashtags], type=pa.list_(pa.string()))
    row = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)
    return _encode("hashtag", row, pc.utf8_lower(pc.list_flatten(lists)))


def _opening(posts: Posts) -> Labels:
    text = pa.array(posts.text, type=pa.string())
    opening = pc.struct_field(pc.extract_regex(text, pattern=OPENING), "opening")
    opening = pc.utf8_trim_whitespace(pc.utf8_lower(opening))
    # A link is no opening: "https" ends at its colon.
    keep = pc.and_(pc.is_valid(opening), pc.invert(pc.match_substring_regex(opening, r"(^|\s)https?$")))
    row = np.flatnonzero(pc.fill_null(keep, False).to_numpy(zero_copy_only=False))
    return _encode("prefix", row, opening.take(pa.array(row)))


def _format(posts: Posts) -> Labels:
    words = pa.array(posts.format, type=pa.string())
    row = np.flatnonzero(posts.format != "unknown")
    return _encode("format", row, words.take(pa.array(row)))


def _label(posts: Posts) -> Labels:
    row = np.flatnonzero(posts.campaign != "")
    return _encode("label", row, pa.array(posts.campaign[row], type=pa.string()))
