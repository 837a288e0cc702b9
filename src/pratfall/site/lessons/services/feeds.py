"""Feeds whose entries become material: added, read once a day by the worker, ended."""

from __future__ import annotations

import io
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import feedparser  # type: ignore[import-untyped]
from django.conf import settings as site_settings
from django.db import transaction
from django.db.models import QuerySet

from pratfall.errors import Refused
from pratfall.learn.page_text import of_html, written
from pratfall.reviews.outside import Stopped, parsed, visitor
from pratfall.reviews.outside_page import Read, read
from pratfall.site.lessons.models import Feed, MaterialKind
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.rights import require

from . import materials
from .reuses import may_make

AGENT = "Pratfall feed reader"
MOST_FEEDS, MOST_ENTRIES = 20, 50  # of one organisation, of one feed at one reading
MOST_BYTES = 2_000_000
MOST_SECONDS = 20.0
LONGEST_ENTRY = 50_000  # characters
AGAIN_AFTER = timedelta(hours=20)


def add(*, organisation: Organisation, actor: User, address: str, now: datetime) -> Feed:
    """A feed to be read by the worker; one that was ended is read again. Raises Refused."""
    require(actor, organisation, Role.EDITOR)
    wanted = address.strip().replace("\0", "")
    try:
        target = parsed(wanted)
    except Stopped:
        raise Refused("feed_no_address") from None
    if len(wanted) > materials.LONGEST_ADDRESS or target.userinfo:  # a password would be read by the whole team
        raise Refused("feed_no_address")
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        feed = Feed.objects.filter(organisation=organisation, address=wanted).first()
        if feed is not None and feed.ended_at is None:
            return feed
        if of(organisation).count() >= MOST_FEEDS:
            raise Refused("feeds_too_many", most=MOST_FEEDS)
        if feed is None:
            feed = Feed.objects.create(organisation=organisation, address=wanted, by=actor, at=now)
        else:
            change(feed, version=feed.version, ended_at=None, trouble="", by=actor)
        record(actor=actor, organisation=organisation, act="feed_added", subject=feed)
    return feed


def end(*, feed: Feed, actor: User, seen: int, now: datetime) -> None:
    """It is read no more; what came of it stays. Raises Refused and Conflict."""
    require(actor, feed.organisation, Role.EDITOR)
    if feed.ended_at is not None:
        raise Refused("feed_ended_already")
    with transaction.atomic():
        change(feed, version=seen, ended_at=now)
        record(actor=actor, organisation=feed.organisation, act="feed_ended", subject=feed)


def of(organisation: Organisation) -> QuerySet[Feed]:
    """Those that are read."""
    return Feed.objects.filter(organisation=organisation, ended_at=None).order_by("pk")


def due(now: datetime) -> QuerySet[Feed]:
    """Of every organisation, those not read since yesterday."""
    every = Feed.objects.filter(ended_at=None)
    return every.exclude(read_at__gt=now - AGAIN_AFTER).select_related("organisation", "by").order_by("pk")


def refresh(*, feed: Feed, now: datetime) -> int:
    """Reads it; how many of its entries are new. What stood in the way is kept beside it (`trouble`)."""
    if feed.ended_at is not None:
        return 0
    if not may_make(feed.by, feed.organisation):
        _keep(feed, now, trouble="nobody_adds")
        return 0
    try:
        found = _fetched(feed.address)
    except Stopped as stopped:
        _keep(feed, now, trouble=stopped.why)
        return 0
    if found.status >= 400:
        _keep(feed, now, trouble="not_found" if found.status in (404, 410) else "refused")
        return 0
    if found.cut:
        _keep(feed, now, trouble="too_long")
        return 0
    # Bytes in a file: anything else feedparser would take for an address or a name, and open.
    made = feedparser.parse(io.BytesIO(found.body), response_headers={"content-location": found.address})
    if not made.get("version"):
        _keep(feed, now, trouble="no_feed")
        return 0
    title = " ".join(str(made.feed.get("title", "")).split())
    new = sum(_take(feed, entry, now) for entry in made.entries[:MOST_ENTRIES])
    _keep(feed, now, trouble="", title=title[: materials.LONGEST_TITLE])
    return new


def _fetched(address: str) -> Read:
    with visitor(AGENT) as client:
        return read(
            client,
            address,
            private_too=site_settings.PRIVATE_ADDRESSES,
            most_bytes=MOST_BYTES,
            most_seconds=MOST_SECONDS,
        )


def _keep(feed: Feed, now: datetime, *, trouble: str, title: str = "") -> None:
    """Beside whatever people change of it: its version stays."""
    more = {"title": title} if title else {}
    Feed.objects.filter(pk=feed.pk).update(read_at=now, trouble=trouble, **more)


def _take(feed: Feed, entry: Any, now: datetime) -> bool:
    """Whether an entry became a new material. One that is too short, known or unreadable does not."""
    address = str(entry.get("link", "")).strip()
    title = " ".join(written(of_html(str(entry.get("title", "")))).lstrip("#- ").split())
    text = _text(entry)
    try:
        parsed(address)
    except Stopped:
        return False
    known = feed.organisation.materials.filter(address=address).exists()
    if known or len(address) > materials.LONGEST_ADDRESS or len(text) < materials.SHORTEST:
        return False
    given = materials.Given(
        kind=MaterialKind.ARTICLE, title=title, text=text, address=address, made_on=_day(entry, now.date())
    )
    try:
        materials.add(organisation=feed.organisation, actor=feed.by, given=given, now=now, feed=feed)
    except Refused:  # there are as many as there may be
        return False
    return True


def _text(entry: Any) -> str:
    """The longest of what an entry says of itself."""
    parts = [str(part.get("value", "")) for part in entry.get("content", ())]
    texts = [written(of_html(part[: LONGEST_ENTRY * 4])) for part in (*parts, str(entry.get("summary", "")))]
    return max(texts, key=len, default="")[:LONGEST_ENTRY]


def _day(entry: Any, today: date) -> date | None:
    for name in ("published_parsed", "updated_parsed"):
        given: time.struct_time | None = entry.get(name)
        try:
            found = datetime(*given[:6], tzinfo=UTC).date() if given else None
        except (ValueError, TypeError, OverflowError):
            continue
        if found is not None and found <= today:
            return found
    return None
