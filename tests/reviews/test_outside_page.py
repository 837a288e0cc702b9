from __future__ import annotations

import gzip
import time
from collections.abc import Iterator

import pytest

from pratfall.reviews.outside import Stopped, visitor
from pratfall.reviews.outside_page import Read, read
from tests.reviews.website_server import Website, served


@pytest.fixture
def site() -> Iterator[Website]:
    with served() as found:
        yield found


def asked(url: str, *, private_too: bool = True, most_bytes: int = 10_000, most_seconds: float = 5) -> Read:
    with visitor("test", seconds=5) as client:
        return read(client, url, private_too=private_too, most_bytes=most_bytes, most_seconds=most_seconds)


def test_a_page_is_read_with_the_place_where_it_stood_in_the_end(site: Website) -> None:
    site.page("/b", "été")
    site.leads("/a", "/b")
    found = asked(f"{site.address}/a")
    assert (found.address, found.status, found.kind, found.text) == (f"{site.address}/b", 200, "text/html", "été")


def test_a_page_that_says_nothing_of_its_letters_is_read_all_the_same(site: Website) -> None:
    site.pages["/"] = (200, "text/html", "été".encode("cp1252"))
    assert asked(site.address).text == "été"
    site.pages["/"] = (200, "text/html; charset=no-such", "été")
    assert asked(site.address).text == "été"


def test_a_long_page_is_cut(site: Website) -> None:
    site.page("/", "x" * 50_000)
    found = asked(site.address)
    assert found.cut and len(found.body) == 10_000


def test_a_page_that_grows_when_it_is_unpacked_is_cut(site: Website) -> None:
    packed = gzip.compress(b"x" * 20_000_000)
    assert len(packed) < 50_000
    site.pages["/"] = (200, "text/html\r\nContent-Encoding: gzip", packed)
    found = asked(site.address)
    assert found.cut and len(found.body) == 10_000


@pytest.mark.parametrize("packing", ["zstd", "br", "gzip, gzip"])
def test_a_packing_that_grows_without_bounds_is_not_opened(site: Website, packing: str) -> None:
    site.pages["/"] = (200, f"text/html\r\nContent-Encoding: {packing}", b"\x28\xb5\x2f\xfd")
    with pytest.raises(Stopped, match="unreachable"):
        asked(site.address)
    assert site.asked[0][1]["Accept-Encoding"] == "gzip, deflate"


def test_a_page_that_drips_for_ever_is_left(site: Website) -> None:
    site.pages["/"] = (200, "text/html", None)
    began = time.monotonic()
    with pytest.raises(Stopped, match="no_answer"):
        asked(site.address, most_seconds=0.5, most_bytes=10**9)
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    "onward", ["http://169.254.169.254/", "http://10.0.0.1/", "file:///etc/passwd", "http://[::1]/"]
)
def test_nobody_is_led_into_the_own_network(site: Website, onward: str) -> None:
    with pytest.raises(Stopped, match="not_public"):
        asked(site.address, private_too=False)
    site.leads("/", onward)
    if onward.startswith("file"):
        with pytest.raises(Stopped, match="no_address"):
            asked(site.address)


def test_a_way_in_circles_ends(site: Website) -> None:
    site.leads("/", "/")
    with pytest.raises(Stopped, match="too_many_redirects"):
        asked(site.address + "/")
