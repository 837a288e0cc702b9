from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np

from pratfall.records.advice import Act
from pratfall.records.findings import Freshness, Status
from pratfall.records.numbers import Cost
from pratfall.records.scene import Group, Scene
from pratfall.reviews.advising import advised
from pratfall.reviews.cost import cost_of
from pratfall.reviews.engine import review_scene
from tests.decide.cases import finding
from tests.small_scenes import X, post, scene


def world() -> Scene:
    weekly = [post(day, metrics={"likes": 3}) for day in ("2026-08-01", "2026-11-01", "2026-11-08", "2026-11-15")]
    return replace(scene(weekly), groups=(Group(X.subject, np.arange(4)),))


def test_every_finding_gets_advice_priced_by_its_last_four_weeks() -> None:
    seen, about = world(), replace(finding("fading"), subject=X.subject)
    told = advised(seen, [about], cost_of(seen))
    assert told[0].advice and told[0].advice.act is Act.PULL
    assert told[0].advice.saving == Cost(hours=Decimal("1.5"))  # three posts of half an hour


def test_what_is_too_old_has_no_price_for_going_on() -> None:
    old = replace(
        finding("level_fell", status=Status.CANNOT_TELL), subject=X.subject, freshness=Freshness(None, stale=True)
    )
    told = advised(world(), [old], cost_of(world()))
    assert told[0].advice and told[0].advice.saving == Cost()


def test_advice_changes_nothing_else() -> None:
    seen, about = scene(), finding()
    told = advised(seen, [about], cost_of(seen))
    assert replace(told[0], advice=None) == about


def test_every_finding_of_a_review_carries_advice() -> None:
    told = review_scene(world(), ())
    assert told.findings
    assert all(finding.advice is not None for finding in told.findings)
