"""One step puts everything planned on hold; what is elsewhere is on a list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pratfall.errors import Refused
from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Pause, Setback
from pratfall.site.setbacks.services import pauses
from tests.site.setbacks.conftest import NOW

Join = Callable[..., Membership]
pytestmark = pytest.mark.usefixtures("home")


def campaign(owner: Membership, name: str = "Winter", state: State = State.PLANNED) -> Campaign:
    return Campaign.objects.create(
        organisation=owner.organisation, name=name, state=state, start=date(2026, 11, 1), created_at=NOW
    )


@pytest.fixture
def pause(setback: Setback, owner: Membership) -> Pause:
    return pauses.pause(setback=setback, actor=owner.user, now=NOW, why="The whole team answers people.")


def test_with_nothing_imported_every_queue_is_on_the_list(pause: Pause) -> None:
    codes = [row.place for row in pause.places.all()]
    assert {"meta", "x", "linkedin", "mailings", "ads", "tools"} <= set(codes)


def test_running_campaigns_are_on_the_list_with_what_they_send_themselves(setback: Setback, owner: Membership) -> None:
    running = campaign(owner, state=State.RUNNING)
    made = pauses.pause(setback=setback, actor=owner.user, now=NOW)
    assert f"campaign:{running.pk}" in [row.place for row in made.places.all()]


def test_pressed_twice_it_is_one_pause(pause: Pause, setback: Setback, owner: Membership) -> None:
    assert pauses.pause(setback=setback, actor=owner.user, now=NOW) == pause
    assert AuditEntry.objects.filter(act="pause_begun").count() == 1


def test_a_place_is_ticked_off_and_the_tick_taken_back(pause: Pause, owner: Membership) -> None:
    place = pause.places.all()[0]
    pauses.tick(paused=place, actor=owner.user, done=True, now=NOW)
    pauses.tick(paused=place, actor=owner.user, done=True, now=NOW)
    place.refresh_from_db()
    assert (place.done_at, place.done_by) == (NOW, owner.user)
    pauses.tick(paused=place, actor=owner.user, done=False, now=NOW)
    place.refresh_from_db()
    assert place.done_at is None
    assert list(AuditEntry.objects.filter(act__startswith="pause_place").values_list("act", flat=True)) == [
        "pause_place_undone",
        "pause_place_done",
    ]


def test_a_pause_stands_against_every_launch_of_the_organisation_until_it_is_lifted(
    pause: Pause, owner: Membership
) -> None:
    planned = campaign(owner)
    assert pauses.against(planned) == pause
    pauses.lift(pause=pause, actor=owner.user, now=NOW)
    assert pauses.against(planned) is None
    with pytest.raises(Refused, match="pause_lifted"):
        pauses.lift(pause=pause, actor=owner.user, now=NOW)


def test_a_manager_signs_an_exception_for_one_campaign(pause: Pause, owner: Membership, join: Join) -> None:
    planned, other = campaign(owner), campaign(owner, "Spring")
    with pytest.raises(Refused, match="not_allowed_here"):
        pauses.allow(pause=pause, campaign=planned, actor=join(Role.EDITOR).user, now=NOW)
    pauses.allow(pause=pause, campaign=planned, actor=owner.user, now=NOW)
    assert pauses.against(planned) is None
    assert pauses.against(other) == pause
    assert AuditEntry.objects.get(act="pause_launch_allowed").subject == f"campaign:{planned.pk}"


def test_an_editor_pauses_and_a_manager_lifts(setback: Setback, join: Join) -> None:
    editor = join(Role.EDITOR)
    made = pauses.pause(setback=setback, actor=editor.user, now=NOW)
    with pytest.raises(Refused, match="not_allowed_here"):
        pauses.lift(pause=made, actor=editor.user, now=NOW)


def test_charlie_pauses_and_lifts_nothing(pause: Pause, setback: Setback, charlie: Membership) -> None:
    with pytest.raises(Refused, match="not_allowed_here"):
        pauses.pause(setback=setback, actor=charlie.user, now=NOW)
    with pytest.raises(Refused, match="not_allowed_here"):
        pauses.lift(pause=pause, actor=charlie.user, now=NOW)
    assert pauses.holding(charlie.organisation) == []


def test_a_pause_of_another_organisation_is_no_reason(pause: Pause, charlie: Membership) -> None:
    assert pauses.against(campaign(charlie)) is None


def test_the_networks_somebody_is_on_are_asked_and_no_others(
    full_home: Path, monkeypatch: pytest.MonkeyPatch, owner: Membership
) -> None:
    monkeypatch.setenv("PRATFALL_HOME", str(full_home))
    assert "bluesky" not in pauses.places(owner.organisation)
    assert "x" in pauses.places(owner.organisation)
