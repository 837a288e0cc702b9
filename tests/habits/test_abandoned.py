from datetime import date, timedelta
from typing import Any

import pytest

from pratfall.habits import abandoned
from pratfall.records.findings import Status
from pratfall.records.numbers import Estimate
from pratfall.records.scene import Covered
from tests.small_scenes import INSTAGRAM, X, post, scene


def weekly(until: str, n: int = 40, account: int = 0, every: int = 7, **given: Any) -> list[dict[str, Any]]:
    last = date.fromisoformat(until)
    return [post(last - timedelta(days=every * i), account, **given) for i in range(n)]


def covered(end: str, account: int = 0) -> Covered:
    return Covered(account, "posts", date(2024, 1, 1), date.fromisoformat(end))


def test_five_months_of_covered_silence_are_an_abandoned_account() -> None:
    (found,) = abandoned.audit(scene(weekly("2026-06-20"), coverage=[covered("2026-11-20")]))
    assert found.status is Status.SURE
    assert found.since == date(2026, 6, 21)
    assert isinstance(found.estimate, Estimate)
    assert (found.estimate.low, found.estimate.high) == (153, 154)
    assert found.repair == "revive_redirect_or_close"


def test_days_nobody_exported_are_no_silence() -> None:
    assert list(abandoned.audit(scene(weekly("2026-06-20"), coverage=[covered("2026-06-25")]))) == []
    assert list(abandoned.audit(scene(weekly("2026-06-20")))) == []


def test_an_account_that_always_pauses_for_long_is_not_abandoned() -> None:
    seasonal = weekly("2026-08-20", n=8, every=120)
    assert list(abandoned.audit(scene(seasonal, coverage=[covered("2026-11-20")]))) == []


def test_a_silence_seen_in_stale_data_is_only_likely() -> None:
    (found,) = abandoned.audit(scene(weekly("2026-05-20"), coverage=[covered("2026-10-20")]))
    assert found.status is Status.LIKELY


@pytest.mark.parametrize(("followers", "repair"), [(900.0, "revive"), (50.0, "redirect"), (5.0, "close")])
def test_what_to_do_follows_the_part_of_all_audiences(followers: float, repair: str) -> None:
    made = scene(
        weekly("2026-06-20") + weekly("2026-11-20", account=1),
        accounts=(X, INSTAGRAM),
        coverage=[covered("2026-11-20"), covered("2026-11-20", 1)],
        stocks=[(0, "followers", "2026-01-01", followers), (1, "followers", "2026-01-01", 1000.0)],
    )
    (found,) = abandoned.audit(made)
    assert (found.subject, found.repair) == (X.subject, repair)


def test_an_account_that_still_replies_is_alive() -> None:
    posts = [*weekly("2026-06-20"), post("2026-11-10", relation="reply")]
    assert list(abandoned.audit(scene(posts, coverage=[covered("2026-11-20")]))) == []
