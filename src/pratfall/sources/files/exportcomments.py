"""ExportComments.com, comments under one post: CSV (YouTube) or workbook (Facebook and others).

Some lines above the header, among them the address of the post. Numbers of comments are running
numbers, not the network's ids. Dates print no zone; they are taken as UTC and the report says so.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pratfall.errors import AmbiguousExport
from pratfall.records.imports import ZoneEvidence
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.dates import DateOrder, When, parse
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.headers import normal
from pratfall.sources.ledger import Row, add_rows, decide_order, read_ledger
from pratfall.sources.pseudonyms import pseudonym

COLUMNS = (
    col("number", Kind.ID, "id", "no.", "(no.)", "#"),
    col("author", Kind.TEXT, "Name", "Name (click to view profile)", "Username", "Author", required=True),
    col("profile", Kind.ID, "Profile ID", "User ID", "Author ID"),
    col("date", Kind.TEXT, "Date", "Date (UTC)", required=True),
    col("likes", Kind.COUNT, "Likes"),
    col("hearted", Kind.TEXT, "isHearted"),
    col("pinned", Kind.TEXT, "isPinned"),
    col("text", Kind.TEXT, "Comment", required=True),
    col("view", Kind.TEXT, "(view source)"),
)
HOSTS = {
    "facebook": "facebook",
    "instagram": "instagram",
    "youtube": "youtube",
    "youtu": "youtube",
    "tiktok": "tiktok",
    "twitter": "x",
    "x": "x",
    "linkedin": "linkedin",
}
NAMED = {
    "yt": "youtube",
    "youtube": "youtube",
    "fb": "facebook",
    "facebook": "facebook",
    "ig": "instagram",
    "instagram": "instagram",
    "tiktok": "tiktok",
    "linkedin": "linkedin",
    "twitter": "x",
}
# Facebook's and Instagram's addresses hold a name of the post that is not its number; it is found by its address.
_IN_ADDRESS = {
    "facebook": r"(\d{8,}|pfbid\w+)/?$",
    "instagram": r"/(?:p|reel|reels|tv)/([\w-]+)/?$",
    "tiktok": r"(\d{8,})/?$",
    "x": r"(\d{8,})/?$",
}
_RUNNING = re.compile(r"\d+(?:-\d+)?")
_PLAIN = re.compile(r"[\W_]+")


def _source_url(sheet: Sheet, layout: Layout) -> str:
    for row in sheet.head[: layout.row]:
        for cell in row:
            if found := re.search(r"https?://\S+", cell):
                return found[0]
    return ""


def _network(url: str, layout: Layout, name: str) -> str:
    """From the post's address, the file's name (`yt-comments_<video>_<n>.csv`), then the columns."""
    host = urlsplit(url).netloc.lower().split(".")
    known = next((HOSTS[part] for part in host if part in HOSTS), "")
    told = {NAMED[word] for word in re.split(r"[\W_]+", name.lower()) if word in NAMED}
    known = known or (told.pop() if len(told) == 1 else "")
    return known or ("youtube" if layout.has("hearted") else "facebook" if layout.has("profile") else "unknown")


def post_id(url: str, platform: str) -> str | None:
    """The network's id of the post where its address holds one."""
    parts = urlsplit(url)
    if platform == "youtube":
        return parse_qs(parts.query).get("v", [""])[0] or parts.path.rstrip("/").rsplit("/", 1)[-1] or None
    found = re.search(_IN_ADDRESS[platform], parts.path) if platform in _IN_ADDRESS else None
    return found[1] if found else None


def _owner(url: str, platform: str) -> str:
    """The account's name in the address of its post; "" where the address has none."""
    first = urlsplit(url).path.strip("/").split("/")[0]
    owned = platform in ("facebook", "x") or (platform in ("tiktok", "youtube") and first.startswith("@"))
    return "" if not owned or first in ("watch", "permalink.php", "photo", "reel", "groups") else first


