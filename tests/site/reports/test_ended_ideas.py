from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pratfall.site.campaigns.models import Idea, IdeaState
from pratfall.site.people.models import Membership
from pratfall.site.reports.ended_ideas import stands_beside

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def ended(owner: Membership, number: int, found: str, *p_values: float, **given: Any) -> Idea:
    facts: dict[str, Any] = {
        "kind": "randomised",
        "state": IdeaState.ENDED,
        "result": {"state": found, "doubts": [], "numbers": {"comparisons": [{"p": p} for p in p_values]}},
    }
    return Idea.objects.create(
        organisation=owner.organisation,
        name=f"Idea {number}",
        question="?",
        metric="likes",
        smallest_worth=1.3,
        days=28,
        created_at=NOW,
        ended_at=NOW + timedelta(days=number),
        **{**facts, **given},
    )


def test_a_clear_result_stands_and_a_narrow_one_does_not(owner: Membership) -> None:
    narrow, clear = ended(owner, 1, "better", 0.04), ended(owner, 2, "worse", 0.00001)
    assert stands_beside(narrow) == (False, 1)
    assert stands_beside(clear) == (True, 2)


def test_the_best_of_many_variants_is_paid_for(owner: Membership) -> None:
    assert stands_beside(ended(owner, 1, "better", 0.003)) == (True, 1)
    assert stands_beside(ended(owner, 2, "better", 0.003, 0.5, 0.6, 0.9)) == (False, 2)


def test_what_ends_later_or_elsewhere_changes_nothing(owner: Membership) -> None:
    first = ended(owner, 1, "better", 0.003)
    ended(owner, 2, "better", 0.9)
    assert stands_beside(first) == (True, 1)


@pytest.mark.parametrize("state", ["open", "not_worth_it", "ended_open", "unbalanced"])
def test_what_found_nothing_needs_no_standing(owner: Membership, state: str) -> None:
    assert stands_beside(ended(owner, 1, state, 0.001)) is None


def test_no_experiment_has_no_standing(owner: Membership) -> None:
    before_after = {"state": "better", "doubts": ["not_randomised"], "numbers": {"relative": 0.4}}
    assert stands_beside(ended(owner, 1, "better", result=before_after, kind="before_after")) is None
    assert stands_beside(ended(owner, 2, "better", state=IdeaState.RUNNING)) is None
