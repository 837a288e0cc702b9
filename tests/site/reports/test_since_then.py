from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from pratfall.errors import Refused
from pratfall.site.campaigns.models import Decision
from pratfall.site.people.models import Membership
from pratfall.site.reports import since_then
from tests.site.reports.conftest import NOW


def test_what_the_team_makes_of_a_decision_is_kept_with_the_numbers_there_are(
    decided: Callable[..., Decision], owner: Membership
) -> None:
    decision = decided()
    later = NOW + timedelta(days=28)
    assert since_then.afterwards(decision, later) is None  # nothing imported: nobody can say
    kept = since_then.judge(
        decision=decision, actor=owner.user, judgement="cannot_tell", why="", look_again=None, now=later
    )
    assert (kept.numbers, kept.judgement, kept.at) == ({}, "cannot_tell", later)


def test_a_judgement_that_is_none_is_refused(decided: Callable[..., Decision], owner: Membership) -> None:
    with pytest.raises(Refused, match="revisit_needs_judgement"):
        since_then.judge(decision=decided(), actor=owner.user, judgement="maybe", why="", look_again=None, now=NOW)
