"""Bluesky repository (`repo.car`): the posts its newest commit still holds. No numbers.

Likes, follows and deleted records stay unread. `createdAt` is claimed by the client; the record key
holds the moment it was written, and a claim that differs by more than a day is not believed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from pratfall.records.tables import PostType, Relation
from pratfall.sources import dates
from pratfall.sources.archive_posts import ArchivePosts
from pratfall.sources.archive_values import list_at, text_at
from pratfall.sources.car import id_instant, open_repository
from pratfall.sources.document import Document
from pratfall.sources.draft import Draft
from pratfall.sources.exports import SIGNATURE, Context, Evidence, Match
from pratfall.sources.sniff import Format

LARGEST_REPOSITORY = 2 << 30
POST = "app.bsky.feed.post"
PROFILE = "app.bsky.actor.profile"
BELIEVED = timedelta(days=1)
PICTURES = {
    "app.bsky.embed.images": PostType.IMAGE,
    "app.bsky.embed.video": PostType.VIDEO,
    "app.bsky.embed.external": PostType.LINK,
}


class BlueskyCar:
    name = "bluesky_car"
    platform = "bluesky"
    evidence = Evidence.FILE
    real_file_seen = True

    def match(self, document: Document) -> Match | None:
        return Match(SIGNATURE) if document.format is Format.CAR else None

    def read(self, document: Document, context: Context, draft: Draft) -> None:
        draft.report_kind = self.name
        repository = open_repository(document.blob.read(limit=LARGEST_REPOSITORY), document.blob.name)
        posts, name, doubted = ArchivePosts("bluesky", repository.did), "", 0
        for collection, key, record in repository.records(frozenset({POST, PROFILE})):
            if collection == PROFILE:
                name = text_at(record, "displayName")
                continue
            published, believed = _published(record, key)
            doubted += not believed
            if published is None:
                posts.skip("bad_date")
            else:
                _keep(posts, record, key, published)
        draft.note(f"other_records:{repository.count() - posts.read - bool(name)}")
        if posts.read:
            draft.check("claimed_time_near_id_time", doubted == 0, expected=0, got=doubted, n=posts.read)
        url = f"https://bsky.app/profile/{repository.did}"
        posts.finish(draft, context, exported_at=repository.revised, name=name or None, url=url, kind="profile")


def _published(record: dict[str, Any], key: str) -> tuple[datetime | None, bool]:
    """(instant, whether the claim was believed). An import from elsewhere claims old dates on purpose:
    earlier than the key is fine, later than it is not."""
    printed = text_at(record, "createdAt").replace("Z", " +0000").replace("T", " ")
    when = dates.parse(printed)
    claimed, written = when.instant() if when else None, id_instant(key)
    if claimed is None or written is None:
        return claimed or written, True
    return (claimed, True) if claimed <= written + BELIEVED else (written, False)


def _keep(posts: ArchivePosts, record: dict[str, Any], key: str, published: datetime) -> None:
    features = [
        feature
        for facet in list_at(record, "facets")
        for feature in list_at(facet, "features")
        if isinstance(feature, dict)
    ]
    links = [text_at(f, "uri") for f in features if text_at(f, "$type").endswith("#link")]
    links += [text_at(record, "embed", "external", "uri")]
    tags = [text_at(f, "tag") for f in features if text_at(f, "$type").endswith("#tag")]
    parent = text_at(record, "reply", "parent", "uri")
    posts.keep(
        published,
        post_id=key,
        post_type=_type(record, links).value,
        relation=_relation(record, parent).value,
        text=text_at(record, "text"),
        lang=next((lang.partition("-")[0] for lang in list_at(record, "langs") if isinstance(lang, str)), None),
        url=f"https://bsky.app/profile/{posts.account_id}/post/{key}",
        hashtags=[tag for tag in tags + _texts(record, "tags") if tag],
        links=[link for link in dict.fromkeys(links) if link.startswith(("http://", "https://"))],
        parent_post_id=parent.rsplit("/", 1)[-1] or None,
        visibility="public",
    )


def _texts(record: dict[str, Any], name: str) -> list[str]:
    return [value for value in list_at(record, name) if isinstance(value, str)]


def _embed(record: dict[str, Any]) -> tuple[str, Any]:
    """A quote with pictures wraps them: (kind, body) of the pictures."""
    embed = record.get("embed")
    if text_at(embed, "$type") == "app.bsky.embed.recordWithMedia" and isinstance(embed, dict):
        embed = embed.get("media")
    return text_at(embed, "$type"), embed


def _type(record: dict[str, Any], links: list[str]) -> PostType:
    kind, embed = _embed(record)
    if kind == "app.bsky.embed.images" and len(list_at(embed, "images")) > 1:
        return PostType.CAROUSEL
    return PICTURES.get(kind, PostType.LINK if any(links) else PostType.TEXT)


def _relation(record: dict[str, Any], parent: str) -> Relation:
    if parent:
        return Relation.REPLY
    quoted = text_at(record, "embed", "$type").startswith("app.bsky.embed.record")
    return Relation.QUOTE if quoted else Relation.ORIGINAL


READER = BlueskyCar()
