"""The timeline's page: what stands there, who sees what of it, and what people do to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pratfall.site.people import grants
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.door import SHARED
from pratfall.site.setbacks.models import Setback, TimelineNote
from pratfall.site.setbacks.services import notes
from tests.site.conftest import signed_in
from tests.site.setbacks import measured
from tests.site.setbacks.conftest import NOW

HOSTILE = "<script>alert('x')</script> \u202egpj.exe\u2066 " + "💥" * 400
Join = Callable[..., Membership]


@pytest.fixture
def about(make_setback: Callable[..., Setback], home: Path) -> Setback:
    setback = make_setback(about=measured.ABOUT)
    said = [measured.comment("c1", text=f"Shame on you {HOSTILE}"), measured.comment("c2", minutes=70)]
    measured.fill(setback.organisation, post=[measured.post()], comment=said)
    return setback


@pytest.fixture
def team(owner: Membership, about: Setback) -> Client:
    return signed_in(owner.user)


def address(setback: Setback) -> str:
    return f"/o/default{setback.path}timeline/"


def shown(team: Client, setback: Setback, query: str = "") -> str:
    answer = team.get(address(setback) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(team: Client, setback: Setback, do: str, **given: Any) -> Any:
    values = (
        {"text": "The printer called.", "happened": "2026-11-20T21:00", "zone": "Europe/Paris"} if do == "add" else {}
    )
    return team.post(address(setback), {"do": do, **values, **given})


def test_it_builds_itself_from_posts_comments_and_the_setback(team: Client, about: Setback) -> None:
    page = shown(team, about)
    assert "Our kitchen" in page
    assert "Within the hour" in page
    assert "20:00 UTC" in shown(team, about, "?zone=Europe/Paris")


def test_what_people_wrote_is_shown_harmlessly(team: Client, about: Setback) -> None:
    page = shown(team, about)
    assert "Shame on you" in page
    assert "<script>alert" not in page
    assert "\u202e" not in page and "\u2066" not in page


def test_times_stand_in_the_readers_zone_and_in_utc(team: Client, about: Setback) -> None:
    team.cookies["pratfall_zone"] = "Asia/Tokyo"
    page = shown(team, about)
    assert "Asia/Tokyo" in page
    assert "05:00" in page and "20:00 UTC" in page  # the day after, there
    assert "Europe/Paris" in shown(team, about, "?zone=Europe/Paris")


def test_a_note_is_added_in_the_zone_of_its_writer(team: Client, about: Setback) -> None:
    answer = send(team, about, "add", outside="1", address="https://example.org/news")
    note = TimelineNote.objects.get()
    assert answer.headers["Location"].endswith(f"?note={note.pk}")
    assert note.happened_at.isoformat() == "2026-11-20T20:00:00+00:00"
    page = shown(team, about)
    assert "Not our doing" in page
    assert "Added later" in page


def test_an_hour_that_came_twice_is_asked_about_and_nothing_typed_is_lost(team: Client, about: Setback) -> None:
    answer = send(team, about, "add", happened="2026-10-25T02:30", text="A night's work")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'value="first"' in page and "00:30 UTC" in page and "01:30 UTC" in page
    assert "A night&#x27;s work" in page
    assert not TimelineNote.objects.exists()
    assert send(team, about, "add", happened="2026-10-25T02:30", which="second").status_code == 302
    assert TimelineNote.objects.get().happened_at.hour == 1


@pytest.mark.parametrize("given", [{"zone": "Mars/Olympus"}, {"happened": "soon"}, {"text": " "}])
def test_what_cannot_be_is_refused_in_words(team: Client, about: Setback, given: dict[str, str]) -> None:
    answer = send(team, about, "add", **given)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()


def test_a_note_is_taken_back_and_stays_to_be_seen(team: Client, about: Setback) -> None:
    send(team, about, "add")
    note = TimelineNote.objects.get()
    assert "Take my note back" in shown(team, about)
    assert send(team, about, "withdraw", note=note.pk).status_code == 302
    page = shown(team, about)
    assert "Taken back" in page and "The printer called." in page
    assert "Take my note back" not in page


@pytest.mark.parametrize("number", ["", "99999", "x", "1e9", "9" * 30])
def test_a_note_nobody_wrote_is_not_found(team: Client, about: Setback, number: str) -> None:
    assert send(team, about, "withdraw", note=number).status_code == 404


def test_a_note_of_another_setback_is_not_found(
    team: Client, about: Setback, make_setback: Callable[..., Setback]
) -> None:
    other = make_setback()
    assert other.opened_by
    note = notes.add(setback=other, actor=other.opened_by, text="x", happened_at=NOW, zone="UTC", now=NOW)
    assert send(team, about, "withdraw", note=note.pk).status_code == 404


def test_freezing_leads_to_what_was_frozen(team: Client, about: Setback) -> None:
    answer = send(team, about, "freeze")
    assert answer.headers["Location"] == f"{address(about)}{about.freezes.get().pk}/"


def test_an_act_nobody_knows_is_refused(team: Client, about: Setback) -> None:
    assert send(team, about, "explode").status_code == 409


def test_kinds_can_be_left_out(team: Client, about: Setback) -> None:
    page = shown(team, about, "?of=posts&of=nonsense")
    assert "Our kitchen" in page
    assert "Within the hour" not in page


def test_a_guest_reads_it_without_the_words_of_people_and_without_addresses(
    about: Setback, owner: Membership, join: Join
) -> None:
    guest = join(Role.GUEST)
    team = signed_in(guest.user)
    assert team.get(address(about)).status_code == 404
    grants.grant(actor=owner, guest=guest, kind=SHARED, subject_id=about.pk)
    about.opened_by.__class__.objects.filter(pk=owner.user.pk).update(name="")
    send(signed_in(owner.user), about, "freeze")
    page = shown(team, about)
    assert "Within the hour" in page
    for secret in ("Shame on you", "who-c1", "olive@", "In the trail", "Freeze the evidence"):
        assert secret not in page, secret
    assert send(team, about, "freeze").status_code == 403
    assert about.freezes.count() == 1


def test_charlie_and_a_guest_of_another_setback_see_nothing(
    about: Setback, owner: Membership, charlie: Membership, join: Join, make_setback: Callable[..., Setback]
) -> None:
    guest = join(Role.GUEST)
    grants.grant(actor=owner, guest=guest, kind=SHARED, subject_id=make_setback().pk)
    for somebody in (charlie, guest):
        team = signed_in(somebody.user)
        for below in ("", "1/", "export/json/", "export/html/", "export/pdf/"):
            answer = team.get(address(about) + below)
            assert answer.status_code in (403, 404)
            assert "kitchen" not in answer.content.decode()


def test_five_thousand_notes_are_paged_by_day_and_cost_no_more_queries(team: Client, about: Setback) -> None:
    shown(team, about)
    with CaptureQueriesContext(connection) as few:
        shown(team, about)
    rows = [
        TimelineNote(
            setback=about, happened_at=NOW - timedelta(minutes=i), text=f"Note {i}", by=about.opened_by, at=NOW
        )
        for i in range(5000)
    ]
    TimelineNote.objects.bulk_create(rows)
    with CaptureQueriesContext(connection) as many:
        page = shown(team, about)
    assert len(many) == len(few)
    assert page.count('class="pf-moment') <= 150
    assert "Note 1<" in page
    assert "?page=1#d-2026-11-17" in page
    assert "Note 4999" in shown(team, about, "?page=1")
    first = TimelineNote.objects.get(text="Note 4000")
    assert "Note 4000" in shown(team, about, f"?note={first.pk}")


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x", ""])
def test_a_page_that_is_none_is_the_newest(team: Client, about: Setback, page: str) -> None:
    assert "Our kitchen" in shown(team, about, f"?page={page}")


def test_nothing_known_says_what_to_do(owner: Membership, setback: Setback, home: Path) -> None:
    page = shown(signed_in(owner.user), setback, "?of=posts")
    assert "Nothing of these kinds is known." in page
    assert "Say what it is about" in page
