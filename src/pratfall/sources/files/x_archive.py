"""X (Twitter) account archive: the zip, or its `tweets.js` alone.

Holds every post with its likes and reposts at the time of the export, and no impressions. Private
messages, address logs and the advertising profile lie beside the posts and are never opened.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from pratfall.records.tables import PostType, Relation
from pratfall.sources import dates
from pratfall.sources.archive_posts import ArchivePosts, check_id_times
from pratfall.sources.archive_values import list_at, text_at
from pratfall.sources.blobs import Blob
from pratfall.sources.document import Document, parse_json
from pratfall.sources.draft import Draft
from pratfall.sources.exports import SIGNATURE, Context, Evidence, Match
from pratfall.sources.ids import X_EPOCH_MS
from pratfall.sources.sniff import Format

POSTS = re.compile(r"(?:^|/)(?:tweets?|community-tweet)(?:-part\d+)?\.js$")
ABOUT = re.compile(r"(?:^|/)(?:data/(?:manifest|account|tweets?)|account|manifest)\.js$")
LONG_POSTS = re.compile(r"(?:^|/)note-tweet(?:-part\d+)?\.js$")
POSTS_VARIABLE = re.compile(r"window\.YTD\.(?:tweets?|community_tweet)\.part\d+")
OWN_POST = re.compile(r"https?://(?:www\.)?(?:twitter|x)\.com/(\w{1,30})/status/(\d+)")
SAME_WORDS = 200  # characters; links are shortened only behind the cut
FIRST_SNOWFLAKE = 20_000_000_000  # ids before November 2010 were counters


class XArchive:
    name = "x_archive"
    platform = "x"
    evidence = Evidence.FILE
    real_file_seen = True

    def match(self, document: Document) -> Match | None:
        if document.format is Format.ZIP:
            names = [blob.path_in_zip for blob in document.members]
            whole = any(POSTS.search(name) for name in names) and any(ABOUT.search(name) for name in names)
            return Match(SIGNATURE) if whole else None
        return Match(SIGNATURE) if document.format is Format.YTD else None

    def read(self, document: Document, context: Context, draft: Draft) -> None:
        draft.report_kind = self.name
        if document.format is Format.ZIP:
            files = sorted((b for b in document.members if POSTS.search(b.path_in_zip)), key=lambda b: b.path_in_zip)
            tweets = [tweet for blob in files for tweet in tweets_of(parse_json(blob))]
            _lengthen(tweets, (b for b in document.members if LONG_POSTS.search(b.path_in_zip)))
            account, exported = _about(document)
        else:
            if not POSTS_VARIABLE.match(document.blob.head(128).decode("utf-8", "replace").lstrip("\ufeff \r\n\t")):
                draft.note("part_not_opened")  # likes, followers, messages: not posts, or nobody's business
                return
            tweets, account, exported = tweets_of(document.json()), {}, None
        handle = (account.get("handle") or _handle_in(tweets) or "").lower()
        posts = ArchivePosts("x", handle or context.local_account("x"))
        newest = _newest_edits(tweets)
        for tweet in tweets:
            _take(posts, tweet, handle, newest)
        check_id_times(draft, [(_id_time(row["post_id"]), row["published_at"]) for row in posts.rows])
        address = f"https://x.com/{handle}" if handle else None
        name = account.get("name")
        posts.finish(
            draft, context, exported_at=exported, handle=handle or None, name=name, url=address, kind="profile"
        )


def tweets_of(value: Any) -> list[dict[str, Any]]:
    inner = [item.get("tweet", item) for item in list_at({"items": value}, "items") if isinstance(item, dict)]
    return [tweet for tweet in inner if isinstance(tweet, dict) and text_at(tweet, "id_str")]


def _about(document: Document) -> tuple[dict[str, str], datetime | None]:
    """Handle and name; when the archive was made. Of the account file nothing else is looked at."""
    manifest = _object(document.member("manifest.js"))
    account = _object(document.member("account.js")).get("account", {})
    made = dates.parse(text_at(manifest, "archiveInfo", "generationDate").replace("Z", " +0000").replace("T", " "))
    handle = text_at(account, "username") or text_at(manifest, "userInfo", "userName")
    name = text_at(account, "accountDisplayName") or text_at(manifest, "userInfo", "displayName")
    return {"handle": handle, "name": name}, made.instant() if made else None


def _object(blob: Blob | None) -> dict[str, Any]:
    value = parse_json(blob) if blob else {}
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def _lengthen(tweets: Iterable[dict[str, Any]], files: Iterable[Blob]) -> None:
    """Posts longer than 280 characters are cut in the list; their whole text lies in a file of its own,
    without the post's id. It belongs to the post that begins with the same two hundred characters."""
    notes: dict[str, str] = {}
    for blob in files:
        for item in list_at({"items": parse_json(blob)}, "items"):
            text = text_at(item, "noteTweet", "core", "text")
            notes[text[:SAME_WORDS]] = text
    for tweet in tweets:
        short = text_at(tweet, "full_text")
        whole = notes.get(html.unescape(short)[:SAME_WORDS]) if len(short) >= SAME_WORDS else None
        if whole and len(whole) > len(short):
            tweet["full_text"] = html.escape(whole, quote=False)


