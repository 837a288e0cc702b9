"""What the sample's team lived through."""

from __future__ import annotations

from datetime import UTC, datetime

from pratfall.respond.lifecycle import State
from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.models import Membership
from pratfall.site.reports import demo_setbacks, demo_team
from pratfall.site.setbacks.models import PublicPage, Setback
from pratfall.site.setbacks.services import comebacks, freezing, ledger
from pratfall.site.setbacks.services.closing import open_matters
from tests.site.conftest import UNTIL


def test_one_setback_is_over_with_its_comeback_and_its_promises_proved_and_one_still_runs(
    filled: Membership,
) -> None:
    over, running = Setback.objects.order_by("began_at")
    now = datetime(UNTIL.year, UNTIL.month, UNTIL.day, 12, tzinfo=UTC)
    assert (over.state, running.state) == (State.CLOSED, State.FIXING)
    assert [t.left_open for t in over.transitions.filter(after=State.CLOSED)] == [[]]
    assert comebacks.newest(over) is not None
    oven = Campaign.objects.get(name=demo_team.OVEN)
    proved = {p.kind: p.proof for p in over.preventions.all() if p.proved_at}
    assert set(proved) == {"shown", "check"} and proved["check"]["campaign"] == oven.pk
    assert {"thanks", "debrief_none"} <= {matter.code for matter in open_matters(running, now)}
    for setback in (over, running):
        assert ledger.counts(setback).seen > 15
        assert all(freezing.verify(freeze).intact for freeze in freezing.all_of(setback))
    assert {page.slug for page in PublicPage.objects.all()} == {demo_setbacks.OVER_SLUG, demo_setbacks.RUNNING_SLUG}
