from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.learn.profiles import Profile, profile_of


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://www.facebook.com/TheKitchen/?ref=page", "facebook thekitchen"),
        ("https://fr-fr.facebook.com/thekitchen", "facebook thekitchen"),
        ("https://m.facebook.com/profile.php?id=100", "facebook 100"),
        ("https://www.facebook.com/pages/The-Kitchen/100", "facebook 100"),
        ("https://www.facebook.com/p/The-Kitchen-100/", "facebook 100"),
        ("facebook.com/thekitchen", "facebook thekitchen"),
        ("https://twitter.com/TheKitchen", "x thekitchen"),
        ("https://x.com/thekitchen/", "x thekitchen"),
        ("https://www.linkedin.com/company/the-kitchen/about/", "linkedin the-kitchen"),
        ("https://www.youtube.com/@TheKitchen/videos", "youtube thekitchen"),
        ("https://youtube.com/user/kitchen", "youtube kitchen"),
        ("https://www.tiktok.com/@the.kitchen", "tiktok the.kitchen"),
        ("https://bsky.app/profile/kitchen.example", "bluesky kitchen.example"),
        ("https://www.threads.com/@kitchen", "threads kitchen"),
    ],
)
def test_every_way_to_write_a_profile_is_read(url: str, told: str) -> None:
    found = profile_of(url)
    assert found and f"{found.platform} {found.name}" == told


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://www.facebook.com/",
        "https://www.facebook.com/thekitchen/posts/123",
        "https://x.com/intent/tweet?url=x",
        "https://x.com/somebody/status/1",
        "https://www.instagram.com/p/ABC/",
        "https://www.youtube.com/watch?v=1",
        "https://youtu.be/abc",
        "https://www.tiktok.com/@a/video/1",
        "https://example.org/@somebody",
        "https://notfacebook.com/thekitchen",
        "https://facebook.com.evil.example/thekitchen",
        "http://[::1",
        "",
    ],
)
def test_what_is_no_profile_is_none(url: str) -> None:
    assert profile_of(url) is None


def test_mastodon_is_any_host_that_is_claimed_or_known() -> None:
    url = "https://piaille.fr/@Atelier"
    assert profile_of(url) is None
    assert profile_of(url, claimed=True) == Profile("mastodon", "atelier@piaille.fr")
    assert profile_of(url, known_servers=frozenset({"piaille.fr"})) == Profile("mastodon", "atelier@piaille.fr")


@given(st.text(max_size=80))
def test_no_address_breaks_it(text: str) -> None:
    for url in (text, f"https://facebook.com/{text}", f"https://x.com/{text}?{text}"):
        found = profile_of(url, claimed=True)
        assert found is None or (found.name and found.name == found.name.lower())
