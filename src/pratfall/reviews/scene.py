"""Build the Scene of one organisation: what the lake knows on a day, as numpy columns.

The only place where Arrow tables become Scene columns. Own reposts of others are left out; a post
known only by its day is placed at noon UTC and marked, so that nobody reads an hour into it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.lake import Lake
from pratfall.records.scene import Comments, Covered, Curves, Days, Gifts, Group, Posts, Scene, Settings, Spends, Stocks
from pratfall.records.subjects import Account, Subject, SubjectKind

from .series import find_campaigns, find_series

UNKNOWN_RIPENING_DAYS = 7.0  # networks nobody measured: a week, as for the slowest common feeds
AUDIENCE = ("page", "profile", "channel", "list")  # funds, shops and sites bring money or visits; nobody follows them
NOT_METRICS = frozenset(
    """platform account_id post_id post_type relation text lang url published_at published_local
    published_precision duration_s hashtags links visibility state campaign parent_post_id as_of
    observed_at readings file_id organisation import_id""".split()
)


def build_scene(lake: Lake, *, now: datetime, settings: Settings) -> Scene:
    """Everything known at `now` (aware UTC); later files and later posts do not exist yet."""
    table, days, stocks = lake.posts(now), lake.days(now), lake.stocks(now)
    accounts = _accounts(lake, (table, days, stocks))
    index = {(a.platform, a.account_id): i for i, a in enumerate(accounts)}
    posts = _posts(table, accounts, index, settings)
    row_of = _row_lookup(posts, accounts)
    return Scene(
        organisation=lake.organisation,
        now=now,
        accounts=accounts,
        posts=posts,
        curves=_curves(lake.curves(now), row_of),
        days=_days(days, index),
        stocks=_stocks(stocks, index),
        comments=_comments(lake.comments(now), index, row_of),
        gifts=_gifts(lake.conversions(now)),
        spends=_spends(lake.spend(now)),
        coverage=_coverage(lake.coverage(now), index),
        groups=_groups(posts, accounts),
        settings=settings,
    )


def _accounts(lake: Lake, measured: tuple[pa.Table, ...]) -> tuple[Account, ...]:
    """Accounts named by the account table or by any row of `measured`, in a stable order."""
    known = {(r["platform"], r["account_id"]): r for r in lake.accounts().to_pylist()}
    named = {key: r for key, r in known.items() if r["kind"] in AUDIENCE or r["handle"]}
    keys = set(named)
    for table in measured:
        pairs = table.select(["platform", "account_id"]).group_by(["platform", "account_id"]).aggregate([])
        keys |= {(r["platform"], r["account_id"]) for r in pairs.to_pylist()}
    fields = ("handle", "name", "url")
    return tuple(Account(*key, **{f: known.get(key, {}).get(f) or "" for f in fields}) for key in sorted(keys))


def _posts(
    table: pa.Table, accounts: tuple[Account, ...], index: dict[tuple[str, str], int], settings: Settings
) -> Posts:
    account = _account_index(table, index)
    published, has_time = _published(table)
    own = np.flatnonzero(_text(table["relation"]) != "repost")
    order = own[np.lexsort((published[own], account[own]))]
    account, published, has_time = account[order], published[order], has_time[order]

    def column(name: str) -> pa.ChunkedArray:
        # One at a time: a copy of the whole table would be the largest thing in memory.
        return table[name].take(pa.array(order))

    observed = _seconds(column("observed_at"))
    ripening = np.array([settings.ripening_days.get(a.platform, UNKNOWN_RIPENING_DAYS) for a in accounts])
    age_days = (observed - published) / np.timedelta64(86400, "s")
    return Posts(
        account=account,
        id=_text(column("post_id")),
        published=published,
        has_time=has_time,
        format=_text(column("post_type")),
        relation=_text(column("relation")),
        text=_text(column("text")),
        lang=_text(column("lang")),
        url=_text(column("url")),
        links=_lists(column("links")),
        hashtags=_lists(column("hashtags")),
        campaign=_campaign(column("campaign"), column("links")),
        observed=observed,
        ripe=age_days >= (ripening[account] if len(account) else 0),
        metrics={name: _floats(column(name)) for name in table.column_names if name not in NOT_METRICS},
    )


def _campaign(labels: pa.ChunkedArray, links: pa.ChunkedArray) -> np.ndarray:
    """The label an export carries, else the utm_campaign of the post's first tagged link."""
    joined = pc.binary_join(links.combine_chunks().cast(pa.list_(pa.string())), " ")
    tagged = pc.struct_field(pc.extract_regex(joined, pattern=r"[?&]utm_campaign=(?P<name>[^&#\s]+)"), "name")
    names = tagged.dictionary_encode()
    decoded = pa.array([unquote_plus(name) for name in names.dictionary.to_pylist()], type=pa.string())
    label, from_link = _text(labels), _text(pa.chunked_array([decoded.take(names.indices)]))
    return np.where(label != "", label, from_link)