def _is_repost(tweet: dict[str, Any]) -> bool:
    return text_at(tweet, "full_text").startswith("RT @") or "retweeted_status" in tweet


def _handle_in(tweets: Iterable[dict[str, Any]]) -> str:
    """Whose archive it is, from the links of pictures posted with own posts."""
    seen: Counter[str] = Counter()
    for tweet in tweets:
        for picture in list_at(tweet, "extended_entities", "media"):
            link = OWN_POST.match(text_at(picture, "expanded_url"))
            if link and link[2] == text_at(tweet, "id_str") and not _is_repost(tweet):
                seen[link[1].lower()] += 1
    return seen.most_common(1)[0][0] if seen else ""


def _newest_edits(tweets: Iterable[dict[str, Any]]) -> dict[str, str]:
    """For each version of an edited post that the archive holds, the newest version it holds."""
    held = {text_at(tweet, "id_str") for tweet in tweets}
    newest = {}
    for tweet in tweets:
        listed = list_at(tweet, "edit_info", "initial", "editTweetIds")
        versions = [v for v in listed if isinstance(v, str) and v in held]
        newest.update(dict.fromkeys(versions, versions[-1] if versions else ""))
    return newest


def _take(posts: ArchivePosts, tweet: dict[str, Any], handle: str, newest: dict[str, str]) -> None:
    number = text_at(tweet, "id_str")
    when = dates.parse(text_at(tweet, "created_at"))
    if _is_repost(tweet):
        return posts.skip("own_repost")
    if newest.get(number, number) != number:
        return posts.skip("older_edit")
    published = when.instant() if when else None
    if published is None or not number.isdigit():
        return posts.skip("bad_date" if number.isdigit() else "no_id")
    text = html.unescape(text_at(tweet, "full_text"))
    links = [text_at(url, "expanded_url") for url in list_at(tweet, "entities", "urls")]
    parent = text_at(tweet, "in_reply_to_status_id_str")
    posts.keep(
        published,
        {"likes": _number(tweet, "favorite_count"), "shares": _number(tweet, "retweet_count")},
        post_id=number,
        post_type=_type(tweet, links).value,
        relation=_relation(text, parent, links).value,
        text=text,
        lang=_lang(tweet),
        url=f"https://x.com/{handle or 'i/web'}/status/{number}",
        hashtags=[text_at(tag, "text") for tag in list_at(tweet, "entities", "hashtags")],
        links=[link for link in links if link.startswith(("http://", "https://"))],
        parent_post_id=parent or None,
    )


def _number(tweet: dict[str, Any], name: str) -> float | None:
    text = text_at(tweet, name)
    return float(text) if text.isdigit() and len(text) < 16 else None


def _lang(tweet: dict[str, Any]) -> str | None:
    """X says `und` where it cannot tell, and `zxx` or `q..` for pictures, tags and links alone."""
    lang = text_at(tweet, "lang")
    return lang if 2 <= len(lang) <= 3 and lang not in ("und", "zxx") and not lang.startswith("q") else None


def _type(tweet: dict[str, Any], links: list[str]) -> PostType:
    kinds = [text_at(picture, "type") for picture in list_at(tweet, "extended_entities", "media")]
    if any(kind in ("video", "animated_gif") for kind in kinds):
        return PostType.VIDEO
    if kinds:
        return PostType.CAROUSEL if len(kinds) > 1 else PostType.IMAGE
    return PostType.LINK if links else PostType.TEXT


def _relation(text: str, parent: str, links: list[str]) -> Relation:
    if parent or re.match(r"@\w", text):
        return Relation.REPLY
    return Relation.QUOTE if links and OWN_POST.match(links[-1]) else Relation.ORIGINAL


def _id_time(number: str) -> datetime | None:
    value = int(number) if len(number) < 20 else 0
    if value < FIRST_SNOWFLAKE:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=(value >> 22) + X_EPOCH_MS)


READER = XArchive()
