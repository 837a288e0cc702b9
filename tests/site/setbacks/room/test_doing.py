"""The room's buttons, pressed by those who may and by those who may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from pratfall.site.people.models import Grant, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.room import doing
from pratfall.site.setbacks.services import opening
from tests.site.conftest import signed_in

Press = Callable[..., int]


@pytest.fixture
def room(empty_client: Client, owner: Membership) -> Setback:
    now = datetime.now(UTC)
    return opening.open_by_hand(
        organisation=owner.organisation, actor=owner.user, what="A wrong post", began_at=now, now=now
    )


@pytest.fixture
def press(empty_client: Client, room: Setback) -> Press:
    """Presses a button of the room; the status of the answer. `seen` is what stands there unless given."""

    def send(do: str, browser: Client | None = None, **given: Any) -> int:
        room.refresh_from_db()
        form = {"do": do, "seen": str(room.version), **{name: str(value) for name, value in given.items()}}
        status = (browser or empty_client).post(f"/o/default{room.path}", form).status_code
        room.refresh_from_db()
        return status

    return send


def test_every_button_does_what_it_says(
    room: Setback, press: Press, owner: Membership, join: Callable[..., Membership]
) -> None:
    vera, guest = join(Role.EDITOR, "vera"), join(Role.GUEST)
    began = (datetime.now(UTC) - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    assert press("describe", title="The wrong kitchen", what="More", began=began) == 302
    assert (room.title, room.what) == ("The wrong kitchen", "More")
    assert press("severity", q_hurt="yes") == 302 and room.severity == 4
    assert press("overrule", level=2, why="Nobody was hurt after all") == 302 and room.severity == 2
    assert press("hand", part="voice", to=vera.user.pk, note="Take over") == 302
    assert room.holders.get(part="voice").user == vera.user
    assert press("pace", minutes=45) == 302 and room.update_minutes == 45
    assert press("pace", minutes="") == 302 and room.update_minutes is None
    due = (datetime.now(UTC) + timedelta(hours=3)).replace(second=0, microsecond=0)
    assert press("due", clock="first_word", due=due.strftime("%Y-%m-%dT%H:%M")) == 302
    assert room.first_word_due_at == due
    assert press("put_off", clock="first_word", hours=4, why="Board first") == 302
    assert press("off", clock="first_word", why="By letter") == 302
    assert press("on", clock="first_word") == 302 and room.reminders.count() == 3
    assert press("playbook", playbook="wrong_post") == 302 and room.playbook == "wrong_post"
    assert press("share", to=guest.user.pk) == 302 and Grant.objects.filter(subject_id=room.pk).count() == 1
    assert press("unshare", to=guest.user.pk) == 302 and not Grant.objects.exists()
    assert press("move", to="acknowledged") == 302 and room.state == "acknowledged"
    assert press("move", to="closed") == 409 and room.state == "acknowledged"
    assert press("move", to="closed", sign=1, why="A false alarm") == 302 and room.state == "closed"


def test_steps_are_added_done_undone_and_left_out(room: Setback, press: Press) -> None:
    assert press("step_add", title="Call the kitchen", part="lead", due="") == 302
    step = room.steps.get(title="Call the kitchen")
    for do, done in (("step_done", True), ("step_undo", False), ("step_out", False)):
        assert press(do, step=step.pk, seen=step.version) == 302
        step.refresh_from_db()
        assert (step.done_at is not None) is done
    assert step.left_out


def test_a_step_of_another_setback_is_not_found(
    room: Setback, press: Press, make_setback: Callable[..., Setback], charlie: Membership
) -> None:
    other = make_setback(organisation=charlie.organisation, opened_by=charlie.user)
    step = other.steps.create(place=1, title="Theirs", part="lead")
    assert press("step_done", step=step.pk, seen=1) == 404
    step.refresh_from_db()
    assert step.done_at is None


@pytest.mark.parametrize(
    ("do", "given"),
    [
        ("", {}),
        ("drop", {}),
        ("hand", {"part": "voice", "to": "999"}),
        ("hand", {"part": "voice", "to": "<b>"}),
        ("put_off", {"clock": "first_word", "hours": "5000", "why": "x"}),
        ("due", {"clock": "first_word", "due": "soon"}),
        ("playbook", {"playbook": "../../etc/passwd"}),
        ("overrule", {"level": "9", "why": "x"}),
        ("severity", {"q_hurt": "maybe"}),
        ("move", {"to": "nowhere"}),
        ("pace", {"minutes": "-3"}),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(room: Setback, press: Press, do: str, given: dict[str, str]) -> None:
    before = Setback.objects.values().get()
    assert press(do, **given) == 409
    assert Setback.objects.values().get() == before


def test_whoever_was_slower_is_told_and_sees_how_it_stands(room: Setback, press: Press, empty_client: Client) -> None:
    assert press("move", to="acknowledged") == 302
    form = {"do": "move", "to": "acknowledged", "seen": "1"}
    answer = empty_client.post(f"/o/default{room.path}", form)
    page = answer.content.decode()
    assert answer.status_code == 409 and "Somebody else was faster" in page and "Acknowledged" in page


def test_guests_and_analysts_press_nothing_and_charlie_finds_nothing(
    room: Setback, press: Press, join: Callable[..., Membership], charlie: Membership
) -> None:
    for role in (Role.GUEST, Role.ANALYST):
        assert press("move", signed_in(join(role).user), to="acknowledged") == 403
    assert press("move", signed_in(charlie.user), to="acknowledged") == 404
    assert room.state == "noticed"


def test_an_editor_runs_the_room_and_does_not_close_it(
    room: Setback, press: Press, join: Callable[..., Membership]
) -> None:
    browser = signed_in(join(Role.EDITOR).user)
    assert press("move", browser, to="acknowledged") == 302
    assert press("move", browser, to="closed", sign=1, why="Why") == 409
    assert room.state == "acknowledged"


def test_names_of_people_are_listed_by_number(owner: Membership) -> None:
    assert doing.by_name([owner.user]) == [(owner.user.pk, "Olive Owner")]