def _published(table: pa.Table) -> tuple[np.ndarray, np.ndarray]:
    exact = _seconds(table["published_at"])
    has_time = ~np.isnat(exact)
    day = pc.utf8_slice_codeunits(table["published_local"].cast(pa.string()), 0, 10)
    is_day = pc.fill_null(pc.match_substring_regex(day, r"^\d{4}-\d\d-\d\d$"), False)
    local = pc.if_else(is_day, day, None).to_numpy(zero_copy_only=False).astype("datetime64[D]")
    noon = local.astype("datetime64[s]") + np.timedelta64(12, "h")
    return np.where(has_time, exact, noon), has_time


def _row_lookup(posts: Posts, accounts: tuple[Account, ...]) -> Any:
    """A function from (platform, post_id) columns to rows of Posts, -1 where unknown.

    An export made from a post's address knows only what the address ends with, which need not be its id.
    """
    platform = pa.array(np.array([a.platform for a in accounts] or [""], dtype=object)[posts.account], pa.string())

    def keys(ends: pa.Array) -> pa.Array:
        # Joined by Arrow: numpy strips a zero character from the end of a string, and so from this one.
        return pc.binary_join_element_wise(platform, ends, "\x00")

    def rows(table: pa.Table) -> np.ndarray:
        found = _places(table, "post_id", keys(pa.array(posts.id, pa.string())))
        if len(posts) and (found < 0).any():
            ends = pc.struct_field(pc.extract_regex(pa.array(posts.url, pa.string()), r"(?P<end>[\w-]+)/?$"), "end")
            # What has no address is found by nothing: no id holds this character.
            named = keys(pc.fill_null(ends, "\x00"))
            found = np.where(found < 0, _places(table, "post_id", named), found).astype(np.int32)
        return found

    return rows


def _groups(posts: Posts, accounts: tuple[Account, ...]) -> tuple[Group, ...]:
    by_account = []
    bounds = np.searchsorted(posts.account, np.arange(len(accounts) + 1))
    for i, account in enumerate(accounts):
        by_account.append(Group(account.subject, np.arange(bounds[i], bounds[i + 1])))
    return (*_networks(posts, accounts), *by_account, *find_series(posts, accounts), *find_campaigns(posts, accounts))


def _networks(posts: Posts, accounts: tuple[Account, ...]) -> list[Group]:
    platform = np.array([a.platform for a in accounts] or [""], dtype=object)[posts.account]
    groups = []
    for name in sorted({a.platform for a in accounts}):
        rows = np.flatnonzero(platform == name)
        rows = rows[np.argsort(posts.published[rows], kind="stable")]
        groups.append(Group(Subject(SubjectKind.NETWORK, name, name, name), rows))
    return groups


def _curves(table: pa.Table, row_of: Any) -> Curves:
    post = row_of(table)
    keep = np.flatnonzero(post >= 0)
    table, post = table.take(pa.array(keep)), post[keep]
    age = _floats(table["age_hours"])
    order = np.lexsort((age, post))
    return Curves(post[order], _text(table["metric"])[order], age[order], _floats(table["value"])[order])


def _days(table: pa.Table, index: dict[tuple[str, str], int]) -> Days:
    account, metric, day = _account_index(table, index), _text(table["metric"]), _dates(table["day"])
    order = np.lexsort((day, metric.astype(str), account))
    partial = table["partial_day"].to_numpy(zero_copy_only=False).astype(bool)
    return Days(account[order], metric[order], day[order], _floats(table["value"])[order], partial[order])


def _stocks(table: pa.Table, index: dict[tuple[str, str], int]) -> Stocks:
    account, metric, day = _account_index(table, index), _text(table["metric"]), _dates(table["day"])
    order = np.lexsort((day, metric.astype(str), account))
    return Stocks(account[order], metric[order], day[order], _floats(table["value"])[order])


