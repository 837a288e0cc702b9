from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pratfall.records.advice import Act
from pratfall.records.numbers import Cost
from pratfall.reviews.advising import advised
from pratfall.reviews.cost import cost_of
from tests.decide.cases import finding
from tests.small_scenes import X, post, scene


def test_every_finding_gets_advice_priced_by_its_last_four_weeks() -> None:
    weekly = [post(day, metrics={"likes": 3}) for day in ("2026-08-01", "2026-11-01", "2026-11-08", "2026-11-15")]
    seen = scene(weekly)
    about = finding("fading", subject=X.subject.kind)
    told = advised(seen, [replace(about, subject=X.subject)], cost_of(seen))
    assert told[0].advice and told[0].advice.act is Act.PULL
    assert told[0].advice.saving in (Cost(), Cost(hours=Decimal("1.5")))


def test_advice_changes_nothing_else() -> None:
    seen, about = scene(), finding()
    told = advised(seen, [about], cost_of(seen))
    assert replace(told[0], advice=None) == about
