"""How often somebody without an account did something of late."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from pratfall.site.limits import network_of, once_more, so_far


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_each_is_counted_for_itself_and_asking_counts_nothing() -> None:
    assert [once_more("subscribe", "one", within_seconds=60) for _ in range(3)] == [1, 2, 3]
    assert once_more("subscribe", "two", within_seconds=60) == once_more("debrief", "one", within_seconds=60) == 1
    assert so_far("subscribe", "one") == so_far("subscribe", "one") == 3
    assert so_far("subscribe", "three") == 0


def test_after_a_while_it_is_forgiven() -> None:
    assert once_more("subscribe", "one", within_seconds=0) == 1
    assert so_far("subscribe", "one") == 0
    assert once_more("subscribe", "one", within_seconds=60) == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
    ],
)
def test_addresses_of_one_network_count_together(address: str, network: str) -> None:
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_what_is_kept_names_nobody() -> None:
    once_more("subscribe", "203.0.113.7", within_seconds=60)
    kept = [str(key) for key in getattr(cache, "_cache")]  # noqa: B009 - what Django's own memory holds
    assert kept and not any("203.0.113.7" in key for key in kept)
