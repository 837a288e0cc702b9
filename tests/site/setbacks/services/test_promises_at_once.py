"""Two people at the same moment, in a debrief and before a launch: nothing is lost, doubled or skipped.

Run on PostgreSQL by tests/site/test_postgresql.py; SQLite's writers take their turn by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from pratfall.errors import Refused
from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.services import plans
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import CampaignCheck, Debrief, Prevention, ProofKind, Setback, Theme, Thought, Voice
from pratfall.site.setbacks.services import checks, debriefs, preventions, thoughts, voices
from pratfall.site.setbacks.services.preventions import Action
from tests.site.people.test_at_once import at_once
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.promised import promise
from tests.site.setbacks.services.test_checks import PLAN

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("home"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="run on PostgreSQL by tests/site/test_postgresql.py"),
]


@pytest.fixture
def voice(setback: Setback, owner: Membership) -> Voice:
    debrief = debriefs.begin(setback=setback, actor=owner.user, now=NOW)
    return voices.join(debrief=debrief, user=owner.user, now=NOW)


def again(voice: Voice) -> Voice:
    return Voice.objects.select_related("debrief").get(pk=voice.pk)


@pytest.mark.parametrize("time", range(5))
def test_two_windows_never_give_a_fourth_vote(voice: Voice, owner: Membership, time: int) -> None:
    voices.hand_in(voice=voice, now=NOW)
    debriefs.gather(debrief=voice.debrief, actor=owner.user, seen=1, now=NOW)
    themes = [Theme.objects.create(debrief=voice.debrief, title=str(n), at=NOW) for n in range(4)]
    told = at_once(
        *(lambda theme=theme: thoughts.vote(voice=again(voice), theme=theme, now=NOW) for theme in themes)  # type: ignore[misc]
    )
    assert voice.votes.count() == 3 and sum(isinstance(error, Refused) for error in told) == 1


@pytest.mark.parametrize("time", range(5))
def test_nothing_slips_in_behind_a_sheet_that_was_handed_in(voice: Voice, time: int) -> None:
    told = at_once(
        lambda: thoughts.write(voice=again(voice), kind="cause", text="late", now=NOW),
        lambda: voices.hand_in(voice=again(voice), now=NOW),
    )
    assert Thought.objects.count() == (0 if told[0] else 1) and told[1] is None


@pytest.mark.parametrize("time", range(5))
def test_two_who_begin_a_debrief_begin_one(setback: Setback, owner: Membership, time: int) -> None:
    told = at_once(*(lambda: debriefs.begin(setback=setback, actor=owner.user, now=NOW) for _ in range(3)))
    assert Debrief.objects.count() == 1 and sum(error is None for error in told) == 1


@pytest.mark.parametrize("time", range(8))
def test_a_tick_taken_back_while_somebody_launches_leaves_no_campaign_without_it(
    setback: Setback, owner: Membership, time: int
) -> None:
    row = promise(setback, owner.user)
    campaign = plans.draft(organisation=owner.organisation, actor=owner.user, plan=PLAN, now=NOW)
    checks.tick(campaign=campaign, prevention=row, actor=owner.user, now=NOW)
    later = NOW + timedelta(days=1)
    at_once(
        lambda: plans.launch(campaign=Campaign.objects.get(), actor=owner.user, seen=campaign.version, now=later),
        lambda: checks.untick(campaign=campaign, prevention=row, actor=owner.user),
    )
    launched = Campaign.objects.get().launched
    assert launched == CampaignCheck.objects.exists() == (Prevention.objects.get().proved_at is not None)


@pytest.mark.parametrize("time", range(5))
def test_two_who_confirm_the_same_confirm_it_once(
    setback: Setback, owner: Membership, join: Callable[..., Membership], time: int
) -> None:
    row = promise(setback, owner.user, Action(words="Write it down", kind=ProofKind.SHOWN))
    preventions.show(prevention=row, actor=owner.user, text="there", address="", seen=1, now=NOW)
    people = [join(Role.EDITOR, name).user for name in ("ina", "jo")]
    told = at_once(
        *(
            lambda who=who: preventions.confirm(  # type: ignore[misc]
                prevention=Prevention.objects.select_related("setback").get(), actor=who, seen=2, now=NOW
            )
            for who in people
        )
    )
    assert sum(error is None for error in told) == 1
    assert AuditEntry.objects.filter(act="prevention_proved").count() == 1
