from __future__ import annotations

import pytest

from pratfall.decide.ideas import IdeaPlan, Kind


def test_several_variants_share_the_doubt() -> None:
    plan = IdeaPlan(kind=Kind.RANDOMISED, variants=("today", "a", "b"), smallest_worth=1.2)
    assert plan.compared == ("a", "b")
    assert plan.each_level == pytest.approx(0.975)
    assert IdeaPlan(kind=Kind.AGAINST_BAR, variants=("a",), smallest_worth=1.2, bar=9.0).compared == ("a",)


def test_plans_that_mean_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="worth"):
        IdeaPlan(kind=Kind.RANDOMISED, variants=("a", "b"), smallest_worth=1.0)
    with pytest.raises(ValueError, match="above zero"):
        IdeaPlan(kind=Kind.AGAINST_BAR, variants=("a",), smallest_worth=1.2)