def _comments(table: pa.Table, index: dict[tuple[str, str], int], row_of: Any) -> Comments:
    owner = pc.fill_null(table["author_is_owner"], False).to_numpy(zero_copy_only=False).astype(bool)
    return Comments(
        account=_account_index(table, index),
        post=row_of(table),
        id=_text(table["comment_id"]),
        parent=_text(table["parent_comment_id"]),
        author=_text(table["author_key"]),
        by_owner=owner,
        received=_text(table["direction"]) == "received",
        created=_seconds(table["created_at"]),
        text=_text(table["text"]),
    )


def _gifts(table: pa.Table) -> Gifts:
    return Gifts(
        occurred=_seconds(table["occurred_at"]),
        net=np.array(table["net"].to_pylist(), dtype=object),
        currency=_text(table["currency"]),
        campaign=_text(table["campaign"]),
        source=np.char.lower(_text(table["utm_source"]).astype(str)).astype(object),
        type=_text(table["type"]),
    )


def _spends(table: pa.Table) -> Spends:
    start = np.where(np.isnat(_dates(table["date"])), _dates(table["window_start"]), _dates(table["date"]))
    end = np.where(np.isnat(_dates(table["date"])), _dates(table["window_end"]), _dates(table["date"]))
    return Spends(
        platform=_text(table["platform"]),
        start=start,
        end=end,
        campaign=_text(table["campaign"]),
        amount=np.array(table["spend"].to_pylist(), dtype=object),
        currency=_text(table["currency"]),
    )


def _coverage(table: pa.Table, index: dict[tuple[str, str], int]) -> tuple[Covered, ...]:
    """A row per export and account: a few thousand at most."""
    return tuple(
        Covered(index[key], row["subject"], row["start"], row["end"])
        for row in table.to_pylist()
        if (key := (row["platform"], row["account_id"])) in index
    )


def _account_index(table: pa.Table, index: dict[tuple[str, str], int]) -> np.ndarray:
    keys = pa.array([f"{platform}\x00{account}" for platform, account in index], type=pa.string())
    return _places(table, "account_id", keys)


def _places(table: pa.Table, name: str, keys: pa.Array) -> np.ndarray:
    """(n,) int32: where in `keys`, each platform and id in one, the id in column `name` stands; -1 for nowhere."""
    wanted = pc.binary_join_element_wise(
        table["platform"].cast(pa.string()), pc.fill_null(table[name].cast(pa.string()), ""), "\x00"
    )
    return _ints(pc.fill_null(pc.index_in(wanted, value_set=keys), -1))


def _text(column: pa.ChunkedArray) -> np.ndarray:
    """Strings, "" for null; equal ones are one object, since formats and languages repeat by the million."""
    encoded = pc.fill_null(column.cast(pa.string()), "").dictionary_encode().unify_dictionaries()
    if not len(column):
        return np.array([], dtype=object)
    words = np.asarray(encoded.chunk(0).dictionary.to_numpy(zero_copy_only=False), dtype=object)
    return words[np.concatenate([chunk.indices.to_numpy(zero_copy_only=False) for chunk in encoded.chunks])]


def _lists(column: pa.ChunkedArray) -> np.ndarray:
    """Tuples per row; most rows are empty, so only the others are touched."""
    out = np.empty(len(column), dtype=object)
    out[:] = [()] * len(column)
    filled = pc.fill_null(pc.greater(pc.list_value_length(column), 0), False)
    rows = np.flatnonzero(filled.to_numpy(zero_copy_only=False))
    for row, values in zip(rows, column.take(pa.array(rows)).to_pylist(), strict=True):
        out[row] = tuple(v for v in values if v)
    return out


def _ints(column: Any) -> np.ndarray:
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.int32)


def _floats(column: pa.ChunkedArray) -> np.ndarray:
    return np.asarray(column.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=float)


def _seconds(column: pa.ChunkedArray) -> np.ndarray:
    return column.cast(pa.timestamp("s", tz="UTC"), safe=False).to_numpy(zero_copy_only=False).astype("datetime64[s]")


def _dates(column: pa.ChunkedArray) -> np.ndarray:
    return column.cast(pa.date32()).to_numpy(zero_copy_only=False).astype("datetime64[D]")
