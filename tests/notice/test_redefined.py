from datetime import date, timedelta

import numpy as np
import pytest

from pratfall.notice import redefined
from pratfall.records.subjects import Account
from tests.small_scenes import INSTAGRAM, post, scene


def run(start: str, n: int, metrics: dict[str, float], **given: object) -> list[dict[str, object]]:
    first = date.fromisoformat(start)
    return [post(first + timedelta(days=3 * i), metrics=metrics, **given) for i in range(n)]


def test_an_account_living_through_a_known_redefinition_is_told_once() -> None:
    made = scene(
        run("2024-01-01", 60, {"impressions": 5.0}) + run("2024-12-01", 60, {"views": 9.0}), accounts=(INSTAGRAM,)
    )
    (found,) = redefined.doubt(made, ())
    assert found.facts["metric"] == "impressions"
    assert "Meta" in str(found.facts["source"])
    assert found.method == "known_redefinition"


def test_an_account_that_began_afterwards_is_left_alone() -> None:
    assert list(redefined.doubt(scene(run("2025-06-01", 60, {"views": 9.0}), accounts=(INSTAGRAM,)), ())) == []


def test_only_shorts_changed_on_youtube() -> None:
    youtube = Account("youtube", "3")
    videos = run("2025-01-01", 60, {"views": 9.0}, format="video")
    assert list(redefined.doubt(scene(videos, accounts=(youtube,)), ())) == []
    shorts = run("2025-01-01", 60, {"views": 9.0}, format="short")
    assert len(list(redefined.doubt(scene(shorts, accounts=(youtube,)), ()))) == 1


def test_a_swap_the_network_announced_names_its_notice() -> None:
    began_late = run("2025-01-01", 40, {"impressions": 5.0}) + run("2025-05-01", 40, {"views": 9.0})
    (found,) = redefined.doubt(scene(began_late, accounts=(INSTAGRAM,)), ())
    assert found.since == date(2025, 5, 1)
    assert "Meta" in str(found.facts["source"])


def test_daily_views_of_a_channel_without_shorts_did_not_change() -> None:
    youtube = Account("youtube", "3")
    days = [(0, "views", f"2025-0{m}-10", 9.0, False) for m in range(1, 9)]
    made = scene(run("2025-01-01", 60, {}, format="video"), accounts=(youtube,), days=days)
    assert list(redefined.doubt(made, ())) == []


def test_a_swap_seen_in_the_data_is_dated_by_its_first_new_post() -> None:
    made = scene(run("2023-01-01", 20, {"impressions": 5.0}) + run("2023-03-02", 20, {"views": 9.0}))
    (found,) = redefined.doubt(made, ())
    assert found.method == "metric_swap"
    assert found.since == date(2023, 3, 2)
    assert found.reference is None


def test_a_metric_that_merely_appears_is_no_redefinition() -> None:
    both = run("2023-03-02", 20, {"impressions": 5.0, "views": 9.0})
    assert list(redefined.doubt(scene(run("2023-01-01", 20, {"impressions": 5.0}) + both), ())) == []


@pytest.mark.parametrize("seed", range(20))
def test_the_split_agrees_with_trying_every_row(seed: int) -> None:
    rng = np.random.default_rng(seed)
    at = int(rng.integers(10, 40))
    old, new = np.arange(50) < at, np.arange(50) >= at
    flips = rng.random(50) < 0.03
    old, new = old ^ flips, new ^ flips

    def proper(k: int) -> int:
        return int((old & ~new)[:k].sum() + (new & ~old)[k:].sum())

    best = max(range(10, 41), key=proper)
    good = (
        old[:best].mean() >= 0.8
        and new[best:].mean() >= 0.8
        and old[best:].mean() <= 0.05
        and new[:best].mean() <= 0.05
    )
    assert redefined._swap_row(old, new) == (best if good else None)
