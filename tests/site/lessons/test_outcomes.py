"""Whether a campaign reached its target, from what was frozen at its end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.campaigns.services import plans
from pratfall.site.lessons.outcomes import reached
from pratfall.site.people.models import Membership
from pratfall.site.reports.freezing import outcome_of
from tests.site.lessons.past_work import FIRST, at, ended, launched, past
from tests.site.reports.conftest import NUMBERS


@pytest.mark.parametrize(("result", "answer"), [(4500, True), (4499, False), (0, False), (None, None)])
def test_the_target_itself_is_enough_and_an_unknown_result_tells_nothing(
    owner: Membership, result: int | None, answer: bool | None
) -> None:
    assert reached(past(owner, "Coats", result)) is answer


def test_a_campaign_that_runs_has_no_outcome(owner: Membership) -> None:
    assert reached(launched(owner, "Coats")) is None


def test_a_result_known_only_to_the_middle_is_no_miss(owner: Membership) -> None:
    """The last gift any file knows is two weeks older than its end: who knows what came then."""
    short = ended(launched(owner, "Coats"), owner, 1000, gifts_until=FIRST + timedelta(days=14))
    there = ended(launched(owner, "Soup"), owner, 5000, gifts_until=FIRST + timedelta(days=14))
    assert (reached(short), reached(there)) == (None, True)


@pytest.mark.parametrize(("result", "answer"), [(1000, False), (5000, True)])
def test_what_was_pulled_did_not_get_there_unless_it_had(owner: Membership, result: int, answer: bool) -> None:
    made = launched(owner, "Coats")
    numbers = {**outcome_of(NUMBERS), "result": str(result), "gifts_until": at(FIRST + timedelta(days=9)).isoformat()}
    plans.close(made, owner.user, State.PULLED, made.version, at(FIRST + timedelta(days=10)), numbers)
    assert reached(Campaign.objects.get()) is answer


def test_an_end_without_any_numbers_tells_nothing(owner: Membership) -> None:
    made = launched(owner, "Coats")
    plans.end(campaign=made, actor=owner.user, seen=made.version, now=at(FIRST + timedelta(days=30)), outcome={})
    assert reached(Campaign.objects.get()) is None
