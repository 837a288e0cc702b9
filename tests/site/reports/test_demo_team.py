"""The sample organisation's team at work."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.sample import settings_toml
from pratfall.site.campaigns.models import Campaign, Decision, Idea, Prediction, State
from pratfall.site.campaigns.plan import missing, read
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.reports import demo_team
from tests.site.conftest import UNTIL


@pytest.fixture
def filled(owner: Membership, full_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Membership:
    """The sample's lake, with the settings the demo writes, in a folder of its own."""
    (tmp_path / "lake").symlink_to(full_home / "lake")
    (tmp_path / "settings.toml").write_text(settings_toml(UNTIL), encoding="utf-8")
    monkeypatch.setenv("PRATFALL_HOME", str(tmp_path))
    demo_team.fill(owner, UNTIL)
    return owner


def test_the_demo_has_a_failing_campaign_one_that_is_over_and_a_running_test(filled: Membership) -> None:
    oven, cold_room = Campaign.objects.get(name=demo_team.OVEN), Campaign.objects.get(name=demo_team.COLD_ROOM)
    assert (oven.state, cold_room.state) == (State.RUNNING, State.ENDED)
    assert missing(read(oven)) == ()
    assert Prediction.objects.count() == 4
    assert float(cold_room.outcome["result"]) > 4000
    decision = Decision.objects.get()
    assert decision.campaign == cold_room and decision.revisits.count() == 1
    assert Idea.objects.get().trials.count() > 10


def test_everything_the_team_did_stands_in_the_trail(filled: Membership) -> None:
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"plan_launched", "plan_predicted", "plan_ended", "decision_signed", "idea_started", "joined"} <= acts
