"""Pages of five kinds of sites, marked up as builders of sites do it; what stands on them was written down by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.learn.page_marks import read_page
from pratfall.learn.website import Integration, integration

SITES = Path(__file__).parent / "websites"
# Network (or, for several at once, the name of what serves them): its levels.
TRUTH = {
    "wordpress": {"facebook": {1, 3}, "instagram": {1, 4}, "youtube": {1, 2}, "x": {3}},
    "squarespace": {"x": {0, 1, 4}, "linkedin": {1}, "youtube": {4}, "facebook": {1, 2}, "tiktok": {1}},
    "by_hand_fr": {"mastodon": {1}, "bluesky": {1, 2}, "facebook": {1, 5}, "Disqus": {5}, "AddToAny": {3}},
    "nothing": {},
    "built": {"Elfsight": {4}, "ShareThis": {3}, "facebook": {0, 4, 5}},
}
PROFILES = {
    "wordpress": ["facebook thekitchen", "instagram the.kitchen", "youtube ucabcdefghijklmnopqrstuv"],
    "squarespace": ["facebook 100081234567890", "linkedin paws-and-co", "tiktok paws.and.co", "x pawsandco"],
    "by_hand_fr": [
        "bluesky atelier.example",
        "facebook 61550000000000",
        "mastodon atelier@mastodon.social",
        "mastodon atelier@piaille.fr",
    ],
    "nothing": [],
    "built": [],
}


def looked_at(site: str) -> Integration:
    text = (SITES / f"{site}.html").read_text(encoding="utf-8")
    return integration([read_page(text, f"https://{site}.example/")], [])


@pytest.mark.parametrize("site", TRUTH)
def test_the_levels_of_a_site_are_those_somebody_saw_on_it(site: str) -> None:
    found: dict[str, set[int]] = {}
    for one in looked_at(site).seen:
        found.setdefault(one.network or one.name, set()).add(int(one.level))
    assert found == TRUTH[site]


@pytest.mark.parametrize("site", PROFILES)
def test_the_profiles_a_site_leads_to_are_those_somebody_saw_on_it(site: str) -> None:
    assert [f"{one.platform} {one.name}" for one in looked_at(site).strangers] == PROFILES[site]


def test_every_site_that_was_written_down_is_there() -> None:
    assert {path.stem for path in SITES.glob("*.html")} == set(TRUTH) == set(PROFILES)