def _account(owner: str, platform: str, context: Context) -> str:
    """X accounts are keyed by handle; elsewhere the account that other files of the same call name, if any."""
    if platform == "x" and owner:
        return owner.lower()
    return context.handles.get(platform) or context.local_account(owner or platform)


def _plain(name: str) -> str:
    return _PLAIN.sub("", normal(name))


def _by_owner(row: Row, owners: frozenset[str]) -> bool | None:
    """None where nothing tells. `owners`: the account's name in the post's address, and its names in other
    files of the same call. A display name that is none of them proves nothing; a handle that is none does."""
    if owners and _plain(row["author"]) in owners:
        return True
    return False if owners and row["author"].startswith("@") else None


def _order(rows: tuple[Row, ...], document: Document, context: Context) -> DateOrder:
    """Day first where the file leaves it open, as in every file seen."""
    try:
        return decide_order([[row["date"] for row in rows]], context.hints.user_order, document.blob.name)
    except AmbiguousExport:
        return DateOrder.DAY_FIRST


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    ledger = read_ledger(document, sheet, layout, draft, context)
    url = _source_url(sheet, layout)
    platform = _network(url, layout, document.blob.name)
    owner = _owner(url, platform)
    account = _account(owner, platform, context)
    known = context.names.get(platform, set())
    owners = frozenset(filter(None, map(_plain, (owner, context.account, *known))))
    order = _order(ledger.rows, document, context)
    rows: list[dict[str, Any]] = []
    parents: dict[str, str] = {}
    for row in ledger.rows:
        when = parse(row["date"], order)
        if not row["author"] and not row["text"]:
            draft.skip("empty_comment", [row.line])
            continue
        key = _key(url, row)
        number = _number(row)
        parents[number] = key
        rows.append(
            {
                "platform": platform,
                "comment_id": key,
                "account_id": account,
                "post_id": post_id(url, platform),
                "parent_comment_id": parents.get(number.partition("-")[0]) if "-" in number else None,
                "author_key": pseudonym(context.salt, platform, row["author"], row["profile"])
                if context.salt
                else None,
                "author_is_owner": _by_owner(row, owners),
                "text": row["text"],
                "created_at": _instant(when),
                "likes": row.count("likes"),
                "direction": "received",
            }
        )
    _finish(rows, account, owner, draft, context)


def _key(url: str, row: Row) -> str:
    told = "\x1f".join((url, row["author"], row["profile"], row["date"], row["text"]))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _author(row: Row, platform: str, context: Context) -> str | None:
    """A pseudonym; nothing at all without a salt."""
    return pseudonym(context.salt, platform, row["author"], row["profile"]) if context.salt else None


def _number(row: Row) -> str:
    """The running number stands in the first or the second column: `1`, and `1-1` for a reply."""
    return next((cell.strip() for cell in row.raw[:2] if _RUNNING.fullmatch(cell.strip())), "")


def _instant(when: When | None) -> datetime | None:
    if when is None or not when.has_time or not when.has_year:
        return None
    return when.instant() or when.local().replace(tzinfo=UTC)


def _finish(rows: list[dict[str, Any]], account: str, owner: str, draft: Draft, context: Context) -> None:
    if not rows:
        return
    moments = sorted(row["created_at"] for row in rows if row["created_at"])
    platform = rows[0]["platform"]
    draft.as_of = context.as_of(*moments[-1:])
    draft.zone, draft.zone_evidence = "UTC", ZoneEvidence.DEFAULT
    if owner or context.account:
        add_rows(draft, "account", [{"platform": platform, "account_id": account, "handle": owner or context.account}])
    add_rows(draft, "comment", rows)
    if moments:
        draft.period_start, draft.period_end = moments[0].date(), moments[-1].date()


READER = TableExport(
    name="exportcomments",
    platform="several",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
    least_known=0.5,
    also_required=lambda layout: layout.has("view") or layout.has("hearted"),
)
