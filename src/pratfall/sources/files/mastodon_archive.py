"""Mastodon account archive: the zip, or its `outbox.json` alone (ActivityPub).

Public and unlisted posts only; what was for followers or for one person stays unread. No numbers.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from pratfall.records.tables import PostType, Relation
from pratfall.sources import dates
from pratfall.sources.archive_posts import ArchivePosts, check_id_times
from pratfall.sources.archive_values import html_text, list_at, text_at
from pratfall.sources.document import Document, parse_json
from pratfall.sources.draft import Draft
from pratfall.sources.exports import SIGNATURE, Context, Evidence, Match
from pratfall.sources.sniff import Format

PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
KINDS = {"Note", "Question", "Article", "Page", "Video"}


class MastodonArchive:
    name = "mastodon_archive"
    platform = "mastodon"
    evidence = Evidence.FILE
    real_file_seen = True

    def match(self, document: Document) -> Match | None:
        if document.format is Format.ZIP:
            whole = document.member("outbox.json") and document.member("actor.json")
            return Match(SIGNATURE) if whole else None
        if document.format is not Format.JSON or b'"OrderedCollection"' not in document.blob.head(65536):
            return None
        value = document.json()
        return Match(SIGNATURE) if isinstance(value, dict) and value.get("type") == "OrderedCollection" else None

    def read(self, document: Document, context: Context, draft: Draft) -> None:
        draft.report_kind = self.name
        actor: Any = {}
        if document.format is Format.ZIP:
            outbox, actor = document.member("outbox.json"), document.member("actor.json")
            value, actor = parse_json(outbox) if outbox else {}, parse_json(actor) if actor else {}
        else:
            value = document.json()
        items = [item for item in list_at(value, "orderedItems") if isinstance(item, dict)]
        if not items:
            draft.note("part_not_opened")  # likes and bookmarks: addresses of other people's posts
            return
        owner = text_at(actor, "id") or next((text_at(item, "actor") for item in items if text_at(item, "actor")), "")
        posts = ArchivePosts("mastodon", account_of(owner) or context.local_account("mastodon"))
        for item in items:
            _take(posts, item)
        check_id_times(draft, [(_id_time(row["post_id"]), row["published_at"]) for row in posts.rows])
        _check_total(value, posts, draft)
        name, url = text_at(actor, "name") or None, text_at(actor, "url") or owner or None
        posts.finish(draft, context, exported_at=None, handle=posts.account_id, name=name, url=url, kind="profile")


def account_of(actor: str) -> str:
    """`https://social.example/users/lantern` -> `lantern@social.example`, as people write it."""
    parts = urlsplit(actor)
    name = parts.path.rstrip("/").rsplit("/", 1)[-1].lstrip("@")
    return f"{name}@{parts.netloc}".lower() if parts.netloc and name else ""


def visibility_of(item: dict[str, Any]) -> str:
    to, cc = _addresses(item, "to"), _addresses(item, "cc")
    if to & PUBLIC:
        return "public"
    return "unlisted" if cc & PUBLIC else "private"


def _addresses(item: dict[str, Any], name: str) -> set[str]:
    value = item.get(name)
    return {value} if isinstance(value, str) else {part for part in list_at(item, name) if isinstance(part, str)}


def _take(posts: ArchivePosts, item: dict[str, Any]) -> None:
    if text_at(item, "type") == "Announce":
        return posts.skip("own_repost")
    note = item.get("object")
    if text_at(item, "type") != "Create" or not isinstance(note, dict) or text_at(note, "type") not in KINDS:
        return posts.skip("not_a_post")
    visibility = visibility_of(note if "to" in note else item)
    if visibility == "private":
        return posts.skip("not_public")
    when = dates.parse(text_at(note, "published").replace("Z", " +0000").replace("T", " "))
    published = when.instant() if when else None
    if published is None or not text_at(note, "id"):
        return posts.skip("bad_date" if text_at(note, "id") else "no_id")
    body, links = html_text(text_at(note, "content"))
    warning = text_at(note, "summary")
    parent = text_at(note, "inReplyTo")
    posts.keep(
        published,
        post_id=text_at(note, "id"),
        post_type=_type(note, links).value,
        relation=(Relation.REPLY if parent else Relation.ORIGINAL).value,
        text=f"{warning}\n\n{body}" if warning else body,
        lang=next(iter(note["contentMap"]), None) if isinstance(note.get("contentMap"), dict) else None,
        url=text_at(note, "url") or text_at(note, "id"),
        hashtags=[tag.lstrip("#") for tag in _tags(note)],
        links=links,
        parent_post_id=parent or None,
        visibility=visibility,
    )


def _tags(note: dict[str, Any]) -> list[str]:
    return [text_at(tag, "name") for tag in list_at(note, "tag") if text_at(tag, "type") == "Hashtag"]


def _type(note: dict[str, Any], links: list[str]) -> PostType:
    kinds = [text_at(part, "mediaType").partition("/")[0] for part in list_at(note, "attachment")]
    if text_at(note, "type") == "Question":
        return PostType.POLL
    if "video" in kinds:
        return PostType.VIDEO
    if kinds:
        return PostType.CAROUSEL if len(kinds) > 1 else PostType.IMAGE
    return PostType.LINK if links else PostType.TEXT


def _id_time(uri: str) -> datetime | None:
    """Snowflake-like ids of Mastodon itself; other software counts differently."""
    number = uri.rstrip("/").rsplit("/", 1)[-1]
    if not number.isdigit() or not 17 <= len(number) <= 19:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(number) >> 16)


def _check_total(value: Any, posts: ArchivePosts, draft: Draft) -> None:
    """The printed number of items is often not theirs; said, not believed."""
    printed = text_at(value, "totalItems")
    if printed.isdigit():
        draft.check("printed_number_of_items", None, expected=printed, got=posts.read, n=posts.read)


READER = MastodonArchive()
