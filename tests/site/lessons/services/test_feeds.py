"""A real server on loopback that hands out feeds of every kind, and things that are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.site.lessons.models import Feed, Material
from pratfall.site.lessons.services import feeds
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.reviews.website_server import Website, served

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
BODY = "We baked 412 loaves from flour that a mill would have thrown away."
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The kitchen</title>
<item><title>Bread &amp; <b>soup</b></title><link>https://e.example/bread</link>
<pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate><description>
&lt;p&gt;{BODY}&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description>
</item>
<item><title>Short</title><link>https://e.example/short</link><description>Too short.</description></item>
<item><title>Evil</title><link>javascript:alert(1)</link><description>{BODY}</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>T</title>
<link href="https://e.example/t"/><updated>2099-01-01T00:00:00Z</updated>
<content type="html">{BODY} More of it.</content><summary>{BODY}</summary></entry></feed>"""
LAUGHS = """<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&e;&f;</title><item><title>x</title>
<link>https://e.example/x</link><description>&e;&f;</description></item></channel></rss>"""


@pytest.fixture
def site(settings: Any) -> Iterator[Website]:
    settings.PRIVATE_ADDRESSES = True
    with served() as found:
        yield found


def added(owner: Membership, site: Website, body: str | bytes | None, kind: str = "application/rss+xml") -> Feed:
    site.pages["/feed"] = (200, kind, body)
    return feeds.add(organisation=owner.organisation, actor=owner.user, address=f"{site.address}/feed", now=NOW)


def read(feed: Feed, now: datetime = NOW) -> int:
    new = feeds.refresh(feed=feed, now=now)
    feed.refresh_from_db()
    return new


def test_entries_become_material_once_per_address(owner: Membership, site: Website) -> None:
    feed = added(owner, site, RSS)
    assert read(feed) == 1 and (feed.title, feed.trouble, feed.read_at) == ("The kitchen", "", NOW)
    made = Material.objects.get()
    assert (made.title, made.text, made.address) == ("Bread & soup", BODY, "https://e.example/bread")
    assert (made.made_on, made.feed, made.kind) == (date(2026, 11, 2), feed, "article")
    assert read(feed) == 0 and Material.objects.count() == 1


def test_the_longest_of_what_an_entry_says_is_taken_and_a_day_to_come_is_none(owner: Membership, site: Website) -> None:
    assert read(added(owner, site, ATOM)) == 1
    made = Material.objects.get()
    assert made.text == f"{BODY} More of it." and made.made_on is None


@pytest.mark.parametrize(
    ("body", "trouble"), [("<html><p>No feed</p></html>", "no_feed"), ("", "no_feed"), ("x" * 2_000_001, "too_long")]
)
def test_what_is_no_feed_says_so(owner: Membership, site: Website, body: str, trouble: str) -> None:
    feed = added(owner, site, body)
    assert read(feed) == 0 and feed.trouble == trouble


def test_a_feed_made_to_explode_or_to_read_our_files_does_neither(owner: Membership, site: Website) -> None:
    read(added(owner, site, LAUGHS))
    assert all(len(one.text) < 50_000 and "root:" not in one.text for one in Material.objects.all())


def test_a_private_address_is_not_asked_and_a_missing_one_is_told(
    owner: Membership, site: Website, settings: Any
) -> None:
    feed = added(owner, site, RSS)
    del site.pages["/feed"]
    read(feed)
    assert feed.trouble == "not_found"
    settings.PRIVATE_ADDRESSES, site.asked[:] = False, []
    read(feed)
    assert feed.trouble == "not_public" and site.asked == []


def test_feeds_are_due_once_a_day_until_they_are_ended(owner: Membership, site: Website) -> None:
    feed = added(owner, site, RSS)
    assert list(feeds.due(NOW)) == [feed]
    read(feed)
    assert not feeds.due(NOW + timedelta(hours=19)).exists() and feeds.due(NOW + timedelta(hours=21)).exists()
    feeds.end(feed=feed, actor=owner.user, seen=1, now=NOW)
    assert not feeds.due(NOW + timedelta(9)).exists() and feeds.refresh(feed=feed, now=NOW) == 0
    with pytest.raises(Refused, match="feed_ended_already"):
        feeds.end(feed=feed, actor=owner.user, seen=2, now=NOW)
    assert added(owner, site, RSS).pk == feed.pk and feeds.due(NOW + timedelta(9)).exists()


def test_what_is_no_address_is_refused(owner: Membership) -> None:
    for address in ("", "feed", "file:///etc/passwd", "https://e.org/" + "x" * 600):
        with pytest.raises(Refused, match="feed_no_address"):
            feeds.add(organisation=owner.organisation, actor=owner.user, address=address, now=NOW)


def test_a_feed_of_somebody_who_left_says_so_until_another_adds_it(
    owner: Membership, join: Callable[..., Membership], site: Website
) -> None:
    editor = join(Role.EDITOR)
    feed = added(editor, site, RSS)
    Membership.objects.filter(pk=editor.pk).update(role=Role.ANALYST)
    assert read(feed) == 0 and feed.trouble == "nobody_adds" and site.asked == []
    feeds.end(feed=feed, actor=owner.user, seen=feed.version, now=NOW)
    again = Feed.objects.get(pk=added(owner, site, RSS).pk)
    assert again == feed and again.by == owner.user and read(again) == 1


def test_a_feed_with_a_password_in_its_address_is_refused(owner: Membership) -> None:
    with pytest.raises(Refused, match="feed_no_address"):
        feeds.add(organisation=owner.organisation, actor=owner.user, address="https://me:secret@e.example/", now=NOW)
