from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pratfall.diagnose import reach_or_engagement
from pratfall.diagnose.case import Case, Explanation, Missing
from pratfall.records.scene import Redefinition
from tests.diagnose.accounts import case, days_apart


def world(seed: int, reach_fall: float, rate_fall: float, n: int = 120, name: str = "reach") -> Case:
    """Reach and reactions of posts; from half of them on, both are multiplied."""
    rng = np.random.default_rng(seed)
    late = np.arange(n) >= n // 2
    reach = np.exp(rng.normal(7, 0.5, n)) * np.where(late, reach_fall, 1.0)
    likes = reach * 0.05 * np.exp(rng.normal(0, 0.4, n)) * np.where(late, rate_fall, 1.0)
    return case(
        days_apart(n, 2.0), n // 2, y=np.log1p(likes), each=lambda i: {"metrics": {name: reach[i], "likes": likes[i]}}
    )


def both(at: Case) -> tuple[Explanation, Explanation]:
    reach, rate = reach_or_engagement.explain(at)
    assert isinstance(reach, Explanation)
    assert isinstance(rate, Explanation)
    assert (reach.code, rate.code) == ("reach_loss", "engagement_loss")
    return reach, rate


def test_the_two_parts_add_up_to_the_change() -> None:
    at = world(1, 0.5, 0.8)
    reach, rate = both(at)
    assert reach.offset and rate.offset
    change = at.y[at.after].mean() - at.y[at.before].mean()
    assert reach.offset.value + rate.offset.value == pytest.approx(change)
    assert reach.beside and rate.beside


def test_each_part_is_within_its_interval_in_19_of_20_worlds() -> None:
    hits = np.array([[_covers(part, truth) for part, truth in _parts(seed, 0.5, 0.8)] for seed in range(200)])
    assert 0.92 <= hits[:, 0].mean() <= 0.985
    assert 0.92 <= hits[:, 1].mean() <= 0.985


def _parts(seed: int, reach_fall: float, rate_fall: float) -> list[tuple[Explanation, float]]:
    return list(zip(both(world(seed, reach_fall, rate_fall)), np.log([reach_fall, rate_fall]).tolist(), strict=True))


def _covers(part: Explanation, truth: float) -> bool:
    assert part.offset
    return abs(part.offset.value - truth) <= 1.98 * part.offset.error


def test_the_facts_are_typical_posts() -> None:
    reach, rate = both(world(2, 0.5, 1.0, n=1000))
    assert float(reach.facts["after"]) / float(reach.facts["before"]) == pytest.approx(0.5, abs=0.06)  # type: ignore[arg-type]
    assert rate.facts["of"] == 1000
    assert rate.facts["before"] == pytest.approx(50, abs=4)


def test_impressions_stand_in_for_reach() -> None:
    reach, _ = both(world(3, 0.5, 1.0, name="impressions"))
    assert reach.facts["exposure"] == "impressions"


def test_without_reach_it_says_what_to_collect() -> None:
    [found] = reach_or_engagement.explain(case(days_apart(40, 2.0), 20, y=np.ones(40)))
    assert isinstance(found, Missing)
    assert found.collect == "reach"


def test_a_response_that_is_itself_exposure_is_not_cut() -> None:
    assert list(reach_or_engagement.explain(replace(world(4, 0.5, 1.0), metric="views"))) == []


def test_a_number_whose_meaning_changed_in_between_is_not_used() -> None:
    at = world(5, 0.5, 1.0)
    changed = Redefinition(
        platform="x", metric="reach", replaced_by="reach", start=date(2025, 8, 1), end=date(2025, 8, 3), source="test"
    )
    settings = replace(at.scene.settings, redefinitions=(changed,))
    [found] = reach_or_engagement.explain(replace(at, scene=replace(at.scene, settings=settings)))
    assert isinstance(found, Missing)
