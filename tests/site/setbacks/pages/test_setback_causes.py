"""The causes' page: what the data show beside what people think."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Hypothesis, Setback
from tests.site.conftest import signed_in
from tests.site.setbacks import reviewed

HOSTILE = "<script>alert('x')</script> \u202egpj"


@pytest.fixture
def about(make_setback: Callable[..., Setback], monkeypatch: pytest.MonkeyPatch, home: Path) -> Setback:
    return make_setback(finding=reviewed.todays(monkeypatch).slug)


@pytest.fixture
def team(owner: Membership) -> Client:
    return signed_in(owner.user)


def address(setback: Setback) -> str:
    return f"/o/default{setback.path}causes/"


def shown(team: Client, setback: Setback, lang: str = "en") -> str:
    answer = team.get(address(setback), headers={"accept-language": lang})
    assert answer.status_code == 200
    return answer.content.decode()


def send(team: Client, setback: Setback, do: str, **given: Any) -> Any:
    return team.post(address(setback), {"do": do, **given})


def test_the_ranked_causes_of_the_finding_stand_there(team: Client, about: Setback) -> None:
    page = shown(team, about)
    assert page.index("Requests among the posts") < page.index("Adverts ended")
    assert f"/o/default/findings/{about.finding}/" in page
    assert "?slice=" not in page


def test_what_people_think_stands_beside_with_what_it_rests_on(team: Client, about: Setback) -> None:
    assert send(team, about, "propose", text=f"We asked too often. {HOSTILE}", cause="pitch_share").status_code == 302
    send(team, about, "propose", text="The printer was late.")
    page = shown(team, about)
    assert "Inferred" in page and "The data carry it:" in page
    assert "Assumed" in page and "No number tests this." in page
    assert "<script>alert" not in page and "\u202e" not in page
    assert "Les données la soutiennent" in shown(team, about, "fr")


def test_it_is_tested_again_and_taken_back(team: Client, about: Setback) -> None:
    send(team, about, "propose", text="We asked too often.", cause="pitch_share")
    assert send(team, about, "test").status_code == 302
    assert send(team, about, "withdraw", hypothesis=Hypothesis.objects.get().pk).status_code == 302
    page = shown(team, about)
    assert "Taken back" in page and "I no longer think so" not in page


def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(team: Client, about: Setback) -> None:
    answer = send(team, about, "propose", text="Kept text", cause="aliens")
    assert answer.status_code == 409
    assert "Kept text" in answer.content.decode()
    assert send(team, about, "explode").status_code == 409
    for number in ("", "999", "x"):
        assert send(team, about, "withdraw", hypothesis=number).status_code == 404


def test_nothing_measured_is_said_clearly(team: Client, setback: Setback, home: Path) -> None:
    assert "Nothing measured" in shown(team, setback)
    assert "Say what it is about" in shown(team, setback)


def test_a_guest_does_not_see_what_the_team_suspects(about: Setback, join: Callable[..., Membership]) -> None:
    assert signed_in(join(Role.GUEST).user).get(address(about)).status_code == 403
    page = shown(signed_in(join(Role.ANALYST).user), about)
    assert "Write it down" not in page
