from decimal import Decimal

from pratfall.habits import no_conversions
from pratfall.records.findings import Status
from tests.small_scenes import post, scene

POSTS = [post("2026-11-01"), post("2026-11-02")]


def test_posting_without_any_donation_or_sale_connected_is_told_once() -> None:
    (found,) = no_conversions.audit(scene(POSTS))
    assert found.status is Status.SURE
    assert found.estimate is None
    assert found.facts == {"posts": 2, "accounts": 1}


def test_one_gift_or_counted_outcome_is_enough() -> None:
    assert list(no_conversions.audit(scene(POSTS, gifts=[{"net": Decimal(5)}]))) == []
    assert list(no_conversions.audit(scene(POSTS, days=[(0, "key_events", "2026-11-01", 2.0, False)]))) == []


def test_an_organisation_that_posts_nothing_misses_nothing() -> None:
    assert list(no_conversions.audit(scene())) == []
