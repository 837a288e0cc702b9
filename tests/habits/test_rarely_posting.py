from datetime import date, timedelta
from typing import Any

from pratfall.habits import rarely_posting
from pratfall.records.findings import Status
from pratfall.records.numbers import Estimate
from pratfall.records.scene import Covered
from tests.small_scenes import post, scene

YEAR = [Covered(0, "posts", date(2025, 11, 1), date(2026, 11, 20))]


def every(days: int, n: int, **given: Any) -> list[dict[str, Any]]:
    return [post(date(2026, 11, 18) - timedelta(days=days * i), **given) for i in range(n)]


def test_a_post_a_month_is_rare_for_sure() -> None:
    (found,) = rarely_posting.audit(scene(every(28, 12), coverage=YEAR))
    assert found.status is Status.SURE
    assert isinstance(found.estimate, Estimate)
    assert found.estimate.value == 3 / 12
    assert found.estimate.high < 1


def test_a_post_a_week_is_not_rare() -> None:
    assert list(rarely_posting.audit(scene(every(7, 40), coverage=YEAR))) == []


def test_fewer_than_four_known_weeks_say_nothing() -> None:
    short = [Covered(0, "posts", date(2026, 11, 1), date(2026, 11, 20))]
    assert list(rarely_posting.audit(scene(every(15, 2), coverage=short))) == []


def test_only_covered_weeks_are_counted() -> None:
    gapped = [
        Covered(0, "posts", date(2026, 8, 29), date(2026, 9, 18)),
        Covered(0, "posts", date(2026, 10, 31), date(2026, 11, 20)),
    ]
    (found,) = rarely_posting.audit(scene(every(28, 12), coverage=gapped))
    assert found.facts["weeks"] == 6.0


def test_stale_data_say_nothing_of_today() -> None:
    old = [post(date(2026, 9, 9) - timedelta(days=28 * i)) for i in range(12)]
    until = [Covered(0, "posts", date(2025, 9, 1), date(2026, 9, 11))]
    assert list(rarely_posting.audit(scene(old, coverage=until))) == []


def test_mailing_lists_and_abandoned_accounts_are_not_called_rare() -> None:
    assert list(rarely_posting.audit(scene(every(28, 12, format="email"), coverage=YEAR))) == []
    old = [post(date(2026, 8, 1) - timedelta(days=7 * i)) for i in range(30)]
    assert list(rarely_posting.audit(scene(old, coverage=YEAR))) == []


def test_replies_are_no_posts_of_ones_own() -> None:
    posts = every(28, 12) + every(2, 60, relation="reply")
    assert len(list(rarely_posting.audit(scene(posts, coverage=YEAR)))) == 1
