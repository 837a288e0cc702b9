from datetime import date, timedelta
from typing import Any

from pratfall.habits import no_recent_numbers
from pratfall.records.findings import Status
from tests.small_scenes import post, scene


def posts(with_numbers: int, without: int) -> list[dict[str, Any]]:
    metrics: list[dict[str, float]] = [{"likes": 0.0}] * with_numbers + [{}] * without
    return [post(date(2026, 11, 19) - timedelta(days=i), metrics=m) for i, m in enumerate(metrics)]


def test_posts_without_any_number_are_named() -> None:
    (found,) = no_recent_numbers.audit(scene(posts(2, 30)))
    assert found.status is Status.SURE
    assert found.facts["without"] == 30


def test_a_zero_is_a_number() -> None:
    assert list(no_recent_numbers.audit(scene(posts(30, 2)))) == []


def test_daily_numbers_of_the_account_speak_for_its_posts() -> None:
    made = scene(posts(0, 30), days=[(0, "views", "2026-11-10", 5.0, False)])
    assert list(no_recent_numbers.audit(made)) == []
