from datetime import date, timedelta
from typing import Any

from pratfall.habits import links_not_tracked
from pratfall.records.findings import Status
from tests.small_scenes import post, scene

BARE, LABELLED = "https://pond.org/give", "https://pond.org/give?utm_source=x&utm_campaign=spring"


def posts(links: list[str]) -> list[dict[str, Any]]:
    return [post(date(2026, 11, 19) - timedelta(days=i), links=(link,)) for i, link in enumerate(links)]


def test_bare_links_to_the_own_site_are_a_habit() -> None:
    (found,) = links_not_tracked.audit(scene(posts([BARE] * 25 + [LABELLED] * 5)))
    assert found.status is Status.SURE
    assert found.facts["untracked"] == 25
    assert found.facts["hosts"] == ("pond.org",)


def test_labelled_links_are_praised_by_silence() -> None:
    assert list(links_not_tracked.audit(scene(posts([LABELLED] * 30)))) == []


def test_links_to_other_sites_need_no_label() -> None:
    elsewhere = [f"https://paper{i}.example.com/story" for i in range(60)]
    assert list(links_not_tracked.audit(scene(posts(elsewhere)))) == []
    assert list(links_not_tracked.audit(scene(posts(elsewhere + [LABELLED] * 30)))) == []


def test_short_links_are_left_out() -> None:
    assert list(links_not_tracked.audit(scene(posts(["https://bit.ly/x"] * 60)))) == []


def test_nine_links_are_too_few() -> None:
    assert list(links_not_tracked.audit(scene(posts([BARE] * 9)))) == []


def test_fewer_days_count_fewer_links_of_the_same_own_site() -> None:
    made = scene(posts([LABELLED] * 3 + [BARE] * 25 + [LABELLED] * 5))
    (half_a_year,) = links_not_tracked.readings(made)
    (week,) = links_not_tracked.readings(made, days=3)
    assert (half_a_year.n, week.n, week.window.days) == (33, 3, 3)
