"""Build the archives among the samples: zips and a CAR file that cannot be written by hand.

Run `python tests/samples/make_archives.py` after changing it; the bytes are the same on every run.
Everything in them is invented. Each archive also holds what must never be opened or revived: private
messages, a post for followers only, a retweet, a deleted record.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import cbor2
from openpyxl import Workbook

SAMPLES = Path(__file__).parent / "sources"
SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
LANTERN = "https://social.example/users/lantern"


def write_zip(path: Path, members: dict[str, str | bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 10, 1, 0, 0, 0)), content)


# X ---------------------------------------------------------------------------------------------


def snowflake(at: datetime, step: int = 0) -> str:
    return str(((int(at.timestamp() * 1000) - 1288834974657) << 22) + step)


def tweet(at: datetime, text: str, *, likes: int = 0, shares: int = 0, **more: Any) -> dict[str, Any]:
    number = snowflake(at, more.pop("step", 0))
    fields: dict[str, Any] = {
        "id_str": number,
        "id": number,
        "created_at": at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "full_text": text,
        "favorite_count": str(likes),
        "retweet_count": str(shares),
        "lang": "en",
        "entities": {"hashtags": [], "urls": [], "user_mentions": []},
        "edit_info": {"initial": {"editTweetIds": [number]}},
    }
    return {"tweet": fields | more}


def x_archive() -> None:
    day = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
    first = tweet(
        day,
        "Soup is on &amp; the lantern is lit https://t.co/aaa #SoupNight",
        likes=12,
        shares=3,
        entities={
            "hashtags": [{"text": "SoupNight"}],
            "urls": [{"url": "https://t.co/aaa", "expanded_url": "https://lantern.example/soup?utm_source=x"}],
        },
    )
    photo = tweet(
        day + timedelta(days=1),
        "New coats https://t.co/bbb",
        likes=5,
        extended_entities={
            "media": [{"type": "photo", "expanded_url": "https://twitter.com/lantern/status/1/photo/1"}] * 2
        },
    )
    reply = tweet(
        day + timedelta(days=2),
        "@ann Thank you!",
        likes=1,
        in_reply_to_status_id_str="1",
        in_reply_to_screen_name="ann",
    )
    retweet = tweet(day + timedelta(days=3), "RT @foodbank: Tins needed")
    wrong = tweet(day + timedelta(days=4), "Doors open at 8", likes=1)
    right = tweet(day + timedelta(days=4, minutes=5), "Doors open at 9", likes=4)
    edits = [wrong["tweet"]["id_str"], right["tweet"]["id_str"]]
    for edited in (wrong, right):
        edited["tweet"]["edit_info"] = {"initial": {"editTweetIds": edits}}
    account = {
        "email": "private@mail.example",
        "username": "lantern",
        "accountId": "777",
        "accountDisplayName": "Lantern",
    }
    config = {"archiveInfo": {"generationDate": "2026-09-30T12:00:00.000Z"}, "userInfo": {"userName": "lantern"}}

    def ytd(name: str, value: Any) -> str:
        return f"window.YTD.{name}.part0 = {json.dumps(value, indent=1)}"

    write_zip(
        SAMPLES / "x_archive" / "twitter-archive.zip",
        {
            "data/manifest.js": f"window.__THAR_CONFIG = {json.dumps(config)}",
            "data/account.js": ytd("account", [{"account": account}]),
            "data/tweets.js": ytd("tweets", [first, photo, reply, retweet]),
            "data/tweets-part1.js": ytd("tweets", [wrong, right]),
            "data/direct-messages.js": "window.YTD.direct_messages.part0 = [ THIS MUST NEVER BE PARSED",
            "data/ip-audit.js": "window.YTD.ip_audit.part0 = [ THIS MUST NEVER BE PARSED",
            "data/like.js": ytd("like", [{"like": {"tweetId": "1", "fullText": "somebody's words"}}]),
        },
    )
    loose = SAMPLES / "x_archive" / "tweets.js"
    loose.write_text(ytd("tweets", [first, photo, reply, retweet]), encoding="utf-8")


# Mastodon --------------------------------------------------------------------------------------


def note(number: int, day: int, html: str, **more: Any) -> dict[str, Any]:
    published = f"2026-09-{day:02d}T10:00:00Z"
    uri = f"{LANTERN}/statuses/{number}"
    to, cc = more.pop("to", [PUBLIC]), more.pop("cc", [f"{LANTERN}/followers"])
    fields = {
        "id": uri,
        "type": "Note",
        "summary": None,
        "inReplyTo": None,
        "published": published,
        "url": f"https://social.example/@lantern/{number}",
        "attributedTo": LANTERN,
        "to": to,
        "cc": cc,
        "content": html,
        "contentMap": {"fr": html},
        "attachment": [],
        "tag": [],
    }
    return {
        "id": f"{uri}/activity",
        "type": "Create",
        "actor": LANTERN,
        "published": published,
        "to": to,
        "cc": cc,
        "object": fields | more,
    }


def mastodon_archive() -> None:
    link = '<a href="https://lantern.example/soupe" rel="nofollow"><span class="invisible">https://</span>lantern</a>'
    tag = '<a href="https://social.example/tags/soupe" class="mention hashtag" rel="tag">#<span>soupe</span></a>'
    items = [
        note(1, 1, f"<p>Soupe ce soir&nbsp;!</p><p>{link} {tag}</p>", tag=[{"type": "Hashtag", "name": "#Soupe"}]),
        note(2, 2, "<p>Merci</p>", inReplyTo="https://other.example/users/ann/statuses/9"),
        note(3, 3, "<p>Manteaux</p>", attachment=[{"type": "Document", "mediaType": "image/jpeg"}]),
        note(4, 4, "<p>Sans bruit</p>", to=[f"{LANTERN}/followers"], cc=[PUBLIC]),
        note(5, 5, "<p>Entre nous</p>", to=[f"{LANTERN}/followers"], cc=[]),
        note(6, 6, "<p>Message direct</p>", to=["https://other.example/users/ann"], cc=[]),
        {
            "id": f"{LANTERN}/statuses/7/activity",
            "type": "Announce",
            "actor": LANTERN,
            "published": "2026-09-07T10:00:00Z",
            "to": [PUBLIC],
            "cc": [],
            "object": "https://other.example/users/ann/statuses/10",
        },
        note(8, 8, "<p>Rouge ou bleu ?</p>", type="Question", oneOf=[{"name": "Rouge"}, {"name": "Bleu"}]),
    ]
    outbox = {"id": "outbox.json", "type": "OrderedCollection", "totalItems": 6, "orderedItems": items}
    actor = {"id": LANTERN, "type": "Person", "preferredUsername": "lantern", "name": "La Lanterne"}
    actor["url"] = "https://social.example/@lantern"
    likes = {"id": "likes.json", "type": "OrderedCollection", "orderedItems": ["https://other.example/1"]}
    text = json.dumps(outbox, ensure_ascii=False)
    write_zip(
        SAMPLES / "mastodon_archive" / "archive.zip",
        {"actor.json": json.dumps(actor), "outbox.json": text, "likes.json": json.dumps(likes)},
    )
    (SAMPLES / "mastodon_archive" / "outbox.json").write_text(text, encoding="utf-8")


# Instagram -------------------------------------------------------------------------------------


def garbled(value: Any) -> str:
    """JSON as Meta writes it: UTF-8 bytes as if they were Latin-1."""

    def spoil(item: Any) -> Any:
        if isinstance(item, str):
            return item.encode("utf-8").decode("latin-1")
        if isinstance(item, list):
            return [spoil(part) for part in item]
        if isinstance(item, dict):
            return {spoil(key): spoil(part) for key, part in item.items()}
        return item

    return json.dumps(spoil(value), indent=1)


def instagram_archive() -> None:
    at = [int(datetime(2026, 9, day, 17, 30, 5, tzinfo=UTC).timestamp()) for day in range(1, 8)]

    def media(folder: str, index: int, title: str, ending: str = "jpg") -> dict[str, Any]:
        uri = f"media/{folder}/202609/{1000 + index}_n.{ending}"
        return {"uri": uri, "creation_timestamp": at[index], "title": title}

    posts = [
        {"media": [media("posts", 0, "Un bol d’espoir #Soupe")]},
        {
            "media": [media("posts", 1, ""), media("posts", 1, "")],
            "title": "Deux photos, une équipe",
            "creation_timestamp": at[1],
        },
        {"media": [media("posts", 2, "La soirée en vidéo", "mp4")]},
    ]
    reels = {"ig_reels_media": [{"media": [media("reels", 3, "Coulisses 🎬", "mp4")]}]}
    stories = {"ig_stories": [media("stories", 4, "")]}

    def insight(index: int, **values: str) -> dict[str, Any]:
        labels = {
            "reach": "Comptes touchés",
            "impressions": "Impressions",
            "likes": "J’aime",
            "comments": "Commentaires",
            "saves": "Enregistrements",
        }
        shown = {labels[name]: {"href": "", "value": value, "timestamp": 0} for name, value in values.items()}
        shown["Étiquette que personne ne connaît"] = {"href": "", "value": "3", "timestamp": 0}
        return {
            "media_map_data": {"Miniature du média": {"uri": "x.jpg", "creation_timestamp": at[index] + 20}},
            "string_map_data": shown,
        }

    insights = {
        "organic_insights_posts": [
            insight(0, reach="3,119", impressions="4 050", likes="210", comments="--", saves="12"),
            insight(2, reach="80", impressions="95", likes="7"),
        ]
    }
    reached = {
        "organic_insights_reach": [
            {
                "string_map_data": {
                    "Période": {"value": "Jul 3 - Sep 30"},
                    "Comptes touchés": {"value": "33591"},
                    "Nombre de comptes touchés": {"value": "+59.4% vs Apr 4 - Jul 2"},
                    "Impressions": {"value": "155,709"},
                    "Visites du profil": {"value": "1,036"},
                    "Followers": {"value": "1%"},
                }
            }
        ]
    }
    audience = {
        "organic_insights_audience": [
            {
                "string_map_data": {
                    "Période": {"value": "Jul 3 - Sep 30"},
                    "Followers": {"value": "10,249"},
                    "Followers en plus": {"value": "905"},
                    "Followers en moins": {"value": "260"},
                    "Total des followers": {"value": "645"},
                }
            }
        ]
    }
    past = "logged_information/past_instagram_insights"
    write_zip(
        SAMPLES / "instagram_archive" / "instagram-lantern.fr-2026-10-01-AbCdEfGh.zip",
        {
            "your_instagram_activity/media/posts_1.json": garbled(posts),
            "your_instagram_activity/media/reels.json": garbled(reels),
            "your_instagram_activity/media/stories.json": garbled(stories),
            f"{past}/posts.json": garbled(insights),
            f"{past}/profiles_reached.json": garbled(reached),
            f"{past}/audience_insights.json": garbled(audience),
            "your_instagram_activity/messages/inbox/ann_1/message_1.json": "{ THIS MUST NEVER BE PARSED",
            "security_and_login_information/login_and_profile_creation/login_activity.json": "{ NEVER",
        },
    )
    loose = SAMPLES / "instagram_archive" / "posts_1.json"
    loose.write_text(garbled(posts), encoding="utf-8")


# Bluesky ---------------------------------------------------------------------------------------


def varint(number: int) -> bytes:
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def shared_length(one: bytes, other: bytes) -> int:
    size = 0
    while one[size : size + 1] == other[size : size + 1] != b"":
        size += 1
    return size


def record_key(at: datetime) -> str:
    number = int(at.timestamp() * 1_000_000) << 10
    return "".join(SORTABLE[(number >> shift) & 31] for shift in range(60, -5, -5))


def bluesky_repository() -> None:
    blocks: list[tuple[bytes, bytes]] = []

    def add(value: Any) -> cbor2.CBORTag:
        data = cbor2.dumps(value, canonical=True)
        cid = bytes((1, 0x71, 0x12, 32)) + hashlib.sha256(data).digest()
        blocks.append((cid, data))
        return cbor2.CBORTag(42, b"\x00" + cid)

    def post(day: int, text: str, **more: Any) -> tuple[str, cbor2.CBORTag]:
        at = datetime(2026, 9, day, 8, 15, tzinfo=UTC)
        created = at.isoformat().replace("+00:00", ".120Z")
        value = {"$type": "app.bsky.feed.post", "text": text, "createdAt": created, "langs": ["en"]} | more
        return f"app.bsky.feed.post/{record_key(at)}", add(value)

    did = "did:plc:lanternlanternlanternlan"
    deleted = post(1, "A post that was deleted")
    uri = f"at://{did}/app.bsky.feed.post/3aaaaaaaaaaaa"
    link = [{"$type": "app.bsky.richtext.facet#link", "uri": "https://lantern.example/soup"}]
    tag = [{"$type": "app.bsky.richtext.facet#tag", "tag": "SoupNight"}]
    kept = [
        post(2, "Soup at seven #SoupNight", facets=[{"features": link}, {"features": tag}]),
        post(3, "Thanks!", reply={"root": {"uri": uri}, "parent": {"uri": uri}}),
        post(4, "Coats", embed={"$type": "app.bsky.embed.images", "images": [{"alt": ""}, {"alt": ""}]}),
        post(5, "Read this", embed={"$type": "app.bsky.embed.record", "record": {"uri": uri}}),
    ]
    like = ("app.bsky.feed.like/3bbbbbbbbbbbb", add({"$type": "app.bsky.feed.like", "subject": {"uri": uri}}))
    profile = ("app.bsky.actor.profile/self", add({"$type": "app.bsky.actor.profile", "displayName": "Lantern"}))

    def node(leaves: list[tuple[str, Any]], left: Any = None, right: Any = None) -> cbor2.CBORTag:
        entries, before = [], b""
        for key, value in leaves:
            name = key.encode()
            same = shared_length(name, before)
            entries.append({"k": name[same:], "p": same, "t": None, "v": value})
            before = name
        if right is not None and entries:
            entries[-1]["t"] = right
        return add({"e": entries, "l": left})

    leaves = sorted([*kept, like, profile])
    old = add({"did": did, "rev": record_key(datetime(2026, 9, 1, tzinfo=UTC)), "version": 3, "data": node([deleted])})
    tree = node(leaves[2:4], left=node(leaves[:2]), right=node(leaves[4:]))
    revision = record_key(datetime(2026, 9, 30, 12, tzinfo=UTC))
    commit = add({"did": did, "rev": revision, "version": 3, "data": tree, "prev": old, "sig": b"\x00" * 64})
    header = cbor2.dumps({"roots": [commit], "version": 1})
    body = b"".join(varint(len(cid) + len(data)) + cid + data for cid, data in blocks)
    path = SAMPLES / "bluesky_car" / "repo.car"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(varint(len(header)) + header + body)


# ExportComments ----------------------------------------------------------------------------------


def facebook_comments() -> None:
    """Row 1 a title, row 2 the address, the header in row 6; dates day first; a formula as a comment."""
    book = Workbook()
    sheet = book.active
    sheet.append(["ExportComments.com"])
    sheet.append(["Source URL", "https://www.facebook.com/lantern/posts/pfbid0abc"])
    for _ in range(3):
        sheet.append([])
    sheet.append(["", "", "Name (click to view profile)", "Profile ID", "Date", "Likes", "Comment", "(view source)"])
    sheet.append(["1", "", "Ann A", "ID: 100", "13/09/2026 18:04:10", 4, "Beautiful evening", "view comment"])
    sheet.append(["", "1-1", "La Lanterne", "ID: 200", "13/09/2026 19:00:00", 1, "Thank you Ann!", "view comment"])
    sheet.append(["2", "", "Bob B", "ID: 101", "14/09/2026 08:00:00", 0, "@SUM(1+1)", "view comment"])
    path = SAMPLES / "exportcomments" / "facebook.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.properties.created = book.properties.modified = datetime(2026, 10, 1)
    book.save(path)


if __name__ == "__main__":
    facebook_comments()
    x_archive()
    mastodon_archive()
    instagram_archive()
    bluesky_repository()
