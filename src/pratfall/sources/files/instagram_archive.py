"""Instagram "download your information" (JSON): posts, reels and stories, and the past insights beside them.

Only the files of own posts and of insights are opened; messages, logins and advertising lie in the
same zip and stay shut. Text is mojibake and repaired. Labels of the insights are in the account's
language: how many were recognised stands in the report, because one that is not gives nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from pratfall.records.tables import MetricKind, PostType, Relation
from pratfall.sources import dates
from pratfall.sources.archive_posts import ArchivePosts
from pratfall.sources.archive_values import list_at, repaired, text_at
from pratfall.sources.blobs import Blob
from pratfall.sources.document import Document, parse_json
from pratfall.sources.draft import Draft
from pratfall.sources.exports import SIGNATURE, Context, Evidence, Match
from pratfall.sources.instagram_insights import Labels, numbers_of, period_of_label, read_account, taken_at
from pratfall.sources.sniff import Format

POSTS = re.compile(r"(?:^|/)(?:media|content)/(posts_\d+|reels|stories|igtv_videos)\.json$")
INSIGHTS = re.compile(r"(?:^|/)past_instagram_insights/(\w+)\.json$")
ARCHIVE_NAME = re.compile(r"instagram-([\w.]+?)-(20\d\d-\d\d-\d\d)-")
LISTS = ("ig_reels_media", "ig_stories", "ig_igtv_media")
TAG = re.compile(r"(?:^|[^\w&/])#(\w+)")
MINUTE = 60


class InstagramArchive:
    name = "instagram_archive"
    platform = "instagram"
    evidence = Evidence.TESTS
    real_file_seen = False

    def match(self, document: Document) -> Match | None:
        if document.format is Format.ZIP:
            names = [blob.path_in_zip for blob in document.members]
            return Match(SIGNATURE) if any(POSTS.search(n) or INSIGHTS.search(n) for n in names) else None
        if document.format is not Format.JSON or b"creation_timestamp" not in document.blob.head(65536):
            return None
        return Match(SIGNATURE) if _items(document.json()) else None

    def read(self, document: Document, context: Context, draft: Draft) -> None:
        draft.report_kind = self.name
        named = ARCHIVE_NAME.search(document.blob.name)
        handle = named[1].lower() if named else ""
        when = dates.parse(named[2]) if named else None
        posts = ArchivePosts("instagram", handle or context.local_account("instagram"))
        insights: dict[str, Any] = {}
        if document.format is Format.ZIP:
            for blob, kind in _wanted(document, POSTS):
                _take_all(posts, _items(parse_json(blob)), kind)
            insights = {kind: parse_json(blob) for blob, kind in _wanted(document, INSIGHTS)}
        else:
            _take_all(posts, _items(document.json()), document.name)
        labels = Labels()
        _join_insights(posts, insights.get("posts"), labels, draft)
        exported = datetime(when.day.year, when.day.month, when.day.day, tzinfo=UTC) if when else None
        url = f"https://www.instagram.com/{handle}/" if handle else None
        posts.finish(draft, context, exported_at=exported, handle=handle or None, url=url, kind="profile")
        newest = max((row["published_at"] for row in posts.rows), default=context.now)
        _account_numbers(posts, insights, labels, exported or newest, draft)
        labels.report(draft)


def _wanted(document: Document, pattern: re.Pattern[str]) -> list[tuple[Blob, str]]:
    found = [(blob, match[1]) for blob in document.members if (match := pattern.search(blob.path_in_zip))]
    return sorted(found, key=lambda pair: pair[0].path_in_zip)


def _items(value: Any) -> list[dict[str, Any]]:
    """A list of posts, or one of the lists reels and stories lie in; [] for anything else."""
    inner = (
        value if isinstance(value, list) else next((list_at(value, name) for name in LISTS if list_at(value, name)), [])
    )
    return [item for item in inner if isinstance(item, dict) and ("media" in item or "creation_timestamp" in item)]


def _take_all(posts: ArchivePosts, items: list[dict[str, Any]], kind: str) -> None:
    for item in items:
        media = [part for part in list_at(item, "media") if isinstance(part, dict)] or [item]
        stamp = text_at(item, "creation_timestamp") or text_at(media[0], "creation_timestamp")
        published = moment_of(stamp)
        if published is None:
            posts.skip("bad_date")
            continue
        text = repaired(text_at(item, "title") or text_at(media[0], "title"))
        copies = sum(row["published_at"] == published for row in posts.rows[-3:])
        posts.keep(
            published,
            post_id=f"archive:{posts.account_id}:{stamp}" + (f"-{copies + 1}" if copies else ""),
            post_type=_type(media, kind).value,
            relation=Relation.ORIGINAL.value,
            text=text,
            hashtags=TAG.findall(text),
            links=[],
        )


def moment_of(stamp: str) -> datetime | None:
    """Seconds since 1970, from the year Instagram began."""
    seconds = int(stamp) if stamp.isdigit() and len(stamp) <= 11 else 0
    return datetime.fromtimestamp(seconds, UTC) if 1_286_000_000 < seconds < 4_102_444_800 else None


def _type(media: list[dict[str, Any]], kind: str) -> PostType:
    films = [text_at(part, "uri").lower().endswith((".mp4", ".mov", ".srt")) for part in media]
    if kind.startswith("stories"):
        return PostType.STORY
    if kind.startswith("reels"):
        return PostType.SHORT
    if len(media) > 1:
        return PostType.CAROUSEL
    return PostType.VIDEO if any(films) or kind.startswith("igtv") else PostType.IMAGE


def _join_insights(posts: ArchivePosts, value: Any, labels: Labels, draft: Draft) -> None:
    """Insights name no post: joined to the one post taken in the same minute; others are left out."""
    told = [item for item in list_at(value, "organic_insights_posts") if isinstance(item, dict)]
    joined = 0
    for item in told:
        when = moment_of(taken_at(item))
        near = [
            i
            for i, row in enumerate(posts.rows)
            if when and abs((row["published_at"] - when).total_seconds()) <= MINUTE and not posts.metrics[i]
        ]
        metrics = numbers_of(item, "posts", labels)
        if len(near) == 1 and metrics:
            posts.metrics[near[0]] = metrics
            joined += 1
    if told:
        draft.check("insights_joined_to_posts", joined == len(told), expected=len(told), got=joined, n=len(told))


def _account_numbers(
    posts: ArchivePosts, insights: dict[str, Any], labels: Labels, exported: datetime, draft: Draft
) -> None:
    """Totals of the window the insights print; its days lack a year, which the export's date gives."""
    for kind in ("profiles_reached", "audience_insights"):
        item = read_account(insights.get(kind))
        period = period_of_label(item, exported.date()) if item else None
        if item is None or period is None:
            continue
        metrics = numbers_of(item, kind, labels)
        stock = {name: metrics.pop(name) for name in ("followers",) if name in metrics}
        net = metrics.pop("follows_net", None)
        _check_follows(metrics, net, draft)
        _observe(posts, metrics, MetricKind.WINDOW, period, draft)
        _observe(posts, stock, MetricKind.POINT, (period[1], period[1]), draft)


def _check_follows(metrics: dict[str, float], net: float | None, draft: Draft) -> None:
    """What is printed as the total of followers is gains less losses."""
    gained, lost = metrics.get("follows_gained"), metrics.get("follows_lost")
    if gained is not None and lost is not None and net is not None:
        draft.check("follows_net_is_gained_less_lost", gained - lost == net, expected=gained - lost, got=net, n=1)


def _observe(
    posts: ArchivePosts, metrics: dict[str, float], kind: MetricKind, days: tuple[date, date], draft: Draft
) -> None:
    draft.observe(
        1,
        {name: [value] for name, value in metrics.items()},
        kind=kind,
        subject_type="account",
        subject_id=posts.account_id,
        platform="instagram",
        account_id=posts.account_id,
        window_start=days[0],
        window_end=days[1],
    )


READER = InstagramArchive()
