"""A look at a real site on loopback, over the sample's posts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from pratfall.errors import Refused
from pratfall.reviews import links
from pratfall.site.lessons.models import WebsiteCheck
from pratfall.site.lessons.services import website
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from tests.reviews.website_server import Website, served

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def site(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Website]:
    settings.PRIVATE_ADDRESSES = True
    monkeypatch.setattr(links, "PAUSE_SECONDS", 0)
    with served() as found:
        found.page("/", '<a href="https://instagram.com/thelongtable">Instagram</a><a href="https://x.com/old">X</a>')
        yield found


def ask(owner: Membership, address: str, now: datetime = NOW) -> WebsiteCheck:
    return website.ask(organisation=owner.organisation, actor=owner.user, address=address, now=now)


def test_a_look_reads_the_site_and_is_kept(client: Client, owner: Membership, site: Website) -> None:
    check = ask(owner, site.address)
    website.look(check=check, now=NOW, pause_seconds=0)
    check.refresh_from_db()
    found = website.told(check)
    assert found is not None and check.done_at == NOW and check.trouble == ""
    linked = {one.key for one in found.integration.accounts if one.linked}
    assert linked == {"instagram/thelongtable"}
    assert [one.name for one in found.integration.strangers] == ["old"]
    assert found.landing == () and found.asked == 0  # the sample's posts lead elsewhere
    assert AuditEntry.objects.filter(act="website_asked").count() == 1
    website.look(check=check, now=NOW + timedelta(1))  # a second worker
    check.refresh_from_db()
    assert check.done_at == NOW


def test_dead_landing_pages_are_those_that_posts_lead_to(
    client: Client, owner: Membership, site: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    site.page("/alive", "here")
    site.leads("/moved", "/")
    posts = website._posts(owner.organisation, NOW)[:4]
    ends = ("/alive?utm_source=x", "/gone", "/moved", "/gone")
    mine = [replace(post, links=(site.address + end,)) for post, end in zip(posts, ends, strict=True)]
    monkeypatch.setattr(website, "_posts", lambda *_: mine)
    site.pages["/alive?utm_source=x"] = site.pages["/alive"]
    check = ask(owner, site.address)
    website.look(check=check, now=NOW, pause_seconds=0)
    check.refresh_from_db()
    found = website.told(check)
    assert found is not None and found.asked == 3
    assert {(one.url.removeprefix(site.address), one.state.value, one.posts) for one in found.landing} == {
        ("/gone", "dead", 2),
        ("/moved", "front_page", 1),
    }
    assert (found.bare, found.labelled_of) == (3, 4)


def test_while_one_look_goes_on_there_is_no_second(owner: Membership, home: object) -> None:
    first = ask(owner, "kitchen.example")
    assert first.address == "https://kitchen.example"
    assert ask(owner, "https://other.example").pk == first.pk
    assert ask(owner, "https://other.example", NOW + timedelta(hours=3)).pk != first.pk  # it was cut off


@pytest.mark.parametrize(
    "address", ["", "kitchen", "ftp://kitchen.example", "http://[::1", "https://" + "x" * 600 + ".org"]
)
def test_what_is_no_address_is_refused(owner: Membership, home: object, address: str) -> None:
    with pytest.raises(Refused, match="website_no_address"):
        ask(owner, address)
    assert not WebsiteCheck.objects.exists()


def test_a_site_that_cannot_be_read_says_why(client: Client, owner: Membership, site: Website, settings: Any) -> None:
    settings.PRIVATE_ADDRESSES = False
    check = ask(owner, site.address.replace("127.0.0.1", "localhost"))
    website.look(check=check, now=NOW)
    check.refresh_from_db()
    assert check.trouble == "not_public" and website.told(check) is None and site.asked == []


def test_who_may_change_nothing_asks_for_nothing(
    owner: Membership, join: Callable[..., Membership], home: object
) -> None:
    analyst = join(Role.ANALYST)
    with pytest.raises(Refused, match="not_allowed_here"):
        website.ask(organisation=owner.organisation, actor=analyst.user, address="https://e.org", now=NOW)


def test_a_site_read_a_month_ago_is_due_again_and_one_never_read_is_not(owner: Membership, home: object) -> None:
    check = ask(owner, "https://e.org")
    assert not website.due(NOW + timedelta(40))
    WebsiteCheck.objects.filter(pk=check.pk).update(found={}, done_at=NOW)
    assert not website.due(NOW + timedelta(29)) and list(website.due(NOW + timedelta(30))) == [check]
    check.refresh_from_db()
    assert website.told(check) is None  # what nobody can read any more is not told
    ask(owner, "https://e.org", NOW + timedelta(30))
    assert not website.due(NOW + timedelta(70)), "the newest look failed: whoever wants another asks"


def test_the_site_most_posts_lead_to_is_proposed(client: Client, owner: Membership) -> None:
    assert website.proposed(owner.organisation, NOW) == "https://thelongtable.example/"


def test_nothing_is_proposed_without_posts(owner: Membership, home: object) -> None:
    assert website.proposed(owner.organisation, NOW) == ""


def test_a_fault_of_ours_ends_the_look(owner: Membership, home: object) -> None:
    check = ask(owner, "https://e.org")
    assert list(website.unfinished(NOW)) == [check]
    website.fail(check=check, now=NOW)
    assert not website.unfinished(NOW).exists() and website.of(owner.organisation)[0].trouble == "look_failed"
