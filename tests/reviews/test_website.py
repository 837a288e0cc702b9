"""A real server on loopback with pages of all five levels, and with everything that can go wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pratfall.learn.website import Level, Own, integration
from pratfall.reviews import website
from pratfall.reviews.website import AGENT, Visit, host_of, key_of
from tests.reviews.website_server import Website, served


@pytest.fixture
def site() -> Iterator[Website]:
    with served() as found:
        found.page("/", '<a href="/about">About</a><a href="https://facebook.com/kitchen">Facebook</a>')
        found.page("/about", '<a href="https://facebook.com/sharer/sharer.php?u=x">Share</a><a href="/">Home</a>')
        yield found


def visit(site: Website, start: str = "/", **more: int) -> Visit:
    return website.visit(site.address + start, private_too=True, pause_seconds=0, **more)


def read(site: Website, **more: int) -> list[str]:
    return [page.address.removeprefix(site.address) for page in visit(site, **more).read]


def test_pages_that_are_linked_and_on_the_map_are_read_once_each(site: Website) -> None:
    place = site.address
    site.page("/hidden", "<p>nobody links to me</p>")
    site.pages["/sitemap.xml"] = (200, "application/xml", f"<loc>{place}/hidden</loc><loc>{place}/about/</loc>")
    assert read(site) == ["/", "/about", "/hidden"]
    assert dict(site.asked)["/"]["User-Agent"] == AGENT


def test_all_five_levels_are_found_on_a_real_site(site: Website) -> None:
    site.page(
        "/about",
        """<a href="https://facebook.com/kitchen">Follow us on Facebook</a><div class="fb-share-button"></div>
        <div class="fb-page"></div><div class="fb-comments"></div>""",
    )
    found = integration(visit(site).read, [Own("facebook/1", "facebook", "Kitchen", frozenset({"kitchen"}))])
    assert [one.level for one in found.seen] == [Level.LINK, Level.FOLLOW, Level.SHARE, Level.POSTS, Level.TALK]
    assert found.accounts[0].linked is not None


def test_what_robots_forbids_is_not_asked_for(site: Website) -> None:
    site.pages["/robots.txt"] = (200, "text/plain", "User-agent: *\nDisallow: /about\n")
    found = visit(site)
    assert [page.address for page in found.read] == [f"{site.address}/"] and found.forbidden == 1
    assert "/about" not in site.paths


def test_a_site_that_forbids_everything_is_left_alone(site: Website) -> None:
    site.pages["/robots.txt"] = (200, "text/plain", "User-agent: *\nDisallow: /\n")
    found = visit(site)
    assert found.trouble == "robots" and not found.read


def test_a_server_whose_robots_fail_forbids_everything(site: Website) -> None:
    site.pages["/robots.txt"] = (503, "text/plain", "")
    assert visit(site).trouble == "robots"


def test_no_more_pages_are_read_than_agreed(site: Website) -> None:
    for n in range(30):
        site.page(f"/p{n}", f'<a href="/p{n + 1}">next</a>')
    site.page("/", '<a href="/p0">0</a><a href="/p7">7</a><a href="/p9">9</a>')
    found = visit(site, most_pages=3)
    assert len(found.read) == 3 and found.left_over >= 1


def test_files_feeds_and_other_hosts_are_no_pages(site: Website) -> None:
    site.page(
        "/",
        """<a href="/a.pdf">a</a><a href="/feed/">b</a><a href="https://other.example/">c</a>
        <a href="mailto:x@y.z">d</a>
        <a href="/photo.JPG">e</a><a href="/about?utm_source=x#top">f</a><a href="/about/">g</a>""",
    )
    assert read(site) == ["/", "/about"]


def test_a_page_that_leads_off_the_site_is_not_read(site: Website) -> None:
    with served() as other:
        other.page("/", '<a href="https://x.com/somebody">x</a>')
        site.leads("/about", other.address + "/")
        found = visit(site)
    assert [met.why for met in found.pages] == ["", "elsewhere"] and len(found.read) == 1


def test_pages_that_are_gone_refused_or_no_pages_say_why(site: Website) -> None:
    site.page("/", '<a href="/1">1</a><a href="/2">2</a><a href="/3">3</a>')
    site.page("/2", "no", status=403)
    site.pages["/3"] = (200, "image/png", b"\x89PNG")
    found = visit(site)
    assert [met.why for met in found.pages] == ["", "not_found", "refused", "no_page"]


def test_a_private_address_is_refused_where_it_is_no_test(site: Website) -> None:
    assert website.visit(site.address).trouble == "not_public"
    assert site.asked == []


def test_a_page_that_drips_does_not_hold_up_the_others(site: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(website, "PAGE_SECONDS", 0.5)
    site.page("/", '<a href="/slow">slow</a><a href="/about">about</a>')
    site.pages["/slow"] = (200, "text/html", None)
    found = visit(site)
    assert [met.why for met in found.pages] == ["", "no_answer", ""]


def test_a_page_made_to_choke_on_is_read_like_any_other(site: Website) -> None:
    site.page("/about", "<a <!--" * 400_000)
    site.page("/", '<a href="/about">x</a>' + "<script>" * 1000)
    assert len(visit(site).read) == 2


def test_a_map_of_maps_is_followed_once_and_a_hostile_one_leads_nowhere(site: Website) -> None:
    place = site.address
    site.page("/deep", "deep")
    site.pages["/sitemap.xml"] = (200, "text/xml", f"<sitemapindex><loc>{place}/one.xml</loc></sitemapindex>")
    site.pages["/one.xml"] = (
        200,
        "text/xml",
        f"<loc>{place}/deep</loc><loc>http://169.254.169.254/</loc><loc>http://[::1</loc>",
    )
    assert read(site) == ["/", "/about", "/deep"]
    site.pages["/sitemap.xml"] = (200, "text/xml", "<sitemapindex><loc>http://10.0.0.1/x.xml</loc></sitemapindex>")
    assert read(site) == ["/", "/about"]


@pytest.mark.parametrize("start", ["no address", "ftp://example.org/", "http://", ""])
def test_what_is_no_address_is_told_as_such(start: str) -> None:
    assert website.visit(start).trouble == "no_address"


def test_the_same_page_has_one_key() -> None:
    keys = {
        key_of(f"{place}/a{end}") for place in ("http://www.e.org", "https://e.org") for end in ("", "/", "?utm_a=1")
    }
    assert len(keys) == 1 and key_of("https://e.org/a?p=1") not in keys
    assert host_of("http://www.e.org:8080/") == "e.org:8080" and host_of("http://[::1") == ""
